package io.livetape.console;

/**
 * Something that went wrong, as the server's log has it.
 *
 * @param at milliseconds since the epoch
 * @param level {@code WARN} or {@code ERROR}
 */
public record Problem(long at, String level, String text) {}
