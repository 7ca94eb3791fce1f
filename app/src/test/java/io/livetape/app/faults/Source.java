package io.livetape.app.faults;

import io.livetape.app.scenario.Broadcast;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What every push of a run sends, and what witnesses should find of it.
 *
 * @param packets by kind, in the order in which they are sent
 */
record Source(Path clip, Broadcast broadcast, Map<String, List<Packet>> packets) {
  /** Longer than any run pushes. */
  private static final Duration LENGTH = Duration.ofSeconds(30);

  /** Before H.264 in an FLV tag: type, kind, composition offset. Before AAC: format, kind. */
  static final int VIDEO_HEAD_BYTES = 5;
  static final int AUDIO_HEAD_BYTES = 2;

  /** @param hash as witnesses tell it: of the bytes without what RTMP puts before them */
  record Packet(long timestampMs, String hash) {}

  static Source make() {
    return of(Clip.h264Aac(LENGTH));
  }

  /** Of this clip, with a key frame every second. */
  static Source of(Clip made) {
    Path clip = Ffmpeg.make(made.withFrames(25, Duration.ofSeconds(1), 2));
    Broadcast broadcast = Broadcast.of(clip);
    return new Source(clip, broadcast, Map.of("video", packets(broadcast, true), "audio", packets(broadcast, false)));
  }

  /** Of the last of so many packets; of none it is that of the first. */
  long timestampMs(String type, int count) {
    return packets.get(type).get(Math.max(0, count - 1)).timestampMs();
  }

  static String type(Broadcast.Message message) {
    return message.video() ? "video" : "audio";
  }

  private static List<Packet> packets(Broadcast broadcast, boolean video) {
    return broadcast.messages().stream().filter(message -> message.video() == video && !message.config())
        .map(message -> new Packet(message.timestampMs(), hash(message.body(), video ? VIDEO_HEAD_BYTES : AUDIO_HEAD_BYTES))).toList();
  }

  /** Of a message's body, behind the bytes that RTMP puts before it. */
  static String hash(byte[] body, int headBytes) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update(body, headBytes, body.length - headBytes);
      return "MD5:" + HexFormat.of().formatHex(md5.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
