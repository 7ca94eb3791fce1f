package io.livetape.media.flv;

import io.livetape.media.Aac;
import io.livetape.media.Av1;
import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.H265;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Opus;
import io.livetape.media.Vp9;
import java.util.List;

/** One real configuration per codec, as encoders wrote them. */
final class Formats {
  static final H264 H264_720P;
  static final H265 H265_720P;
  static final Av1 AV1_360P;
  static final Vp9 VP9_360P;
  static final Aac AAC_STEREO;
  static final Opus OPUS_STEREO;
  static final Opus OPUS_SURROUND;

  static {
    try {
      H264_720P = H264.parse(Bytes.fromHex("0164001fffe1001a6764001facd9405005bb011000000300100000030320f183196001000668ebe3cb22"
          + "c0fdf8f800"));
      H265_720P = H265.parse(Bytes.fromHex("0101600000009000000000005df000fcfdf8f800000f03200001001840010c01ffff0160000003009000"
          + "0003000003005d9594"
          + "09210001002b42010101600000030090000003000003005da00280802d16595952930bc05a02000003000200000300321022000100064401c073c189"));
      AV1_360P = Av1.parse(Bytes.fromHex("81010c000a0b0000000cc4ff6736be4010"));
      VP9_360P = Vp9.parse(Bytes.fromHex("010000000015820202020000"), 640, 360);
      AAC_STEREO = Aac.parse(Bytes.fromHex("119056e500"));
      OPUS_STEREO = Opus.parse(Bytes.fromHex("000201380000bb80000000"));
      OPUS_SURROUND = Opus.parse(Bytes.fromHex("000601380000bb800000010402000401020305"));
    } catch (MalformedMediaException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Formats() {}

  static List<Format> all() {
    return List.of(H264_720P, H265_720P, AV1_360P, VP9_360P, AAC_STEREO, OPUS_STEREO, OPUS_SURROUND);
  }
}
