/**
 * Load benchmarks: real publishers' traffic into Livetape and into nginx-rtmp and SRS, one after the other on the same core, and what each costs.
 *
 * <p>{@code bench/run} starts it; {@code docs/benchmark.md} says how it measures. Linux only: it reads {@code /proc}.
 */
package io.livetape.bench;
