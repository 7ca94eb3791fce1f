/**
 * What is left when the server is killed: seeded runs against the real server in a process of its own.
 *
 * <p>{@code ./mvnw verify -Pfaults} makes many runs, an ordinary build a few; {@code faults.runs} and {@code faults.seed} say how many and
 * from which seed on. The numbers that came out are in {@code docs/durability.md}.
 */
package io.livetape.app.faults;
