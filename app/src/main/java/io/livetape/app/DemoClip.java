package io.livetape.app;

import io.livetape.media.flv.FlvTags;
import io.livetape.rtmp.RtmpPublisher;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** The clip that comes with Livetape, sent as an encoder would: each tag when its time has come. */
final class DemoClip {
  private static final String RESOURCE = "/demo/clip.flv";
  private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);

  private record Tag(int type, long timestampMs, ByteBuffer body) {}

  private final List<Tag> tags = new ArrayList<>();

  private DemoClip() {}

  static DemoClip open() throws IOException {
    DemoClip clip = new DemoClip();
    try (InputStream resource = DemoClip.class.getResourceAsStream(RESOURCE); DataInputStream in = new DataInputStream(resource)) {
      in.skipNBytes(FlvTags.FILE_HEADER_BYTES);
      while (in.available() > 0) {
        clip.tags.add(tag(in));
      }
    }
    return clip;
  }

  /** See the layout in {@link FlvTags}. */
  private static Tag tag(DataInputStream in) throws IOException {
    int head = in.readInt();
    int time = in.readInt();
    in.skipNBytes(FlvTags.HEADER_BYTES - 8);
    ByteBuffer body = ByteBuffer.wrap(in.readNBytes(head & 0xFFFFFF));
    in.skipNBytes(FlvTags.PREVIOUS_SIZE_BYTES);
    return new Tag(head >>> 24, Integer.toUnsignedLong(time >>> 8 | time << 24), body);
  }

  /** Sends all of it as fast as the server takes it. */
  void sendAtOnce(RtmpPublisher publisher) throws IOException {
    for (Tag tag : tags) {
      publisher.write(tag.type, tag.timestampMs, tag.body.duplicate());
    }
  }

  /** @param progress gets how much has been sent and how long the clip is, now and then */
  void send(RtmpPublisher publisher, BiConsumer<Duration, Duration> progress) throws IOException {
    Duration whole = Duration.ofMillis(tags.getLast().timestampMs);
    long startNanos = System.nanoTime();
    long toldMs = 0;
    for (Tag tag : tags) {
      long waitNanos = startNanos + TimeUnit.MILLISECONDS.toNanos(tag.timestampMs) - System.nanoTime();
      if (waitNanos > 0) {
        LockSupport.parkNanos(waitNanos);
      }
      publisher.write(tag.type, tag.timestampMs, tag.body.duplicate());
      if (tag.timestampMs - toldMs >= PROGRESS_INTERVAL.toMillis()) {
        toldMs = tag.timestampMs;
        progress.accept(Duration.ofMillis(toldMs), whole);
      }
    }
  }
}
