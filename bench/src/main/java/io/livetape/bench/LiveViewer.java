package io.livetape.bench;

import io.livetape.media.flv.FlvTags;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Watches one stream over HTTP-FLV and notes how much later than it was due at the publisher each picture and sound comes: what the
 * server adds for a viewer. A thread of its own.
 */
final class LiveViewer implements AutoCloseable {
  private static final int READ_TIMEOUT_MS = 30_000;

  private final URLConnection connection;
  private final long publisherBeganNanos;
  private final Thread thread = Thread.ofPlatform().name("viewer").daemon().unstarted(this::run);
  private volatile LagHistogram delay = new LagHistogram();
  private final CountDownLatch joined = new CountDownLatch(1);
  private volatile boolean ended;
  private volatile boolean over;

  /** @param publisherBeganNanos when the publisher's media of timestamp 0 was due, on {@link System#nanoTime}'s scale */
  LiveViewer(InetSocketAddress http, String stream, long publisherBeganNanos) throws IOException {
    this.publisherBeganNanos = publisherBeganNanos;
    connection = URI.create("http://127.0.0.1:" + http.getPort() + "/live/" + ServerProcess.APP + "/" + stream + ".flv").toURL().openConnection();
    connection.setReadTimeout(READ_TIMEOUT_MS);
    thread.start();
  }

  /** Waits for the first picture; false when none came in this time. */
  boolean awaitJoined(Duration max) throws InterruptedException {
    return joined.await(max.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What was so far, which is forgotten. */
  LagHistogram restart() {
    LagHistogram last = delay;
    delay = new LagHistogram();
    return last;
  }

  /** Whether the server let it go before its time. */
  boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    over = true;
    thread.interrupt();
  }

  private void run() {
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(connection.getInputStream(), 64 * 1024))) {
      in.skipNBytes(FlvTags.FILE_HEADER_BYTES);
      long joinMs = -1;
      while (!over) {
        int head = in.readInt();
        int time = in.readInt();
        in.skipNBytes(3 + (head & 0xFFFFFF) + FlvTags.PREVIOUS_SIZE_BYTES);
        if (head >>> 24 != FlvTags.SCRIPT) {
          long nowMs = (System.nanoTime() - publisherBeganNanos) / 1_000_000;
          // A viewer's time begins at a key frame, of which the clip has one every so often.
          joinMs = joinMs < 0 ? nowMs - nowMs % SourceClip.KEY_FRAME_MS : joinMs;
          joined.countDown();
          delay.add(nowMs - joinMs - Integer.toUnsignedLong(time >>> 8 | time << 24));
        }
      }
    } catch (IOException _) {
      ended = !over;
    }
  }
}
