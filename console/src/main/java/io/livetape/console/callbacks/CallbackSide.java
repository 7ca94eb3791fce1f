package io.livetape.console.callbacks;

import io.livetape.api.EventReceivers;
import io.livetape.api.SampleEvents;
import io.livetape.api.vod.VodSamples;
import io.livetape.callback.Dispatcher;
import io.livetape.callback.Outbox;

/**
 * What delivers events, and says to whom.
 *
 * @param fileSamples as {@code samples}, of what the product "vod" tells of
 */
public record CallbackSide(Outbox outbox, Dispatcher dispatcher, EventReceivers receivers, SampleEvents samples, VodSamples fileSamples) {}
