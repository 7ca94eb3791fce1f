package io.livetape.media.flv;

import io.livetape.media.Aac;
import io.livetape.media.Av1;
import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.H265;
import io.livetape.media.Opus;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.Vp9;
import java.nio.ByteBuffer;

/**
 * Tags on their way to a file, an HTTP viewer or an RTMP player: the inverse of {@link FlvTagBody}. H.264 and AAC take the legacy
 * form that every player knows, the others the enhanced one.
 *
 * <p>Pure functions: each {@code put} writes at the buffer's position and moves it on by the size that its {@code …Bytes} function
 * tells. Nothing is allocated for samples.
 *
 * <pre>
 *  tag header   type (8) | body size (24) | timestamp, low 24 bits (24) | its high 8 bits (8) | 0 (24)      E.4.1
 * </pre>
 */
public final class FlvTags {
  public static final int AUDIO = 8;
  public static final int VIDEO = 9;
  public static final int SCRIPT = 18;

  public static final int FILE_HEADER_BYTES = 13;
  public static final int HEADER_BYTES = 11;
  public static final int PREVIOUS_SIZE_BYTES = 4;
  /** A body's size has 24 bits. */
  public static final int BODY_MAX_BYTES = 0xFFFFFF;

  private static final int AAC_HEADER_BYTES = 2;
  /** Also the size of the legacy header of H.264. */
  private static final int ENHANCED_HEADER_BYTES = 5;
  private static final int OFFSET_BYTES = 3;
  /** AAC, 44 kHz, 16 bit, stereo: fixed for AAC whatever the real rate and channels are (E.4.2.1). */
  private static final int AAC_HEAD = 0xAF;

  private FlvTags() {}

  /** The nine bytes of E.2 and the size 0 of the tag before the first. */
  public static void putFileHeader(ByteBuffer out, boolean audio, boolean video) {
    out.put((byte) 'F').put((byte) 'L').put((byte) 'V').put((byte) 1);
    out.put((byte) ((audio ? 4 : 0) | (video ? 1 : 0)));
    out.putInt(9).putInt(0);
  }

  /** @param timestampMs only its low 32 bits are kept */
  public static void putHeader(ByteBuffer out, int type, int bodyBytes, long timestampMs) {
    out.putInt(type << 24 | bodyBytes);
    out.putInt((int) timestampMs << 8 | (int) timestampMs >>> 24);
    out.putShort((short) 0).put((byte) 0);
  }

  /** Ends a tag: the size of its header and body. */
  public static void putPreviousSize(ByteBuffer out, int bodyBytes) {
    out.putInt(HEADER_BYTES + bodyBytes);
  }

  /** The size of a whole tag in a file. */
  public static int tagBytes(int bodyBytes) {
    return HEADER_BYTES + bodyBytes + PREVIOUS_SIZE_BYTES;
  }

  /** The tag (and RTMP message) type that carries a format. */
  public static int typeOf(Format format) {
    return format instanceof Format.Video ? VIDEO : AUDIO;
  }

  /** The size of the sequence header of a format, without the tag header. */
  public static int configBodyBytes(Format format) {
    return configHeaderBytes(format) + carriedConfig(format).sizeBytes();
  }

  /** The sequence header of a format. */
  public static void putConfigBody(ByteBuffer out, Format format) {
    switch (format) {
      case H264 _ -> out.put((byte) (Flv.FRAME_KEY << 4 | Flv.VIDEO_AVC)).putInt(0);
      case H265 _, Av1 _, Vp9 _ -> putEnhancedVideo(out, true, Flv.PACKET_START, fourCc(format));
      case Aac _ -> out.put((byte) AAC_HEAD).put((byte) 0);
      case Opus _ -> putEnhancedAudio(out, Flv.PACKET_START, FourCc.OPUS);
    }
    out.put(carriedConfig(format).buffer());
  }

  /** The size of what stands before a sample's bytes in its body. */
  public static int sampleHeaderBytes(Format format) {
    return switch (format) {
      case H264 _, Av1 _, Vp9 _, Opus _ -> ENHANCED_HEADER_BYTES;
      case H265 _ -> ENHANCED_HEADER_BYTES + OFFSET_BYTES;
      case Aac _ -> AAC_HEADER_BYTES;
    };
  }

  /** @param compositionOffsetMs carried by H.264 and H.265 only; 24 bits, signed */
  public static void putSampleHeader(ByteBuffer out, Format format, boolean sync, int compositionOffsetMs) {
    switch (format) {
      case H264 _ -> out.put((byte) (frameType(sync) << 4 | Flv.VIDEO_AVC)).putInt(1 << 24 | compositionOffsetMs & 0xFFFFFF);
      case H265 _ -> {
        putEnhancedVideo(out, sync, Flv.PACKET_FRAMES, FourCc.HVC1);
        out.put((byte) (compositionOffsetMs >> 16)).putShort((short) compositionOffsetMs);
      }
      case Av1 _, Vp9 _ -> putEnhancedVideo(out, sync, Flv.PACKET_FRAMES, fourCc(format));
      case Aac _ -> out.put((byte) AAC_HEAD).put((byte) 1);
      case Opus _ -> putEnhancedAudio(out, Flv.PACKET_FRAMES, FourCc.OPUS);
    }
  }

  /** The size of a sample's body: its header and its bytes. */
  public static int sampleBodyBytes(Sample sample) {
    return sampleHeaderBytes(sample.track().format()) + sample.sizeBytes();
  }

  /** A sample's body: its header and its bytes. */
  public static void putSampleBody(ByteBuffer out, Sample sample) {
    Track track = sample.track();
    putSampleHeader(out, track.format(), sample.sync(), (int) toMs(sample.compositionOffset(), track.timescale()));
    sample.copyTo(0, sample.sizeBytes(), out);
  }

  /** A whole tag that holds a sample, {@code tagBytes(sampleBodyBytes(sample))} long. */
  public static void putSampleTag(ByteBuffer out, Sample sample, long timestampMs) {
    int bodyBytes = sampleBodyBytes(sample);
    putHeader(out, typeOf(sample.track().format()), bodyBytes, timestampMs);
    putSampleBody(out, sample);
    putPreviousSize(out, bodyBytes);
  }

  /** A whole tag that holds a sequence header, {@code tagBytes(configBodyBytes(format))} long. */
  public static void putConfigTag(ByteBuffer out, Format format, long timestampMs) {
    int bodyBytes = configBodyBytes(format);
    putHeader(out, typeOf(format), bodyBytes, timestampMs);
    putConfigBody(out, format);
    putPreviousSize(out, bodyBytes);
  }

  /** Ticks to milliseconds, rounded down: equal ticks stay equal and order is kept. */
  public static long toMs(long ticks, int timescale) {
    return timescale == 1000 ? ticks : Math.floorDiv(Math.multiplyExact(ticks, 1000L), timescale);
  }

  private static void putEnhancedVideo(ByteBuffer out, boolean sync, int packetType, int fourCc) {
    out.put((byte) (0x80 | frameType(sync) << 4 | packetType)).putInt(fourCc);
  }

  private static void putEnhancedAudio(ByteBuffer out, int packetType, int fourCc) {
    out.put((byte) (Flv.AUDIO_ENHANCED << 4 | packetType)).putInt(fourCc);
  }

  private static int frameType(boolean sync) {
    return sync ? Flv.FRAME_KEY : Flv.FRAME_INTER;
  }

  private static int configHeaderBytes(Format format) {
    return format instanceof Aac ? AAC_HEADER_BYTES : ENHANCED_HEADER_BYTES;
  }

  /** FLV carries VP9's record without the head of its box, and Opus's header as Ogg does; the others as MP4 does. */
  private static Bytes carriedConfig(Format format) {
    return switch (format) {
      case H264 _, H265 _, Av1 _, Aac _ -> format.config();
      case Vp9 vp9 -> vp9.configRecord();
      case Opus opus -> opus.opusHead();
    };
  }

  /** The name in an enhanced header, and in metadata. */
  static int fourCc(Format format) {
    return switch (format) {
      case H264 _ -> FourCc.AVC1;
      case H265 _ -> FourCc.HVC1;
      case Av1 _ -> FourCc.AV01;
      case Vp9 _ -> FourCc.VP09;
      case Aac _ -> FourCc.MP4A;
      case Opus _ -> FourCc.OPUS;
    };
  }
}
