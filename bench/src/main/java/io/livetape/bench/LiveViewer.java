package io.livetape.bench;

import io.livetape.media.flv.FlvTags;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLConnection;

/**
 * Watches one stream over HTTP-FLV and notes how much later than the earliest each picture and sound comes, by its own timestamp: what
 * a stall of the server adds for a viewer. A thread of its own.
 */
final class LiveViewer implements AutoCloseable {
  private static final int READ_TIMEOUT_MS = 30_000;

  private final URLConnection connection;
  private final Thread thread = Thread.ofPlatform().name("viewer").daemon().unstarted(this::run);
  private volatile LagHistogram delay = new LagHistogram();
  private volatile boolean ended;
  private volatile boolean over;

  LiveViewer(InetSocketAddress http, String stream) throws IOException {
    connection = URI.create("http://127.0.0.1:" + http.getPort() + "/live/" + ServerProcess.APP + "/" + stream + ".flv").toURL().openConnection();
    connection.setReadTimeout(READ_TIMEOUT_MS);
    thread.start();
  }

  /** Forgets what was so far. */
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
    try (DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(connection.getInputStream(), 64 * 1024))) {
      in.skipNBytes(FlvTags.FILE_HEADER_BYTES);
      long earliestMs = Long.MAX_VALUE;
      while (!over) {
        int bodyBytes = in.readInt() & 0xFFFFFF;
        int time = in.readInt();
        in.skipNBytes(3 + bodyBytes + FlvTags.PREVIOUS_SIZE_BYTES);
        long lateMs = System.nanoTime() / 1_000_000 - Integer.toUnsignedLong(time >>> 8 | time << 24);
        earliestMs = Math.min(earliestMs, lateMs);
        delay.add(lateMs - earliestMs);
      }
    } catch (IOException _) {
      ended = !over;
    }
  }
}
