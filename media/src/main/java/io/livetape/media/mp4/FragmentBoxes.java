package io.livetape.media.mp4;

import java.nio.ByteBuffer;

/**
 * {@code moof} (8.8.4) and what is in it, written straight into a buffer whose size is known before.
 *
 * <pre>
 *  moof │ mfhd │ traf │ tfhd │ tfdt │ trun │ traf │ tfhd │ tfdt │ trun │ …      one traf for each track that has samples
 * </pre>
 *
 * <p>What all samples of a fragment share is said once in {@code tfhd}; {@code trun} holds per sample only what differs: always the
 * size; the duration unless all are equal (AAC); the flags unless at most the first is a sync sample; the composition offset
 * unless all are 0.
 */
final class FragmentBoxes {
  /** Sample flags (8.8.3.1): depends on no other sample; depends on others and is no sync sample. */
  static final int SYNC = 0x0200_0000;
  static final int NOT_SYNC = 0x0101_0000;
  static final int IS_NOT_SYNC_BIT = 0x0001_0000;

  static final int TFHD_DEFAULT_DURATION = 0x00_0008;
  static final int TFHD_DEFAULT_FLAGS = 0x00_0020;
  static final int TFHD_DEFAULT_BASE_IS_MOOF = 0x02_0000;

  static final int TRUN_DATA_OFFSET = 0x001;
  static final int TRUN_FIRST_FLAGS = 0x004;
  static final int TRUN_DURATION = 0x100;
  static final int TRUN_SIZE = 0x200;
  static final int TRUN_FLAGS = 0x400;
  static final int TRUN_COMPOSITION = 0x800;

  static final int BOX_HEADER_SIZE_BYTES = 8;
  static final int MFHD_SIZE_BYTES = 16;
  static final int TFDT_SIZE_BYTES = 20;

  /** A {@code moof} with all that {@link FragmentTable} can hold: nothing of ours is longer. */
  static final int MOOF_SIZE_MAX = BOX_HEADER_SIZE_BYTES + MFHD_SIZE_BYTES
      + FragmentTable.TRACK_MAX * (BOX_HEADER_SIZE_BYTES + 24 + TFDT_SIZE_BYTES + 24) + FragmentTable.SAMPLE_MAX * 16;

  private static final int VERSION_1 = 1 << 24;

  private FragmentBoxes() {}

  static int moofSizeBytes(FragmentTable table) {
    int sizeBytes = BOX_HEADER_SIZE_BYTES + MFHD_SIZE_BYTES;
    for (int i = 0; i < table.trackCount(); i++) {
      sizeBytes += table.track(i).count() == 0 ? 0 : trafSizeBytes(table.track(i));
    }
    return sizeBytes;
  }

  static void moof(ByteBuffer out, FragmentTable table, int sequenceNumber) {
    int moofSizeBytes = moofSizeBytes(table);
    header(out, moofSizeBytes, FourCc.MOOF);
    mfhd(out, sequenceNumber);
    int dataOffset = moofSizeBytes + FragmentTable.MDAT_HEADER_SIZE_BYTES;
    for (int i = 0; i < table.trackCount(); i++) {
      TrackSamples samples = table.track(i);
      if (samples.count() > 0) {
        traf(out, table.trackId(i), samples, dataOffset);
        dataOffset += samples.payloadSizeBytes();
      }
    }
  }

  /** 8.8.5: {@code │ version, flags (4) │ sequence number (4) │}. */
  private static void mfhd(ByteBuffer out, int sequenceNumber) {
    header(out, MFHD_SIZE_BYTES, FourCc.MFHD).putInt(0).putInt(sequenceNumber);
  }

  private static int trafSizeBytes(TrackSamples samples) {
    return BOX_HEADER_SIZE_BYTES + tfhdSizeBytes(samples) + TFDT_SIZE_BYTES + trunSizeBytes(samples);
  }

  private static void traf(ByteBuffer out, int trackId, TrackSamples samples, int dataOffset) {
    header(out, trafSizeBytes(samples), FourCc.TRAF);
    tfhd(out, trackId, samples);
    tfdt(out, samples.baseMediaDecodeTime());
    trun(out, samples, dataOffset);
  }

  private static int tfhdSizeBytes(TrackSamples samples) {
    return samples.uniformDuration() ? 24 : 20;
  }

  /** 8.8.7: {@code │ version, flags (4) │ track id (4) │ [default duration (4)] │ default flags (4) │}. */
  private static void tfhd(ByteBuffer out, int trackId, TrackSamples samples) {
    boolean uniform = samples.uniformDuration();
    header(out, tfhdSizeBytes(samples), FourCc.TFHD);
    out.putInt(TFHD_DEFAULT_BASE_IS_MOOF | TFHD_DEFAULT_FLAGS | (uniform ? TFHD_DEFAULT_DURATION : 0)).putInt(trackId);
    if (uniform) {
      out.putInt(samples.duration(0));
    }
    out.putInt(samples.syncCount() == samples.count() ? SYNC : NOT_SYNC);
  }

  /** 8.8.12, version 1: {@code │ version, flags (4) │ base media decode time (8) │}. */
  private static void tfdt(ByteBuffer out, long baseMediaDecodeTime) {
    header(out, TFDT_SIZE_BYTES, FourCc.TFDT).putInt(VERSION_1).putLong(baseMediaDecodeTime);
  }

  private static int trunSizeBytes(TrackSamples samples) {
    int flags = trunFlags(samples);
    return 20 + ((flags & TRUN_FIRST_FLAGS) != 0 ? 4 : 0) + samples.count() * rowSizeBytes(flags);
  }

  static int rowSizeBytes(int trunFlags) {
    return 4 * Integer.bitCount(trunFlags & (TRUN_DURATION | TRUN_SIZE | TRUN_FLAGS | TRUN_COMPOSITION));
  }

  private static int trunFlags(TrackSamples samples) {
    return TRUN_DATA_OFFSET | TRUN_SIZE | syncFlags(samples) | (samples.uniformDuration() ? 0 : TRUN_DURATION)
        | (samples.reordered() ? TRUN_COMPOSITION : 0);
  }

  private static int syncFlags(TrackSamples samples) {
    if (samples.syncCount() == 0 || samples.syncCount() == samples.count()) {
      return 0;
    }
    return samples.syncCount() == 1 && samples.sync(0) ? TRUN_FIRST_FLAGS : TRUN_FLAGS;
  }

  /**
   * 8.8.8; version 1 has signed composition offsets.
   * <pre>
   *  │ version, flags (4) │ sample count (4) │ data offset from moof (4) │ [first sample's flags (4)] │ per sample:
   *  │ [duration (4)] │ size (4) │ [flags (4)] │ [composition offset (4)] │ …
   * </pre>
   */
  private static void trun(ByteBuffer out, TrackSamples samples, int dataOffset) {
    int flags = trunFlags(samples);
    header(out, trunSizeBytes(samples), FourCc.TRUN);
    out.putInt(flags | (samples.negativeOffset() ? VERSION_1 : 0)).putInt(samples.count()).putInt(dataOffset);
    if ((flags & TRUN_FIRST_FLAGS) != 0) {
      out.putInt(SYNC);
    }
    for (int i = 0; i < samples.count(); i++) {
      trunRow(out, samples, i, flags);
    }
  }

  private static void trunRow(ByteBuffer out, TrackSamples samples, int index, int flags) {
    if ((flags & TRUN_DURATION) != 0) {
      out.putInt(samples.duration(index));
    }
    out.putInt(samples.sizeBytes(index));
    if ((flags & TRUN_FLAGS) != 0) {
      out.putInt(samples.sync(index) ? SYNC : NOT_SYNC);
    }
    if ((flags & TRUN_COMPOSITION) != 0) {
      out.putInt(samples.compositionOffset(index));
    }
  }

  private static ByteBuffer header(ByteBuffer out, int sizeBytes, int type) {
    return out.putInt(sizeBytes).putInt(type);
  }
}
