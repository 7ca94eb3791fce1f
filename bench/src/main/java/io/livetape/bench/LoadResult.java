package io.livetape.bench;

import java.util.Map;

/**
 * One run of one server under load.
 *
 * @param repetition from 1; runs of the same repetition stand next to each other in time
 * @param steadySeconds the part that is measured: all streams run, and the JVM's compilers have had their warm-up
 * @param steadyCpuMs per stream-second, all threads, in the steady part
 * @param steadyCompilerMs of it, the JVM's compilers
 * @param steadyCollectorMs of it, the JVM's collector
 * @param wholeCpuMs per stream-second from the first connection to the last announcement, with all compiling
 * @param wholeCompilerMs of it, the JVM's compilers
 * @param idleCpuMs per second, with nobody connected
 * @param corePercent of the server's core in the steady part
 * @param otherCorePercent of that core that went to others meanwhile: what disturbed the measurement
 * @param idleMib memory with nobody connected
 * @param streamKib memory per stream at the end of the steady part, over the idle memory
 * @param writeRatio bytes given to write calls for each byte sent, steady part
 * @param writeCalls per stream-second
 * @param switches voluntary context switches per stream-second
 * @param fileRatio bytes of the finished files for each byte sent
 * @param lagP99Ms how late messages could be handed to their sockets, from the beginning of the steady part on
 * @param failedPushes pushes that ended before their time
 * @param announced finished files that the server told of
 * @param expected finished files that it should tell of
 * @param sampledFiles recordings whose packets were counted
 * @param exactFiles of these, those with exactly the packets that were sent
 * @param threadMs per stream-second in the steady part, by thread
 */
record LoadResult(
    String peer, int streams, int repetition, double steadySeconds, double steadyCpuMs, double steadyCompilerMs, double steadyCollectorMs,
    double wholeCpuMs, double wholeCompilerMs, double idleCpuMs, double corePercent, double otherCorePercent, double idleMib,
    double streamKib, double writeRatio, double writeCalls, double switches, double fileRatio, int lagP99Ms, int lagMaxMs,
    int failedPushes, int announced, int expected, int sampledFiles, int exactFiles, double loadBefore, double loadAfter,
    Map<String, Double> threadMs) {}
