package io.livetape.media.mp4;

import io.livetape.media.Aac;
import io.livetape.media.Av1;
import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.H265;
import io.livetape.media.Opus;
import io.livetape.media.Vp9;

/** {@code stsd} (8.5.2) and the one sample entry in it. The codec configuration is stored as it comes. */
final class SampleEntries {
  /** Bytes of a visual sample entry (12.1.3) and of an audio sample entry (12.2.3) between the box header and the first inner box. */
  static final int VISUAL_SIZE_BYTES = 78;
  static final int AUDIO_SIZE_BYTES = 28;

  private static final int RESOLUTION_72_DPI = 0x0048_0000;
  private static final int DEPTH_24_BIT = 0x0018;
  private static final int SAMPLE_BITS = 16;

  /** ISO/IEC 14496-1, 7.2.2.1 and table 5 (object types), table 6 (stream types). */
  private static final int ES_DESCRIPTOR = 0x03;
  private static final int DECODER_CONFIG_DESCRIPTOR = 0x04;
  private static final int DECODER_SPECIFIC_INFO = 0x05;
  private static final int SL_CONFIG_DESCRIPTOR = 0x06;
  private static final int OBJECT_TYPE_AAC = 0x40;
  private static final int STREAM_TYPE_AUDIO = 0b000101_0_1; // audio, not upstream, reserved bit set
  private static final int SL_PREDEFINED_MP4 = 0x02;

  private SampleEntries() {}

  static void stsd(BoxWriter out, Format format) {
    out.fullBox("stsd", 0, 0, () -> {
      out.u32(1);
      switch (format) {
        case H264 h264 -> visual(out, "avc1", h264, "avcC");
        case H265 h265 -> visual(out, "hvc1", h265, "hvcC");
        case Av1 av1 -> visual(out, "av01", av1, "av1C");
        case Vp9 vp9 -> visual(out, "vp09", vp9, "vpcC");
        case Aac aac -> audio(out, "mp4a", aac, () -> esds(out, aac.config()));
        case Opus opus -> audio(out, "Opus", opus, () -> out.box("dOps", () -> out.bytes(opus.config())));
      }
    });
  }

  /**
   * 12.1.3.
   * <pre>
   *  │ zero (6) │ data reference 1 (2) │ zero (16) │ width (2) │ height (2) │ 72 dpi ×2 (8) │ zero (4) │ frames 1 (2) │
   *  │ compressor name (32) │ depth (2) │ -1 (2) │ configuration box
   * </pre>
   */
  private static void visual(BoxWriter out, String type, Format.Video video, String configurationType) {
    out.box(type, () -> {
      out.zeros(6).u16(1).zeros(16).u16(video.width()).u16(video.height());
      out.u32(RESOLUTION_72_DPI).u32(RESOLUTION_72_DPI).zeros(4).u16(1).zeros(32).u16(DEPTH_24_BIT).u16(-1);
      out.box(configurationType, () -> out.bytes(video.config()));
    });
  }

  /**
   * 12.2.3. The rate field holds 16 bits before the point; a higher rate is stored as 0 and found in the configuration.
   * <pre>
   *  │ zero (6) │ data reference 1 (2) │ zero (8) │ channels (2) │ bits (2) │ zero (4) │ rate 16.16 (4) │ configuration box
   * </pre>
   */
  private static void audio(BoxWriter out, String type, Format.Audio audio, Runnable configuration) {
    int rate = audio.sampleRate() <= 0xFFFF ? audio.sampleRate() : 0;
    out.box(type, () -> {
      out.zeros(6).u16(1).zeros(8).u16(audio.channelCount()).u16(SAMPLE_BITS).zeros(4).u16(rate).u16(0);
      configuration.run();
    });
  }

  /**
   * ISO/IEC 14496-14, 6.7 and 14496-1, 7.2.6. Bit rates are unknown when a recording begins and are left 0.
   * <pre>
   *  ES_Descriptor { id 0, flags 0
   *    DecoderConfigDescriptor { object type, stream type, buffer size (3), max and average bit rate (4+4)
   *      DecoderSpecificInfo { AudioSpecificConfig } }
   *    SLConfigDescriptor { 2 } }
   * </pre>
   */
  private static void esds(BoxWriter out, Bytes config) {
    int specificSizeBytes = descriptorSizeBytes(config.sizeBytes());
    int decoderSizeBytes = descriptorSizeBytes(13 + specificSizeBytes);
    out.fullBox("esds", 0, 0, () -> {
      descriptor(out, ES_DESCRIPTOR, 3 + decoderSizeBytes + descriptorSizeBytes(1)).u16(0).u8(0);
      descriptor(out, DECODER_CONFIG_DESCRIPTOR, 13 + specificSizeBytes).u8(OBJECT_TYPE_AAC).u8(STREAM_TYPE_AUDIO).zeros(3 + 4 + 4);
      descriptor(out, DECODER_SPECIFIC_INFO, config.sizeBytes()).bytes(config);
      descriptor(out, SL_CONFIG_DESCRIPTOR, 1).u8(SL_PREDEFINED_MP4);
    });
  }

  private static int descriptorSizeBytes(int bodySizeBytes) {
    return 1 + lengthSizeBytes(bodySizeBytes) + bodySizeBytes;
  }

  /** ISO/IEC 14496-1, 8.3.3: seven bits a byte, the top bit says that another follows. */
  private static BoxWriter descriptor(BoxWriter out, int tag, int bodySizeBytes) {
    out.u8(tag);
    for (int left = lengthSizeBytes(bodySizeBytes) - 1; left >= 0; left--) {
      out.u8(bodySizeBytes >> 7 * left & 0x7F | (left > 0 ? 0x80 : 0));
    }
    return out;
  }

  private static int lengthSizeBytes(int bodySizeBytes) {
    return bodySizeBytes < 1 << 7 ? 1 : bodySizeBytes < 1 << 14 ? 2 : bodySizeBytes < 1 << 21 ? 3 : 4;
  }
}
