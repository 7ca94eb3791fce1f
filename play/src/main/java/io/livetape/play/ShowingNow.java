package io.livetape.play;

import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.record.GrowingHls;
import io.livetape.record.Recorder;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds out what there is to see of a stream. Any thread that may wait for a disk. */
final class ShowingNow {
  /** What a browser seeks in best comes first; of several pieces, the one that began first. */
  static final Comparator<RecordedFile> BEST_FIRST =
      Comparator.<RecordedFile>comparingInt(file -> List.of(FileFormat.HLS, FileFormat.MP4, FileFormat.FLV, FileFormat.AAC)
          .indexOf(file.format())).thenComparing(RecordedFile::startedAt);

  private final LiveStreams streams;
  private final Recorder recorder;

  ShowingNow(LiveStreams streams, Recorder recorder) {
    this.streams = streams;
    this.recorder = recorder;
  }

  /** @param files of the stream, the newest first */
  Showing of(StreamKey key, List<RecordedFile> files) throws IOException {
    Optional<LiveStream> live = streams.find(key);
    if (live.isPresent()) {
      return of(live.get());
    }
    Optional<Showing> interrupted = interrupted(key);
    return interrupted.isPresent() ? interrupted.get() : last(files);
  }

  private Optional<Showing> interrupted(StreamKey key) throws IOException {
    Optional<GrowingHls> growing = recorder.growing(key);
    Optional<Instant> until = growing.flatMap(GrowingHls::waitsUntil);
    return until.isPresent() && growing.get().playable()
        ? Optional.of(new Showing.Interrupted(Codecs.of(growing.get().tracks()), growing.get().fileId(), until.get())) : Optional.empty();
  }

  private Showing of(LiveStream live) throws IOException {
    Codecs codecs = Codecs.of(live.tracks());
    if (!recorder.recordsHls(live)) {
      return codecs.type().isEmpty() ? new Showing.Starting() : new Showing.LiveFlv(codecs);
    }
    Optional<GrowingHls> growing = recorder.growing(live.key()).filter(hls -> hls.waitsUntil().isEmpty());
    return growing.isPresent() && growing.get().playable()
        ? new Showing.LiveHls(codecs, growing.get().fileId()) : new Showing.Starting();
  }

  private static Showing last(List<RecordedFile> files) {
    if (files.isEmpty()) {
      return new Showing.Nothing();
    }
    List<RecordedFile> newest = ShowList.shows(files).getFirst();
    Instant begin = newest.stream().map(RecordedFile::startedAt).min(Comparator.naturalOrder()).orElseThrow();
    return new Showing.Replay(files.stream().filter(file -> newest.contains(file) || continued(file, begin)).min(BEST_FIRST).orElseThrow());
  }

  /** An HLS file of an earlier push that goes on over this instant has the newest show in it as well. */
  private static boolean continued(RecordedFile file, Instant at) {
    return file.format() == FileFormat.HLS && file.startedAt().isBefore(at) && file.endedAt().isAfter(at);
  }
}
