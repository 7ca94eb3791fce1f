package io.livetape.console.overview;

/**
 * How the server does at one instant.
 *
 * @param at milliseconds since the epoch
 * @param bitsPerSecondIn what publishers send, media alone
 * @param bytesPerSecondWritten what recordings hand to the disk
 * @param diskFreeBytes −1 when it cannot be known, as {@code diskTotalBytes}
 * @param secondsLeft until recordings stop for want of room, at the rate of the last minute; null while nothing is written
 * @param diskFull whether they have stopped for it
 * @param callbacksWaiting −1 when the database does not say, as {@code callbacksParked}
 * @param liveRevision another one whenever a stream began, ended, or began or ceased to be recorded
 */
public record Figures(
    long at, long streams, long recording, long viewers, long bitsPerSecondIn, long bytesPerSecondWritten, long diskFreeBytes,
    long diskTotalBytes, Long secondsLeft, boolean diskFull, long callbacksWaiting, long callbacksParked, long liveRevision) {}
