package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes a tape as a recorder does: fragments of half a second at most, cut before each video sync sample. */
public final class TapeFile implements AutoCloseable {
  static final TapeIdentity IDENTITY = new TapeIdentity("18446744073709551615", "tape-1", "session-7/3", "push.example.com", "live",
      "课堂-1", Instant.parse("2026-11-20T08:30:00.123456Z"), 2, Duration.ofSeconds(61));

  /** Where a fragment lies. */
  public record Range(long offset, long sizeBytes) {}

  public final FileChannel channel;
  final TapeHeader header;
  final TapeTotals totals;
  public final List<Range> fragments = new ArrayList<>();
  private final List<Track> tracks;
  private final FragmentTable table;
  private final ByteArrayOutputStream[] payloads;
  private long endOffset;
  private double fragmentStartSeconds;

  TapeFile(Path path, List<Track> tracks) throws IOException, MalformedMediaException {
    this.tracks = tracks;
    channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.truncate(0);
    header = TapeHeader.build(IDENTITY, tracks);
    totals = new TapeTotals(header.tracks());
    table = new FragmentTable(header.tracks());
    payloads = tracks.stream().map(_ -> new ByteArrayOutputStream()).toArray(ByteArrayOutputStream[]::new);
    append(header.bytes());
  }

  public static TapeFile write(Path path, Clip clip) throws IOException, MalformedMediaException {
    TapeFile tape = new TapeFile(path, clip.tracks());
    clip.items().forEach(tape::add);
    tape.flush();
    return tape;
  }

  void add(Clip.Item item) {
    double seconds = (double) item.dts() / tracks.get(item.trackIndex()).timescale();
    boolean beginsSegment = item.sync() && tracks.get(item.trackIndex()).video();
    if (!table.isEmpty() && (beginsSegment || seconds - fragmentStartSeconds >= 0.5)) {
      flush();
    }
    if (table.isEmpty()) {
      fragmentStartSeconds = seconds;
    }
    if (!table.started(item.trackIndex())) {
      table.start(item.trackIndex(), item.dts());
    }
    table.add(item.trackIndex(), item.duration(), item.bytes().length, item.compositionOffset(), item.sync());
    payloads[item.trackIndex()].writeBytes(item.bytes());
  }

  void flush() {
    if (table.isEmpty()) {
      return;
    }
    ByteBuffer head = ByteBuffer.allocate(table.headSizeBytes());
    table.writeTo(head, fragments.size() + 1);
    fragments.add(new Range(endOffset, table.fragmentSizeBytes()));
    append(head.flip());
    for (ByteArrayOutputStream payload : payloads) {
      append(ByteBuffer.wrap(payload.toByteArray()));
      payload.reset();
    }
    totals.add(table);
    table.clear();
  }

  private void append(ByteBuffer bytes) {
    try {
      endOffset = TableCursor.writeFully(channel, bytes, endOffset);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public long endOffset() {
    return endOffset;
  }

  public TapeFinisher.FinishedTape finish() throws IOException, MalformedMediaException {
    return TapeFinisher.finish(channel, totals, TapeFinisher.Syncer.FORCE);
  }

  /** The bytes of a tape that had so many fragments when it was left. */
  byte[] left(int fragmentCount) throws IOException {
    Range last = fragments.get(fragmentCount - 1);
    return Arrays.copyOf(content().array(), (int) (last.offset() + last.sizeBytes()));
  }

  ByteBuffer content() throws IOException {
    ByteBuffer content = ByteBuffer.allocate((int) channel.size());
    while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
      continue;
    }
    return content.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
