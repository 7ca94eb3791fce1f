package io.livetape.vod;

/** A moment of a file that somebody has described. */
public record KeyFrame(long offsetMs, String description) {}
