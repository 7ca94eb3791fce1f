package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.SampleReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * The samples of a fragmented MP4 that somebody else wrote (ISO/IEC 14496-12, 8.8): an init section and the segments behind it. They come
 * in the order of their decode times, whichever track's fragments come first; where one track lags far behind, it is waited for no longer
 * than {@value #AHEAD_MAX_SAMPLES} samples. One thread.
 */
public final class FragmentSamples implements SampleReader {
  /** Of one sample. */
  static final int SAMPLE_MAX_BYTES = 32 << 20;

  /** A {@code moov} or {@code moof}. */
  private static final int HEAD_MAX_BYTES = 4 << 20;
  private static final int AHEAD_MAX_SAMPLES = 100_000;

  private final FileChannel file;
  private final long endOffset;
  private final boolean wholeFile;
  private final List<ForeignTrack> tracks;
  private final Sample sample = new Sample();
  private long nextOffset;
  private long offset;
  private ByteBuffer bytes = ByteBuffer.allocate(64 << 10);

  /**
   * Reads the bytes from {@code offset} to before {@code endOffset}, beginning with the init section.
   *
   * @param file open for reading; its position is not used, and it stays the caller's
   * @throws MalformedMediaException if there is none, or it has tracks that are not carried
   */
  public FragmentSamples(FileChannel file, long offset, long endOffset) throws IOException, MalformedMediaException {
    this(file, offset, endOffset, false);
  }

  private FragmentSamples(FileChannel file, long offset, long endOffset, boolean wholeFile) throws IOException, MalformedMediaException {
    this.file = file;
    this.wholeFile = wholeFile;
    this.endOffset = endOffset;
    this.offset = offset;
    nextOffset = offset;
    BoxView moov = head(FourCc.MOOV);
    if (moov == null) {
      throw new MalformedMediaException(offset, "there is no init section: no moov");
    }
    tracks = ForeignTrack.of(moov);
  }

  /** Reads a file that is all of one, in which fragments may name places. */
  static FragmentSamples ofWholeFile(FileChannel file) throws IOException, MalformedMediaException {
    return new FragmentSamples(file, 0, file.size(), true);
  }

  @Override
  public boolean next() throws IOException, MalformedMediaException {
    ForeignTrack first = first();
    while (first == null || tracks.stream().anyMatch(track -> track.pending().isEmpty())) {
      boolean enough = first != null && tracks.stream().mapToInt(track -> track.pending().size()).sum() >= AHEAD_MAX_SAMPLES;
      BoxView moof = enough ? null : head(FourCc.MOOF);
      if (moof == null) {
        break;
      }
      ForeignMoof.read(moof, tracks, endOffset, wholeFile);
      first = first();
    }
    if (first == null) {
      return false;
    }
    take(first, first.pending().remove());
    return true;
  }

  /** The track whose next sample is decoded first. */
  private ForeignTrack first() {
    ForeignTrack first = null;
    for (ForeignTrack track : tracks) {
      if (!track.pending().isEmpty() && (first == null || track.nextUs() < first.nextUs())) {
        first = track;
      }
    }
    return first;
  }

  private void take(ForeignTrack track, ForeignTrack.Pending next) throws IOException {
    offset = next.offset();
    if (bytes.capacity() < next.sizeBytes()) {
      bytes = ByteBuffer.allocate(Math.max(next.sizeBytes(), 2 * bytes.capacity()));
    }
    FileBox.read(file, next.offset(), bytes.clear().limit(next.sizeBytes()));
    sample.set(track.track(), next.dts(), next.compositionOffset(), next.sync(), bytes, 0, next.sizeBytes());
  }

  /** The next box of this type; those before it are passed over. @return null at the end */
  private BoxView head(int wanted) throws IOException, MalformedMediaException {
    while (nextOffset < endOffset) {
      FileBox box = FileBox.at(file, nextOffset, endOffset);
      if (box.open() && !wholeFile) {
        throw box.malformed(FourCc.text(box.type()) + " without an end, where segments may follow");
      }
      nextOffset = box.end();
      if (box.type() == wanted) {
        return box.view(HEAD_MAX_BYTES);
      }
    }
    return null;
  }

  @Override
  public Sample sample() {
    return sample;
  }

  @Override
  public long offset() {
    return offset;
  }
}
