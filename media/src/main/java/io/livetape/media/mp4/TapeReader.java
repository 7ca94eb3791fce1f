package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * Reads a tape in whatever state it is: being recorded, torn by a crash, half finished, finished.
 *
 * <p>Only positional reads, normally one of a KiB or less for each fragment; samples are not read. Memory is bounded
 * whatever the file holds, and every step moves forward. The channel stays the caller's. One thread.
 */
public final class TapeReader implements AutoCloseable {
  /** Read for each fragment: as much as the last {@code moof} had and some more, so that one read is nearly always enough. */
  private static final int MOOF_READ_MIN = 512;
  private static final int MOOF_READ_MAX = 4 * 1024;

  private static final int BUFFER_SIZE_MAX = FragmentBoxes.MOOF_SIZE_MAX + FragmentTable.MDAT_HEADER_SIZE_BYTES;

  private final FileChannel channel;
  private final TapeHead head;
  private final boolean finished;
  private final FragmentTable table;
  private final MoofParser parser;
  private final Arena arena;
  private ByteBuffer buffer;
  private int moofReadBytes = MOOF_READ_MAX;
  private long limit;
  private long nextOffset;
  private long fragmentOffset;

  private TapeReader(FileChannel channel, TapeHead head, long fileSizeBytes) throws IOException {
    this.channel = channel;
    this.head = head;
    this.finished = endsWithMoov(channel, head, fileSizeBytes);
    this.limit = finished ? head.placeholderOffset() + head.largeMdatSizeBytes() : fileSizeBytes;
    this.table = new FragmentTable(head.tracks());
    this.parser = new MoofParser(table);
    this.nextOffset = head.initEndOffset();
    this.arena = Arena.ofConfined();
    this.buffer = arena.allocate(MOOF_READ_MAX).asByteBuffer();
  }

  /**
   * Reads the header. What is appended to the file later is not seen.
   *
   * @throws MalformedMediaException if the file is no tape, or was cut before its first fragment
   */
  public static TapeReader open(FileChannel channel) throws IOException, MalformedMediaException {
    long fileSizeBytes = channel.size();
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(fileSizeBytes, TapeHeader.SIZE_MAX));
    readFully(channel, head, 0);
    return new TapeReader(channel, TapeHead.parse(head), fileSizeBytes);
  }

  /** A tape counts as finished only when its big {@code mdat} is followed by a whole {@code moov}; else it is as good as unfinished. */
  private static boolean endsWithMoov(FileChannel channel, TapeHead head, long fileSizeBytes) throws IOException {
    long moovOffset = head.placeholderOffset() + head.largeMdatSizeBytes();
    if (moovOffset < head.initEndOffset() || moovOffset > fileSizeBytes - 8) {
      return false;
    }
    ByteBuffer header = ByteBuffer.allocate(8);
    readFully(channel, header, moovOffset);
    return header.getInt(4) == FourCc.MOOV && Integer.toUnsignedLong(header.getInt(0)) == fileSizeBytes - moovOffset;
  }

  public TapeIdentity identity() {
    return head.identity();
  }

  public List<TapeTrack> tracks() {
    return head.tracks();
  }

  int placeholderOffset() {
    return head.placeholderOffset();
  }

  /** Where the range for {@code EXT-X-MAP} begins. */
  public int initOffset() {
    return head.initOffset();
  }

  public int initSizeBytes() {
    return head.initEndOffset() - head.initOffset();
  }

  /** Where the first fragment begins. */
  public int initEndOffset() {
    return head.initEndOffset();
  }

  /** Whether the file is a plain MP4 already. */
  public boolean finished() {
    return finished;
  }

  /** Where fragments end; the index of a finished tape begins there. */
  long endOffset() {
    return limit;
  }

  /**
   * Goes to the next fragment, whose samples are then in {@link #table}.
   *
   * @return false at the end: of the file, of its last whole fragment, or where an index was appended
   * @throws MalformedMediaException if something else follows, or a fragment contradicts itself; the reader stays before it
   */
  public boolean next() throws IOException, MalformedMediaException {
    if (limit - nextOffset < FragmentBoxes.BOX_HEADER_SIZE_BYTES) {
      return false;
    }
    fill((int) Math.min(limit - nextOffset, moofReadBytes));
    int moofSizeBytes = buffer.getInt(0);
    int type = buffer.getInt(4);
    if (type == FourCc.MOOV) {
      return false;
    }
    check(type == FourCc.MOOF, "expected moof, found " + FourCc.text(type));
    check(moofSizeBytes >= 8 && moofSizeBytes <= FragmentBoxes.MOOF_SIZE_MAX, "moof of impossible size");
    return isWhole(moofSizeBytes) && moveOn();
  }

  private boolean isWhole(int moofSizeBytes) throws IOException, MalformedMediaException {
    int headSizeBytes = moofSizeBytes + FragmentTable.MDAT_HEADER_SIZE_BYTES;
    if (limit - nextOffset < headSizeBytes) {
      return false;
    }
    if (headSizeBytes > buffer.limit()) {
      fill(headSizeBytes);
    }
    parser.parse(buffer, moofSizeBytes, nextOffset);
    check(buffer.getInt(moofSizeBytes + 4) == FourCc.MDAT
        && buffer.getInt(moofSizeBytes) == FragmentTable.MDAT_HEADER_SIZE_BYTES + table.payloadSizeBytes(), "mdat does not match its moof");
    return limit - nextOffset >= table.fragmentSizeBytes();
  }

  private boolean moveOn() {
    fragmentOffset = nextOffset;
    nextOffset += table.fragmentSizeBytes();
    moofReadBytes = Math.clamp(table.headSizeBytes() + table.headSizeBytes() / 4, MOOF_READ_MIN, MOOF_READ_MAX);
    return true;
  }

  /**
   * Goes on with the fragment that begins at {@code offset}, and ends with the one before {@code endOffset}.
   *
   * @throws MalformedMediaException if that lies outside of the tape's fragments; an offset at which none begins shows with {@link #next}
   */
  public void window(long offset, long endOffset) throws MalformedMediaException {
    if (offset < head.initEndOffset() || endOffset < offset || endOffset > limit) {
      throw new MalformedMediaException(offset, "no fragments there");
    }
    nextOffset = offset;
    limit = endOffset;
  }

  /** Takes the file to end here, because it is about to be cut. */
  void limitTo(long endOffset) {
    limit = Math.min(limit, endOffset);
  }

  /** The fragment that {@link #next} went to. The same object each time. */
  public FragmentTable table() {
    return table;
  }

  /** Where its {@code moof} begins. */
  public long fragmentOffset() {
    return fragmentOffset;
  }

  /** Frees the reader's memory; the channel stays open. */
  @Override
  public void close() {
    arena.close();
  }

  private void fill(int sizeBytes) throws IOException {
    if (sizeBytes > buffer.capacity()) {
      buffer = arena.allocate(BUFFER_SIZE_MAX).asByteBuffer();
    }
    readFully(channel, buffer.clear().limit(sizeBytes), nextOffset);
  }

  private static void readFully(FileChannel channel, ByteBuffer into, long offset) throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into, offset + into.position()) < 0) {
        throw new EOFException("the file became shorter while it was read, at " + (offset + into.position()));
      }
    }
  }

  private void check(boolean good, String fault) throws MalformedMediaException {
    if (!good) {
      throw new MalformedMediaException(nextOffset, fault);
    }
  }
}
