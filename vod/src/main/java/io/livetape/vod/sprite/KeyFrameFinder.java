package io.livetape.vod.sprite;

import io.livetape.media.Format;
import io.livetape.media.KeyFramePlace;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.flv.FlvKeyFrames;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.Segment;
import io.livetape.media.mp4.MovieKeyFrames;
import io.livetape.store.BlobStore;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.splice.Playlists;
import io.livetape.vod.splice.Tapes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the key frames that stand for some times of a recording, without reading the recording. Looks at the disk. */
record KeyFrameFinder(BlobStore store) {
  /** Bigger ones are left out: no key frame of a stream that can be pushed comes near it. */
  private static final int KEY_FRAME_MAX_BYTES = 16 << 20;

  /** @param timesMs growing; of those without pictures there are none */
  List<KeyFrameRun> find(RecordedFile file, long[] timesMs) throws IOException {
    try {
      return switch (file.format()) {
        case MP4 -> list(tape(local(file), timesMs));
        case FLV -> list(flv(local(file), timesMs));
        case HLS -> tapes(file, timesMs);
        case AAC -> List.of();
      };
    } catch (MalformedMediaException e) {
      throw new IOException("its key frames cannot be found: " + e.getMessage(), e);
    }
  }

  private Path local(RecordedFile file) throws IOException {
    return store.localFile(file.blobKey()).orElseThrow(() -> new NoSuchFileException(file.blobKey()));
  }

  private static List<KeyFrameRun> list(Optional<KeyFrameRun> run) {
    return run.stream().toList();
  }

  /** A tape's share of a playlist. */
  private record Span(String uri, long startMs, long endMs) {}

  private List<KeyFrameRun> tapes(RecordedFile file, long[] timesMs) throws IOException, MalformedMediaException {
    Tapes tapes = Tapes.of(file, store);
    List<KeyFrameRun> runs = new ArrayList<>();
    for (Span span : spans(HlsPlaylist.parse(Playlists.stored(store, file.playlistKey())).segments())) {
      long[] within = Arrays.stream(timesMs).filter(time -> time >= span.startMs && time < span.endMs).map(time -> time - span.startMs)
          .toArray();
      if (within.length > 0) {
        Path tape = tapes.find(span.uri).orElseThrow(() -> new NoSuchFileException(span.uri));
        tape(tape, within).map(run -> run.after(span.startMs)).ifPresent(runs::add);
      }
    }
    return runs;
  }

  /** A playlist has all of each tape, one after the other. */
  private static List<Span> spans(List<Segment> segments) {
    List<Span> spans = new ArrayList<>();
    long reachedUs = 0;
    for (Segment segment : segments) {
      boolean goesOn = !spans.isEmpty() && spans.getLast().uri.equals(segment.uri());
      long startMs = goesOn ? spans.removeLast().startMs : reachedUs / 1000;
      reachedUs += segment.duration().toNanos() / 1000;
      spans.add(new Span(segment.uri(), startMs, reachedUs / 1000));
    }
    return spans;
  }

  private static Optional<KeyFrameRun> tape(Path path, long[] timesMs) throws IOException, MalformedMediaException {
    try (FileChannel channel = FileChannel.open(path)) {
      MovieKeyFrames found = MovieKeyFrames.of(channel, timesMs);
      return run(path, found.format(), found.places());
    }
  }

  private static Optional<KeyFrameRun> flv(Path path, long[] timesMs) throws IOException, MalformedMediaException {
    try (FileChannel channel = FileChannel.open(path)) {
      FlvKeyFrames found = FlvKeyFrames.of(channel, timesMs);
      return run(path, found.format(), found.places());
    }
  }

  private static Optional<KeyFrameRun> run(Path path, Format.Video format, List<KeyFramePlace> places) {
    List<KeyFramePlace> usable = places.stream()
        .filter(place -> place.sizeBytes() > 0 && place.sizeBytes() <= KEY_FRAME_MAX_BYTES).toList();
    return usable.isEmpty() ? Optional.empty() : Optional.of(new KeyFrameRun(path, format, usable));
  }
}
