package io.livetape.api.vod;

/** A block of an answer that nothing here fills: always null. */
public record NotMade() {}
