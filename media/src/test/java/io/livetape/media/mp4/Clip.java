package io.livetape.media.mp4;

import io.livetape.media.Aac;
import io.livetape.media.Av1;
import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.H265;
import io.livetape.media.Opus;
import io.livetape.media.Track;
import io.livetape.media.Vp9;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tracks and samples for tests: the committed clip, made-up ones, and configurations of every codec as encoders wrote them. */
public record Clip(List<Track> tracks, List<Clip.Item> items) {
  public static final Path FLV = Path.of("src/test/resources/clips/bframes-160x120-aac44.flv");

  static final H265 H265_FORMAT = new H265(Bytes.fromHex("0101600000009000000000001ef000fcfdf8f800000f03"
      + "a00001001840010c01ffff01600000030090000003000003001e959809"
      + "a10001002942010101600000030090000003000003001ea014207965959a4932bc05a02000000300200000030321"
      + "a2000100074401c172b46240"), 160, 120, "hvc1.1.6.L30.90");
  static final Av1 AV1_FORMAT = new Av1(Bytes.fromHex("81000c000a0a00000003b4ff736be401"), 160, 120, "av01.0.00M.08");
  static final Vp9 VP9_FORMAT = new Vp9(Bytes.fromHex("01000000000a820202020000"), 160, 120, "vp09.00.10.08");
  static final Opus OPUS_FORMAT = new Opus(Bytes.fromHex("000201380000bb80000000"), 2);
  static final Aac AAC_FORMAT = new Aac(Bytes.fromHex("119056e500"), 48_000, 2, 1024, "mp4a.40.2");

  /** One sample. @param duration its own, in ticks, as a recorder would know it */
  public record Item(int trackIndex, long dts, int duration, int compositionOffset, boolean sync, byte[] bytes) {}

  static Track video(Format format) {
    return new Track(Track.VIDEO_ID, 90_000, format);
  }

  static Track audio(Format.Audio format) {
    return new Track(Track.AUDIO_ID, format.sampleRate(), format);
  }

  /** The committed clip: 3 s of H.264 at 25 fps with B-frames and a key frame each second, and AAC at 44.1 kHz that starts 57 ms in. */
  public static Clip bFramesWithAac() {
    try {
      return flv(ByteBuffer.wrap(Files.readAllBytes(FLV)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Only one of the tracks. */
  Clip only(int trackIndex) {
    return new Clip(List.of(tracks.get(trackIndex)), items.stream().filter(item -> item.trackIndex == trackIndex)
        .map(item -> new Item(0, item.dts, item.duration, item.compositionOffset, item.sync, item.bytes)).toList());
  }

  /**
   * FLV as far as this clip needs it: {@code │ type │ size (3) │ time (3) │ time's top │ stream (3) │ body │ size (4) │}. Video times
   * become 90 kHz; audio times are rebuilt on the sample grid from the first.
   */
  private static Clip flv(ByteBuffer flv) {
    Format[] formats = new Format[2];
    List<Item> items = new ArrayList<>();
    long audioDts = -1;
    for (int at = 13; at < flv.limit(); at += 15 + (flv.getInt(at) & 0xFFFFFF)) {
      int type = flv.get(at);
      int size = flv.getInt(at) & 0xFFFFFF;
      int body = at + 11;
      long timeMs = (flv.getInt(at + 4) >>> 8) & 0xFFFFFF;
      if (type == 9 && flv.get(body + 1) == 0) {
        formats[0] = new H264(Bytes.copyOf(flv, body + 5, size - 5), 160, 120, "avc1.64000b");
      } else if (type == 9 && flv.get(body + 1) == 1) {
        int offsetMs = flv.getInt(body + 1) << 8 >> 8;
        items.add(new Item(0, timeMs * 90, 3600, offsetMs * 90, flv.get(body) >> 4 == 1, bytes(flv, body + 5, size - 5)));
      } else if (type == 8 && flv.get(body + 1) == 0) {
        formats[1] = new Aac(Bytes.copyOf(flv, body + 2, size - 2), 44_100, 1, 1024, "mp4a.40.2");
      } else if (type == 8) {
        audioDts = audioDts < 0 ? timeMs * 44_100 / 1000 : audioDts + 1024;
        items.add(new Item(1, audioDts, 1024, 0, true, bytes(flv, body + 2, size - 2)));
      }
    }
    return new Clip(List.of(video(formats[0]), audio((Format.Audio) formats[1])), List.copyOf(items));
  }

  static byte[] bytes(ByteBuffer from, int offset, int size) {
    byte[] copy = new byte[size];
    from.get(offset, copy);
    return copy;
  }
}
