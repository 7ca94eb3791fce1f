package io.livetape.vod.splice;

import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.SampleReader;
import io.livetape.media.flv.FlvSamples;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.Segment;
import io.livetape.media.mp4.MovieSamples;
import io.livetape.media.mp4.TapeDub;
import io.livetape.media.mp4.TapeIdentity;
import io.livetape.media.mp4.TapeTotals;
import io.livetape.store.BlobStore;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.task.WorkFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * FLV files, and MP4 files of others, as pieces, for one splice: each is put onto tapes of its own, which are there until this is closed. They take as much room as
 * the file. One thread.
 */
public final class DubTapes implements AutoCloseable {
  private final BlobStore store;
  private final WorkFolder folder;
  private final String prefix;
  private final Duration segmentTarget;
  private final Runnable step;
  private final Map<String, Piece> pieces = new HashMap<>();
  private final List<Path> made = new ArrayList<>();

  /**
   * @param folder where the tapes are made
   * @param prefix what their names begin with: no other splice has it
   * @param step runs again and again meanwhile; what it throws ends the work
   */
  public DubTapes(BlobStore store, WorkFolder folder, String prefix, Duration segmentTarget, Runnable step) {
    this.store = store;
    this.folder = folder;
    this.prefix = prefix;
    this.segmentTarget = segmentTarget;
    this.step = step;
  }

  /**
   * The file as a piece; the same one each time.
   *
   * @throws NoSuchFileException if it is gone
   * @throws MalformedMediaException if it is damaged, cut short, or of codecs that are not carried
   */
  public Piece piece(RecordedFile file) throws IOException, MalformedMediaException {
    Piece known = pieces.get(file.fileId());
    if (known == null) {
      known = make(file);
      pieces.put(file.fileId(), known);
    }
    return known;
  }

  private Piece make(RecordedFile file) throws IOException, MalformedMediaException {
    Path source = store.localFile(file.blobKey()).orElseThrow(() -> new NoSuchFileException(file.blobKey()));
    Map<String, Path> tapes = new HashMap<>();
    List<Segment> segments = new ArrayList<>();
    try (FileChannel in = FileChannel.open(source)) {
      folder.checkRoom(in.size());
      TapeDub dub = TapeDub.plan(samples(file, in), _ -> step.run());
      TapeIdentity identity = new TapeIdentity(file.fileId(), file.fileId(), "", "", "", "", file.startedAt(), 0, Duration.ZERO);
      List<Path> paths = new ArrayList<>();
      List<TapeTotals> totals = dub.write(
          samples(file, in), identity, ordinal -> create(prefix + "-" + file.fileId() + "-" + ordinal + ".dub", paths), _ -> step.run());
      for (int i = 0; i < paths.size(); i++) {
        String name = paths.get(i).getFileName().toString();
        tapes.put(name, paths.get(i));
        segments.addAll(segments(paths.get(i), name, file, totals.get(i)));
      }
    }
    return new Piece(file.fileId(), "", segments, name -> Optional.ofNullable(tapes.get(name)));
  }

  private static SampleReader samples(RecordedFile file, FileChannel in) throws IOException, MalformedMediaException {
    return file.format() == FileFormat.FLV ? new FlvSamples(in) : MovieSamples.of(in);
  }

  private FileChannel create(String name, List<Path> paths) throws IOException {
    Path path = folder.path().resolve(name);
    made.add(path);
    paths.add(path);
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private List<Segment> segments(Path tape, String name, RecordedFile file, TapeTotals totals) throws IOException, MalformedMediaException {
    String playlist = Playlists.ofTape(tape, name, file.startedAt().plusMillis(totals.startMs()), segmentTarget);
    return HlsPlaylist.parse(playlist).segments();
  }

  /** Removes the tapes. */
  @Override
  public void close() throws IOException {
    for (Path path : made) {
      Files.deleteIfExists(path);
    }
  }
}
