package io.livetape.callback;

import java.time.Instant;
import java.util.Optional;

/**
 * What has not been delivered.
 *
 * @param waitingCount events that are to be sent, now, later or after others
 * @param parkedCount events that were given up
 * @param oldestWaitingAt when the oldest of the waiting was enqueued
 */
public record Backlog(long waitingCount, long parkedCount, Optional<Instant> oldestWaitingAt) {}
