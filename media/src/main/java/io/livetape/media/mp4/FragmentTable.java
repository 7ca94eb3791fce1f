package io.livetape.media.mp4;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The sample table of one fragment while it is collected, and its {@code moof}.
 *
 * <p>Usage: {@link #start} and {@link #add} for each sample as its bytes are kept aside, per track; then {@link #writeTo} and, in one
 * gathering write, the samples' bytes: all of the first track, all of the second … Then {@link #clear} and again. Nothing is
 * allocated per sample or per fragment once the arrays have grown. One thread.
 */
public final class FragmentTable {
  /** Samples in one fragment, all tracks together: a fragment lasts half a second, so this is room for thousands of frames a second. */
  public static final int SAMPLE_MAX = 16_384;

  /** Bytes of samples in one fragment; keeps {@code mdat} and the offsets in {@code trun} far from their 32-bit ends. */
  public static final int PAYLOAD_SIZE_MAX = 1 << 30;

  /** The latest decode time: 12 years at 90 kHz. Bounds every later sum. */
  public static final long DTS_MAX = 1L << 45;

  /** The furthest that a picture may be shown from its decode time: over three hours at 90 kHz. */
  public static final int COMPOSITION_OFFSET_MAX = (1 << 30) - 1;

  /** Tracks of one tape. */
  public static final int TRACK_MAX = 8;

  static final int MDAT_HEADER_SIZE_BYTES = 8;

  private final int[] trackIds;
  private final TrackSamples[] tracks;
  private int sampleCount;
  private int payloadSizeBytes;
  private int readMoofSizeBytes;

  /** @param tracks in the order of the tape's header */
  public FragmentTable(List<TapeTrack> tracks) {
    if (tracks.isEmpty() || tracks.size() > TRACK_MAX) {
      throw new IllegalArgumentException("a tape has 1 to " + TRACK_MAX + " tracks, not " + tracks.size());
    }
    this.trackIds = tracks.stream().mapToInt(TapeTrack::id).toArray();
    this.tracks = tracks.stream().map(_ -> new TrackSamples()).toArray(TrackSamples[]::new);
  }

  /** Says where the track's first sample of this fragment lies on the tape's timeline, in ticks. */
  public void start(int trackIndex, long baseMediaDecodeTime) {
    if (tracks[trackIndex].started() || baseMediaDecodeTime < 0 || baseMediaDecodeTime > DTS_MAX) {
      throw new IllegalArgumentException("track " + trackIndex + " cannot start at " + baseMediaDecodeTime);
    }
    tracks[trackIndex].start(baseMediaDecodeTime);
  }

  /** Whether the track has been started in this fragment. */
  public boolean started(int trackIndex) {
    return tracks[trackIndex].started();
  }

  /** Whether one more sample of this size fits; where not, the fragment must be written first. */
  public boolean hasRoomFor(int sizeBytes) {
    return sampleCount < SAMPLE_MAX && sizeBytes <= PAYLOAD_SIZE_MAX - payloadSizeBytes;
  }

  /** @throws IllegalArgumentException if the sample is out of the limits above, or its track was not started */
  public void add(int trackIndex, int durationTicks, int sizeBytes, int compositionOffset, boolean sync) {
    if (!tracks[trackIndex].started() || durationTicks < 0 || sizeBytes < 0 || !hasRoomFor(sizeBytes)
        || Math.abs((long) compositionOffset) > COMPOSITION_OFFSET_MAX) {
      throw new IllegalArgumentException("sample does not fit: track " + trackIndex + ", duration " + durationTicks + ", "
          + sizeBytes + " bytes, composition offset " + compositionOffset + ", after " + sampleCount + " samples");
    }
    tracks[trackIndex].add(durationTicks, sizeBytes, compositionOffset, sync);
    sampleCount++;
    payloadSizeBytes += sizeBytes;
  }

  public boolean isEmpty() {
    return sampleCount == 0;
  }

  /** Forgets all samples and keeps the arrays. */
  public void clear() {
    for (TrackSamples track : tracks) {
      track.clear();
    }
    sampleCount = 0;
    payloadSizeBytes = 0;
    readMoofSizeBytes = 0;
  }

  public int trackCount() {
    return tracks.length;
  }

  /** The samples of one track, none if it is not in this fragment. Valid until {@link #clear}. */
  public TrackSamples track(int trackIndex) {
    return tracks[trackIndex];
  }

  /** The bytes of all samples, which follow the {@code mdat} header. */
  public int payloadSizeBytes() {
    return payloadSizeBytes;
  }

  /** Where the track's samples begin, counted from the first byte of the payload. */
  public int payloadOffset(int trackIndex) {
    int offset = 0;
    for (int i = 0; i < trackIndex; i++) {
      offset += tracks[i].payloadSizeBytes();
    }
    return offset;
  }

  /** The size of the {@code moof} that these samples need; for a fragment read from a file, of the one that was there. */
  public int moofSizeBytes() {
    return readMoofSizeBytes > 0 ? readMoofSizeBytes : FragmentBoxes.moofSizeBytes(this);
  }

  void readFrom(int moofSizeBytes) {
    readMoofSizeBytes = moofSizeBytes;
  }

  /** {@code moof}, {@code mdat} header and samples: what this fragment adds to the file. */
  public long fragmentSizeBytes() {
    return (long) moofSizeBytes() + MDAT_HEADER_SIZE_BYTES + payloadSizeBytes;
  }

  /** How many bytes {@link #writeTo} writes. */
  public int headSizeBytes() {
    return moofSizeBytes() + MDAT_HEADER_SIZE_BYTES;
  }

  /**
   * Writes {@code moof} and the header of {@code mdat} at the buffer's position, which moves on by {@link #headSizeBytes}.
   *
   * @param sequenceNumber 1 for the first fragment of a tape, growing
   */
  public void writeTo(ByteBuffer out, int sequenceNumber) {
    FragmentBoxes.moof(out, this, sequenceNumber);
    out.putInt(MDAT_HEADER_SIZE_BYTES + payloadSizeBytes).putInt(FourCc.MDAT);
  }

  int trackId(int trackIndex) {
    return trackIds[trackIndex];
  }

  /** @return the index of the track with this id, -1 if there is none */
  int indexOf(int trackId) {
    for (int i = 0; i < trackIds.length; i++) {
      if (trackIds[i] == trackId) {
        return i;
      }
    }
    return -1;
  }
}
