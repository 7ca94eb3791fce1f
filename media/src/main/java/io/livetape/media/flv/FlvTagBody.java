package io.livetape.media.flv;

import io.livetape.media.Aac;
import io.livetape.media.Av1;
import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.H265;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Opus;
import java.nio.ByteBuffer;

/**
 * A view on one audio or video tag body: what it is and where its payload lies. One instance reads any number of bodies and
 * allocates nothing while it does; what it tells holds until the next read. One thread.
 *
 * <pre>
 *  legacy video    frame type (4 bits) codec (4) | packet type (8) | composition offset (24, signed) | data      E.4.3
 *  enhanced video  1 | frame type (3) | packet type (4) | fourCC (32) | [composition offset (24)] | data         Enhanced RTMP 1
 *  legacy audio    codec (4) rate (2) size (1) channels (1) | packet type (8) | data                             E.4.2
 *  enhanced audio  9 (4) packet type (4) | fourCC (32) | data                                                    Enhanced RTMP 2
 * </pre>
 */
public final class FlvTagBody {
  /** What a body is for. */
  public enum Kind {
    /** The payload is the codec's configuration. */
    CONFIG,
    /** The payload is one access unit or audio frame. */
    FRAME,
    /** The sequence ends; there is no payload. */
    END,
    /** Nothing that needs to be recorded: a command, colour metadata, another track, an empty body. */
    IGNORED,
    /** A codec that is not carried; {@link FlvTagBody#codecText} names it. */
    UNSUPPORTED
  }

  /** The codecs that are carried. */
  public enum Codec { H264, H265, AV1, VP9, AAC, OPUS }

  private ByteBuffer buffer;
  private int start;
  private int at;
  private int end;

  private Kind kind = Kind.IGNORED;
  private Codec codec;
  private int codecWord;
  private boolean sync;
  private int compositionOffsetMs;

  /** Reads a video tag body, which is the body of an RTMP message of type 9. */
  public FlvTagBody readVideo(ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMediaException {
    open(buffer, offset, sizeBytes);
    if (sizeBytes == 0) {
      return this;
    }
    int head = u8();
    if ((head & 0x80) != 0) {
      enhancedVideo(head >> 4 & 7, head & 15);
    } else {
      legacyVideo(head >> 4, head & 15);
    }
    return dropEmpty();
  }

  /** Reads an audio tag body, which is the body of an RTMP message of type 8. */
  public FlvTagBody readAudio(ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMediaException {
    open(buffer, offset, sizeBytes);
    if (sizeBytes == 0) {
      return this;
    }
    sync = true;
    int head = u8();
    if (head >> 4 == Flv.AUDIO_ENHANCED) {
      enhancedAudio(head & 15);
    } else {
      legacyAudio(head >> 4);
    }
    return dropEmpty();
  }

  public Kind kind() {
    return kind;
  }

  /** The codec of a {@code CONFIG}, {@code FRAME} or {@code END}. */
  public Codec codec() {
    return codec;
  }

  /** The codec as the body names it, for messages: a number of the legacy tables or a fourCC. */
  public String codecText() {
    return (codecWord & ~15) == 0 ? Integer.toString(codecWord) : FourCc.text(codecWord);
  }

  /** Whether decoding can begin at this frame; always for audio. */
  public boolean sync() {
    return sync;
  }

  public int compositionOffsetMs() {
    return compositionOffsetMs;
  }

  /** Where the payload begins, as an absolute index of the buffer that was read. */
  public int dataOffset() {
    return at;
  }

  public int dataSizeBytes() {
    return end - at;
  }

  /** A copy of the payload of a {@code CONFIG}. */
  public Bytes config() {
    return Bytes.copyOf(buffer, at, end - at);
  }

  /**
   * The format that a {@code CONFIG} describes.
   *
   * @throws IllegalStateException for VP9, whose configuration does not tell the size of the picture
   */
  public Format format() throws MalformedMediaException {
    return switch (codec) {
      case H264 -> H264.parse(config());
      case H265 -> H265.parse(config());
      case AV1 -> Av1.parse(config());
      case AAC -> Aac.parse(config());
      case OPUS -> Opus.fromOpusHead(config());
      case VP9 -> throw new IllegalStateException("a VP9 format needs the size of a key frame");
    };
  }

  private void open(ByteBuffer source, int offset, int sizeBytes) {
    buffer = source;
    start = offset;
    at = offset;
    end = offset + sizeBytes;
    kind = Kind.IGNORED;
    codec = null;
    codecWord = 0;
    sync = false;
    compositionOffsetMs = 0;
  }

  private void legacyVideo(int frameType, int codecId) throws MalformedMediaException {
    codecWord = codecId;
    if (frameType == Flv.FRAME_COMMAND) {
      return;
    }
    switch (codecId) {
      case Flv.VIDEO_AVC -> codec = Codec.H264;
      case Flv.VIDEO_HEVC -> codec = Codec.H265;
      default -> {
        kind = Kind.UNSUPPORTED;
        return;
      }
    }
    int packetType = u8();
    int offset = s24();
    kind = legacyKind(packetType);
    if (kind == Kind.FRAME) {
      compositionOffsetMs = offset;
      sync = frameType == Flv.FRAME_KEY;
    }
  }

  private void legacyAudio(int soundFormat) throws MalformedMediaException {
    codecWord = soundFormat;
    if (soundFormat != Flv.AUDIO_AAC) {
      kind = Kind.UNSUPPORTED;
      return;
    }
    codec = Codec.AAC;
    kind = legacyKind(u8());
  }

  private Kind legacyKind(int packetType) throws MalformedMediaException {
    return switch (packetType) {
      case 0 -> Kind.CONFIG;
      case 1 -> Kind.FRAME;
      case 2 -> Kind.END;
      default -> throw malformed("unknown packet type " + packetType);
    };
  }

  private void enhancedVideo(int frameType, int firstPacketType) throws MalformedMediaException {
    int packetType = skipModifiers(firstPacketType);
    if (packetType != Flv.PACKET_METADATA && frameType == Flv.FRAME_COMMAND) {
      return;
    }
    boolean otherTrack = false;
    if (packetType == Flv.PACKET_VIDEO_MULTITRACK) {
      packetType = oneTrack();
      otherTrack = u8() != 0;
    } else {
      codecWord = s32();
    }
    codec = FourCc.video(codecWord);
    if (otherTrack || packetType == Flv.PACKET_METADATA) {
      return;
    }
    kind = codec == null ? Kind.UNSUPPORTED : enhancedVideoKind(packetType);
    if (kind != Kind.FRAME) {
      return;
    }
    sync = frameType == Flv.FRAME_KEY;
    if (packetType == Flv.PACKET_FRAMES && (codec == Codec.H264 || codec == Codec.H265)) {
      compositionOffsetMs = s24();
    }
  }

  private Kind enhancedVideoKind(int packetType) throws MalformedMediaException {
    return switch (packetType) {
      case Flv.PACKET_START -> Kind.CONFIG;
      case Flv.PACKET_FRAMES, Flv.PACKET_FRAMES_X -> Kind.FRAME;
      case Flv.PACKET_END -> Kind.END;
      default -> throw malformed("unsupported video packet type " + packetType);
    };
  }

  private void enhancedAudio(int firstPacketType) throws MalformedMediaException {
    int packetType = skipModifiers(firstPacketType);
    boolean otherTrack = false;
    if (packetType == Flv.PACKET_AUDIO_MULTITRACK) {
      packetType = oneTrack();
      otherTrack = u8() != 0;
    } else {
      codecWord = s32();
    }
    codec = FourCc.audio(codecWord);
    if (otherTrack || packetType == Flv.PACKET_METADATA) {
      return; // for audio this number is the channel layout, which the codec's configuration tells as well
    }
    kind = codec == null ? Kind.UNSUPPORTED : enhancedAudioKind(packetType);
  }

  private Kind enhancedAudioKind(int packetType) throws MalformedMediaException {
    return switch (packetType) {
      case Flv.PACKET_START -> Kind.CONFIG;
      case Flv.PACKET_FRAMES -> Kind.FRAME;
      case Flv.PACKET_END -> Kind.END;
      default -> throw malformed("unsupported audio packet type " + packetType);
    };
  }

  /**
   * Skips ModEx prefixes and gives the packet type behind them. A prefix is its data size minus one (8 bits, or 255 and 16 bits),
   * the data, and a byte of modifier type and the next packet type. Nanosecond offsets are finer than anything kept here.
   */
  private int skipModifiers(int firstPacketType) throws MalformedMediaException {
    int packetType = firstPacketType;
    while (packetType == Flv.PACKET_MODIFIER) {
      int sizeBytes = u8() + 1;
      if (sizeBytes == 256) {
        sizeBytes = u16() + 1;
      }
      skip(sizeBytes);
      packetType = u8() & 15;
    }
    return packetType;
  }

  /** Reads the head of a multitrack body up to its fourCC; only the form that holds one track is taken. The track number follows. */
  private int oneTrack() throws MalformedMediaException {
    int head = u8();
    if (head >> 4 != 0) {
      throw malformed("several tracks in one message are not supported");
    }
    codecWord = s32();
    return head & 15;
  }

  private FlvTagBody dropEmpty() {
    if (at == end && (kind == Kind.CONFIG || kind == Kind.FRAME)) {
      kind = Kind.IGNORED;
    }
    return this;
  }

  private void skip(int sizeBytes) throws MalformedMediaException {
    need(sizeBytes);
    at += sizeBytes;
  }

  private int u8() throws MalformedMediaException {
    need(1);
    return buffer.get(at++) & 0xFF;
  }

  private int u16() throws MalformedMediaException {
    return u8() << 8 | u8();
  }

  private int s24() throws MalformedMediaException {
    need(3);
    return (byte) u8() << 16 | u8() << 8 | u8();
  }

  private int s32() throws MalformedMediaException {
    need(4);
    return u16() << 16 | u16();
  }

  private void need(int sizeBytes) throws MalformedMediaException {
    if (end - at < sizeBytes) {
      throw malformed("tag body ends early");
    }
  }

  private MalformedMediaException malformed(String message) {
    return new MalformedMediaException(at - start, message);
  }
}
