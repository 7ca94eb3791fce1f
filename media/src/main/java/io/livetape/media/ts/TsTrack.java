package io.livetape.media.ts;

import io.livetape.media.Aac;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.H265;
import io.livetape.media.Track;
import io.livetape.media.adts.AdtsFrames;

/**
 * A track as the stream's table names it.
 *
 * @param streamType table 2-34
 * @param streamId of its PES packets, table 2-22
 * @param descriptor what the table says further, often nothing
 */
record TsTrack(Track track, Pid pid, int streamType, int streamId, byte[] descriptor, PayloadForm form) {
  private static final int H264_TYPE = 0x1B;
  private static final int H265_TYPE = 0x24;
  private static final int ADTS_TYPE = 0x0F;
  private static final int VIDEO_STREAM = 0xE0;
  private static final int AUDIO_STREAM = 0xC0;
  private static final byte[] NONE = {};
  private static final byte[] HEVC = {5, 4, 'H', 'E', 'V', 'C'};

  static boolean supports(Format format) {
    return switch (format) {
      case H264 _, H265 _ -> true;
      case Aac aac -> AdtsFrames.supports(aac);
      default -> false;
    };
  }

  /** @param index its place among the tracks of the stream */
  static TsTrack of(Track track, int index) {
    Pid pid = new Pid(Pid.FIRST_TRACK + index);
    return switch (track.format()) {
      case H264 format -> new TsTrack(track, pid, H264_TYPE, VIDEO_STREAM, NONE, new AnnexBForm(format));
      case H265 format -> new TsTrack(track, pid, H265_TYPE, VIDEO_STREAM, HEVC, new AnnexBForm(format));
      case Aac format -> new TsTrack(track, pid, ADTS_TYPE, AUDIO_STREAM, NONE, new AdtsForm(format));
      default -> throw new IllegalArgumentException("MPEG-TS does not carry " + track.format().name());
    };
  }
}
