package io.livetape.rtmp;

import io.livetape.live.EndReason;
import io.livetape.live.LiveStreams;
import io.livetape.live.PlayGate;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What an RTMP server works with.
 *
 * @param streams where pushes go and plays come from
 * @param playGate who may watch
 * @param reasonCodes the public code of a refusal or end, shown to publishers in brackets; empty for none
 * @param sequences positive numbers, each once for the installation: ids of push sessions
 * @param clock tells when pushes began
 * @param metrics counts what happens
 */
public record RtmpServices(LiveStreams streams, PlayGate playGate, Function<EndReason, String> reasonCodes, LongSupplier sequences,
    InstantSource clock, RtmpMetrics metrics) {}
