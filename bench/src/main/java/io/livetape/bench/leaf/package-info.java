/**
 * What the innermost steps of the data path cost by themselves, with everything in the processor's cache: JMH benchmarks, each of one
 * second of one stream of 2 Mbit/s. {@code bench/leaves} runs them. In a server other streams' data comes between, which costs more.
 */
package io.livetape.bench.leaf;
