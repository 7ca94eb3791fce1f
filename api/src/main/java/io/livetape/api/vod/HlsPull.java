package io.livetape.api.vod;

import io.livetape.callback.Fetch;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.ForeignPlaylist;
import io.livetape.media.hls.InitSection;
import io.livetape.vod.task.TaskWatch;
import io.livetape.vod.task.WorkFolder;
import io.livetape.vod.upload.SegmentTape;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Fetches the segments that an HLS playlist names, behind each other into one file. Each address is checked as the first one was. Owns no
 * file: the caller removes them. One thread.
 */
final class HlsPull {
  private static final String HEADER = "#EXTM3U";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Fetch.Visit visit;
  private final WorkFolder folder;
  private final TaskWatch watch;

  HlsPull(Fetch.Visit visit, WorkFolder folder, TaskWatch watch) {
    this.visit = visit;
    this.folder = folder;
    this.watch = watch;
  }

  /** Whether a file is a playlist, by its beginning. */
  static boolean isPlaylist(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer head = ByteBuffer.allocate(3 + HEADER.length());
      channel.read(head, 0);
      String text = new String(head.array(), 0, head.position(), StandardCharsets.UTF_8);
      return text.startsWith(HEADER) || text.startsWith(BYTE_ORDER_MARK + HEADER);
    }
  }

  /**
   * Gets everything.
   *
   * @param playlist what {@code from} has answered; a playlist that it names takes its place
   * @param segments the file that is to hold the segments, replaced if it is there
   * @throws MalformedMediaException if a playlist is of a kind that is not fetched; the message says which
   */
  List<SegmentTape.Run> fetch(URI from, Path playlist, Path segments)
      throws IOException, MalformedMediaException, Fetch.UnavailableException, InterruptedException {
    return switch (read(playlist)) {
      case ForeignPlaylist.Media media -> segments(from, media, segments);
      case ForeignPlaylist.Master master -> segments(best(from, master, playlist), segments, playlist);
    };
  }

  /** A master playlist names media playlists, and no other master. */
  private List<SegmentTape.Run> segments(URI from, Path segments, Path playlist)
      throws IOException, MalformedMediaException, Fetch.UnavailableException, InterruptedException {
    if (read(playlist) instanceof ForeignPlaylist.Media media) {
      return segments(from, media, segments);
    }
    throw new MalformedMediaException(0, "a master playlist that names another one");
  }

  private static ForeignPlaylist read(Path playlist) throws IOException, MalformedMediaException {
    if (Files.size(playlist) > ForeignPlaylist.TEXT_MAX_CHARS) {
      throw new MalformedMediaException(0, "playlist of more than " + ForeignPlaylist.TEXT_MAX_CHARS + " bytes");
    }
    return ForeignPlaylist.parse(new String(Files.readAllBytes(playlist), StandardCharsets.UTF_8));
  }

  /** Fetches the variant of the highest rate. @return where it came from */
  private URI best(URI from, ForeignPlaylist.Master master, Path playlist)
      throws IOException, MalformedMediaException, Fetch.UnavailableException, InterruptedException {
    ForeignPlaylist.Variant best = Collections.max(
        master.variants(), Comparator.comparingLong(ForeignPlaylist.Variant::bandwidth));
    if (best.separateSound()) {
      throw new MalformedMediaException(0, "the sound of its best variant is in a playlist of its own, which is not put together here");
    }
    try (PulledFile file = new PulledFile(playlist, folder, watch)) {
      return visit.get(from.resolve(Fetch.parse(best.uri())), Fetch.ALL, file);
    }
  }

  private List<SegmentTape.Run> segments(URI base, ForeignPlaylist.Media media, Path path)
      throws IOException, Fetch.UnavailableException, InterruptedException {
    List<SegmentTape.Run> runs = new ArrayList<>();
    try (PulledFile file = new PulledFile(path, folder, watch)) {
      long start = 0;
      Optional<InitSection> init = Optional.empty();
      for (int i = 0; i < media.parts().size(); i++) {
        ForeignPlaylist.Part part = media.parts().get(i);
        boolean another = i == 0 || part.discontinuity() || !part.init().equals(init);
        if (another) {
          end(runs, start, file);
          start = file.sizeBytes();
          init = part.init();
          if (init.isPresent()) {
            get(base, init.get().uri(), init.get().range(), file);
          }
        }
        get(base, part.uri(), part.range(), file);
        watch.done(i + 1, 2L * media.parts().size());
      }
      end(runs, start, file);
    }
    return runs;
  }

  private static void end(List<SegmentTape.Run> runs, long start, PulledFile file) {
    if (file.sizeBytes() > start) {
      runs.add(new SegmentTape.Run(start, file.sizeBytes()));
    }
  }

  private void get(URI base, String uri, Optional<ByteRange> range, PulledFile file)
      throws IOException, Fetch.UnavailableException, InterruptedException {
    Fetch.Part part = range.map(bytes -> new Fetch.Part(bytes.offset(), bytes.sizeBytes())).orElse(Fetch.ALL);
    visit.get(base.resolve(Fetch.parse(uri)), part, (bytes, _) -> file.take(bytes, -1));
  }
}
