package io.livetape.callback;

import java.time.Instant;

/** One attempt that is over. */
record Sending(Instant startedAt, long durationMs, int requestBytes, Outcome outcome) {}
