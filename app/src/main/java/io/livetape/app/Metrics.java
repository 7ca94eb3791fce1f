package io.livetape.app;

import io.livetape.api.transport.ApiMetrics;
import io.livetape.live.EndReason;
import io.livetape.live.LiveStreams;
import io.livetape.record.RecordMetrics;
import io.livetape.record.Recorder;
import io.livetape.record.TimelineKind;
import io.livetape.rtmp.CloseReason;
import io.livetape.rtmp.RtmpMetrics;
import io.livetape.vod.RemovalMetrics;
import io.livetape.vod.RemovalReason;
import io.livetape.vod.picture.PictureKind;
import io.livetape.vod.picture.PictureMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Everything at {@code /metrics}. The parts count by themselves; this only gives their counters names. */
final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbage = new JvmGcMetrics();

  Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbage.bindTo(registry);
  }

  void streams(LiveStreams streams) {
    gauge("livetape.streams.live", streams, all -> all.all().size(), "Streams being pushed");
    gauge("livetape.viewers", streams, all -> all.all().stream().mapToInt(stream -> stream.liveReaderCount()).sum(),
        "Live viewers over RTMP and HTTP-FLV");
    gauge("livetape.viewers.waiting.bytes", streams, all -> all.audience().waitingBytes(), "What waits in memory for live viewers");
  }

  void rtmp(RtmpMetrics rtmp) {
    gauge("livetape.rtmp.connections", rtmp, RtmpMetrics::openCount, "Open connections");
    counter("livetape.rtmp.connections.opened", rtmp, RtmpMetrics::openedCount, "Connections accepted");
    counter("livetape.rtmp.pushes", rtmp, RtmpMetrics::pushCount, "Pushes let in");
    counter("livetape.rtmp.plays", rtmp, RtmpMetrics::playCount, "Plays let in");
    counter("livetape.rtmp.messages", rtmp, RtmpMetrics::messageCount, "Messages received");
    counter("livetape.rtmp.received.bytes", rtmp, RtmpMetrics::receivedBytes, "Bytes received");
    counter("livetape.rtmp.sent.bytes", rtmp, RtmpMetrics::sentBytes, "Bytes sent");
    counter("livetape.rtmp.reads", rtmp, RtmpMetrics::readCount, "Reads from sockets that brought something");
    counter("livetape.rtmp.frames.unsupported", rtmp, RtmpMetrics::unsupportedFrameCount, "Frames of codecs that are not carried");
    counter("livetape.rtmp.frames.early", rtmp, RtmpMetrics::framesBeforeConfigCount, "Frames that came before their configuration");
    for (CloseReason reason : CloseReason.values()) {
      reasonCounter("livetape.rtmp.closed", rtmp, metrics -> metrics.closedCount(reason), reason, "Connections closed, by reason");
    }
    for (EndReason reason : EndReason.values()) {
      if (reason.name().startsWith("REFUSED")) {
        reasonCounter("livetape.rtmp.refused", rtmp, metrics -> metrics.refusedCount(reason), reason, "Pushes refused, by reason");
      }
    }
  }

  void http(HttpVisits http) {
    gauge("livetape.http.connections", http, HttpVisits::openCount, "Open connections");
    counter("livetape.http.connections.refused", http, HttpVisits::refusedCount, "Connections closed at once because there were too many");
    counter("livetape.http.connections.crowded.out", http, HttpVisits::crowdedOutCount,
        "Connections without a request closed because others wanted in");
    counter("livetape.http.connections.late", http, HttpVisits::lateCount, "Connections closed without a complete request in time");
  }

  void api(ApiMetrics api) {
    counter("livetape.api.calls.succeeded", api, metrics -> metrics.succeeded.sum(), "Calls of the API answered with success");
    counter("livetape.api.calls.refused", api, metrics -> metrics.refused.sum(), "Calls answered with an error that is the caller's");
    counter("livetape.api.calls.failed", api, metrics -> metrics.failed.sum(), "Calls answered with an error that is ours");
  }

  void recorder(Recorder recorder) {
    RecordMetrics record = recorder.metrics();
    counter("livetape.record.files.opened", record, metrics -> metrics.openedFiles.sum(), "Recording files begun");
    counter("livetape.record.files.landed", record, metrics -> metrics.landedFiles.sum(), "Recording files finished and catalogued");
    counter("livetape.record.files.recovered", record, metrics -> metrics.recoveredFiles.sum(), "Of these, after a crash");
    counter("livetape.record.landing.retries", record, metrics -> metrics.landingRetries.sum(), "Landings that had to be tried again");
    counter("livetape.record.written.bytes", record, metrics -> metrics.writtenBytes.sum(), "Bytes handed to the disk");
    gauge("livetape.record.hls.waiting", recorder, all -> all.growing().stream().filter(hls -> hls.waitsUntil().isPresent()).count(),
        "HLS files that wait for their publisher");
    gauge("livetape.record.writes.waiting", recorder, Recorder::waitingWriteCount, "Writes that wait for the disk");
    gauge("livetape.record.disk.full", recorder, all -> all.diskFull() ? 1 : 0,
        "1 while nothing is recorded because less than disk.stop-free-bytes are free");
    counter("livetape.record.gaps", record, metrics -> metrics.gaps.sum(), "Gaps in recordings: the disk was slow, full or failing");
    counter("livetape.record.samples.dropped", record, metrics -> metrics.droppedSamples.sum(), "Samples lost in gaps");
    for (TimelineKind kind : TimelineKind.values()) {
      tagCounter("livetape.record.timeline", record, metrics -> metrics.happened(kind).sum(), "kind", kind,
          "What happened in recordings, repairs of timestamps among it, by kind");
    }
  }

  void callbacks(Callbacks callbacks) {
    counter("livetape.callback.delivered", callbacks, Callbacks::deliveredCount, "Events delivered");
    counter("livetape.callback.attempts.failed", callbacks, Callbacks::failedAttemptCount, "Attempts that failed");
    gauge("livetape.callback.waiting", callbacks, Callbacks::waitingCount, "Events that wait for delivery");
    gauge("livetape.callback.parked", callbacks, Callbacks::parkedCount, "Events given up, to be resent by hand");
  }

  void removals(RemovalMetrics removals) {
    for (RemovalReason reason : RemovalReason.values()) {
      reasonCounter("livetape.files.removed", removals, metrics -> metrics.files(reason).sum(), reason, "Files removed, by reason");
    }
    counter("livetape.blobs.deleted", removals, metrics -> metrics.deletedBlobs.sum(), "Blobs whose bytes are gone");
    counter("livetape.blobs.deletions.failed", removals, metrics -> metrics.failedDeletions.sum(), "Deletions that are tried again");
  }

  void pictures(List<PictureKind> kinds) {
    for (PictureKind kind : kinds) {
      String name = "livetape." + kind.name() + "s.";
      PictureMetrics pictures = kind.metrics();
      counter(name + "made", pictures, metrics -> metrics.made.sum(), "Made of recordings: " + kind.name() + "s");
      counter(name + "missed", pictures, metrics -> metrics.missed.sum(), "Files that got none: " + kind.name() + "s");
    }
  }

  void livePictures(PictureMetrics pictures) {
    counter("livetape.live.pictures.made", pictures, metrics -> metrics.made.sum(), "Pictures made of live streams");
    counter("livetape.live.pictures.missed", pictures, metrics -> metrics.missed.sum(), "Key frames of live streams that became none");
  }

  void disk(Path folder) {
    gauge("livetape.disk.free.bytes", folder, Metrics::freeBytes, "Room left where recordings are written");
  }

  private static double freeBytes(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException _) {
      return Double.NaN;
    }
  }

  String scrape() {
    return registry.scrape();
  }

  private <T> void gauge(String name, T of, ToDoubleFunction<T> value, String description) {
    Gauge.builder(name, of, value).description(description).strongReference(true).register(registry);
  }

  private <T> void counter(String name, T of, ToDoubleFunction<T> value, String description) {
    FunctionCounter.builder(name, of, value).description(description).register(registry);
  }

  private <T> void reasonCounter(String name, T of, ToDoubleFunction<T> value, Enum<?> reason, String description) {
    tagCounter(name, of, value, "reason", reason, description);
  }

  private <T> void tagCounter(String name, T of, ToDoubleFunction<T> value, String tag, Enum<?> tagged, String description) {
    FunctionCounter.builder(name, of, value).tag(tag, tagged.name().toLowerCase(Locale.ROOT)).description(description).register(registry);
  }

  @Override
  public void close() {
    garbage.close();
    registry.close();
  }
}
