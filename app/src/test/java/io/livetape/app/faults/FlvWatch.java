package io.livetape.app.faults;

import io.livetape.app.LivetapeServer;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A live viewer by HTTP-FLV on a thread of its own, who notes which packets come and how long it was kept waiting for one. */
final class FlvWatch {
  private static final int FILE_HEADER_BYTES = 13;
  private static final int VIDEO = 9;
  private static final int AUDIO = 8;

  private final Map<String, List<String>> packets = Map.of("video", new CopyOnWriteArrayList<>(), "audio", new CopyOnWriteArrayList<>());
  private final Thread thread;
  private volatile long waitedMaxMs;

  private FlvWatch(String url) {
    thread = Thread.ofVirtual().name("viewer").unstarted(() -> run(url));
  }

  static FlvWatch begin(String url) {
    FlvWatch watch = new FlvWatch(url);
    watch.thread.start();
    return watch;
  }

  /** The hashes of what has come so far, as {@link Source.Packet} has them. */
  List<String> packets(String type) {
    return packets.get(type);
  }

  /** The longest time between two packets. */
  long waitedMaxMs() {
    return waitedMaxMs;
  }

  /** Waits for the stream's end. */
  void awaitEnd() throws InterruptedException {
    if (!thread.join(LivetapeServer.PATIENCE)) {
      throw new AssertionError("the viewer still waits for the stream's end");
    }
  }

  private void run(String url) {
    try (HttpClient http = HttpClient.newHttpClient();
        DataInputStream in = new DataInputStream(
            http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofInputStream()).body())) {
      in.skipNBytes(FILE_HEADER_BYTES);
      read(in);
    } catch (EOFException _) {
      // The stream has ended.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(DataInputStream in) throws IOException {
    for (long lastNanos = System.nanoTime();;) {
      int type = in.readUnsignedByte();
      int sizeBytes = in.readUnsignedShort() << 8 | in.readUnsignedByte();
      in.skipNBytes(7);
      byte[] body = in.readNBytes(sizeBytes);
      in.skipNBytes(4);
      if (!packets.get("video").isEmpty()) {
        waitedMaxMs = Math.max(waitedMaxMs, (System.nanoTime() - lastNanos) / 1_000_000);
      }
      lastNanos = System.nanoTime();
      if ((type == VIDEO || type == AUDIO) && body[1] != 0) {
        boolean video = type == VIDEO;
        packets.get(video ? "video" : "audio").add(Source.hash(body, video ? Source.VIDEO_HEAD_BYTES : Source.AUDIO_HEAD_BYTES));
      }
    }
  }
}
