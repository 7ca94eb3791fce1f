package io.livetape.media;

/**
 * Where a key frame lies in a file.
 *
 * @param timeMs when it is shown, from the file's beginning
 * @param offset of its bytes, without any container's head
 */
public record KeyFramePlace(long timeMs, long offset, int sizeBytes) {}
