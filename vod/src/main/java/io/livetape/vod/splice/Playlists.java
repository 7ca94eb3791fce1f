package io.livetape.vod.splice;

import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.InitSection;
import io.livetape.media.hls.Segment;
import io.livetape.media.mp4.TapeReader;
import io.livetape.media.mp4.TapeSegments;
import io.livetape.store.BlobStore;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The playlists of recordings that have ended. HLS files have a stored one. An MP4 file is a tape, and so a row of HLS segments as well:
 * its playlist is made by reading the tape once, and the newest are remembered. Any thread that may wait for the disk.
 */
public final class Playlists {
  private static final int REMEMBERED_MAX_CHARS = 8 << 20;

  private final BlobStore store;
  private final Duration segmentTarget;
  private final Map<String, String> remembered = new LinkedHashMap<>(16, 0.75f, true);
  private long rememberedChars;

  /** @param segmentTarget how long segments of MP4 files are to be */
  public Playlists(BlobStore store, Duration segmentTarget) {
    this.store = store;
    this.segmentTarget = segmentTarget;
  }

  /** @param file an HLS or MP4 recording; its playlist calls tapes by the names that they have beside it */
  public String of(RecordedFile file) throws IOException {
    return file.format() == FileFormat.HLS ? stored(store, file.playlistKey()) : ofTape(file);
  }

  /** The stored playlist of an HLS file. */
  public static String stored(BlobStore store, String key) throws IOException {
    int sizeBytes = Math.toIntExact(store.sizeBytes(key).orElse(0L));
    return new String(store.read(key, 0, sizeBytes), StandardCharsets.US_ASCII);
  }

  private String ofTape(RecordedFile file) throws IOException {
    String key = file.blobKey();
    synchronized (remembered) {
      String known = remembered.get(key);
      if (known != null) {
        return known;
      }
    }
    String made = make(file);
    remember(key, made);
    return made;
  }

  private void remember(String key, String playlist) {
    synchronized (remembered) {
      if (remembered.put(key, playlist) == null) {
        rememberedChars += playlist.length();
      }
      Iterator<String> oldest = remembered.values().iterator();
      while (rememberedChars > REMEMBERED_MAX_CHARS && oldest.hasNext()) {
        rememberedChars -= oldest.next().length();
        oldest.remove();
      }
    }
  }

  private String make(RecordedFile file) throws IOException {
    Path tape = store.localFile(file.blobKey()).orElseThrow(() -> new NoSuchFileException(file.blobKey()));
    try {
      return ofTape(tape, Tapes.MP4_NAME, file.startedAt(), segmentTarget);
    } catch (MalformedMediaException e) {
      throw new IOException("the tape of file " + file.fileId() + " cannot be read", e);
    }
  }

  /**
   * Makes the playlist of a finished tape.
   *
   * @param name what the playlist calls it
   * @param startedAt the time of day of its beginning
   */
  public static String ofTape(Path tape, String name, Instant startedAt, Duration segmentTarget)
      throws IOException, MalformedMediaException {
    try (FileChannel channel = FileChannel.open(tape); TapeReader reader = TapeReader.open(channel)) {
      Optional<InitSection> init = Optional.of(new InitSection(name, new ByteRange(reader.initOffset(), reader.initSizeBytes())));
      List<TapeSegments.Run> runs = TapeSegments.of(reader, segmentTarget).segments();
      List<Segment> segments = new ArrayList<>();
      Duration longest = Duration.ZERO;
      for (TapeSegments.Run run : runs) {
        ByteRange range = new ByteRange(run.offset(), run.endOffset() - run.offset());
        segments.add(new Segment(run.duration(), name, Optional.of(range), init,
            Optional.of(startedAt.plusMillis(run.startMs() - runs.getFirst().startMs())), false));
        longest = longest.compareTo(run.duration()) < 0 ? run.duration() : longest;
      }
      return new HlsPlaylist(HlsPlaylist.targetDurationSeconds(longest), 0, true, segments).render(new StringBuilder()).toString();
    }
  }
}
