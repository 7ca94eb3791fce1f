package io.livetape.app.config;

/** What the log says. */
public record LogConfig(LogLevel level) {}
