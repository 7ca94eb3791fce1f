package io.livetape.callback;

import java.time.Instant;

/**
 * One line of the delivery log.
 *
 * @param number from 1
 * @param status of the HTTP answer; 0 when there was none
 * @param error why there was no answer; empty when there was one
 * @param answer the beginning of the answer's body
 */
public record Attempt(int number, Instant startedAt, long durationMs, int status, String error, int requestBytes, String answer) {}
