package io.livetape.bench.leaf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One second of a stream: 25 pictures of 1280×720, the first a key frame, and 43 sounds at 44.1 kHz, in the order they are sent. */
final class StreamSecond {
  static final int PICTURES = 25;
  static final int SOUNDS = 43;

  private static final int KEY_PICTURE_BYTES = 60_000;
  private static final int PICTURE_BYTES = 7_600;
  private static final int SOUND_BYTES = 186;
  /** @param body as in an RTMP message or FLV tag */
  record Message(boolean video, long timestampMs, ByteBuffer body) {}

  private StreamSecond() {}

  static List<Message> messages() {
    Random random = new Random(7);
    List<Message> messages = new ArrayList<>();
    int picture = 0;
    int sound = 0;
    while (picture < PICTURES || sound < SOUNDS) {
      long pictureMs = 1000L * picture / PICTURES;
      long soundMs = 1000L * sound / SOUNDS;
      if (sound == SOUNDS || picture < PICTURES && pictureMs <= soundMs) {
        messages.add(new Message(true, pictureMs, picture(random, picture++ == 0)));
      } else {
        messages.add(new Message(false, soundMs, sound(random)));
        sound++;
      }
    }
    return messages;
  }

  private static ByteBuffer picture(Random random, boolean key) {
    ByteBuffer body = noise(random, key ? KEY_PICTURE_BYTES : PICTURE_BYTES);
    return body.put(0, (byte) (key ? 0x17 : 0x27)).put(1, (byte) 1).putShort(2, (short) 0).put(4, (byte) 0);
  }

  private static ByteBuffer sound(Random random) {
    return noise(random, SOUND_BYTES).put(0, (byte) 0xAF).put(1, (byte) 1);
  }

  private static ByteBuffer noise(Random random, int sizeBytes) {
    byte[] bytes = new byte[sizeBytes];
    random.nextBytes(bytes);
    return ByteBuffer.allocateDirect(sizeBytes).put(bytes).flip();
  }
}
