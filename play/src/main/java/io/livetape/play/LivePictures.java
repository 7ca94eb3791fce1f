package io.livetape.play;

import io.livetape.live.LiveStream;
import io.livetape.media.Format;
import io.livetape.media.Track;
import io.livetape.vod.cover.StillDecoder;
import io.livetape.vod.picture.PictureMetrics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What live streams show just now, as JPEGs. Who looks for one gets the newest there is; when that is too old, or lacks, the stream's next
 * key frame becomes another, in the background. Of streams that nobody looks for nothing is made.
 *
 * <pre>
 *   newest() ─▶ the next key frame, copied ─▶ queue ─▶ decoder, one at a time ─▶ newest()
 *               on the stream's thread                 on a thread of its own
 * </pre>
 *
 * Any thread may call. Owns a thread.
 */
public final class LivePictures implements AutoCloseable {
  /** Looked for at once; whoever looks on for another gets it later. */
  static final int WANTED_MAX = 32;

  /** Of more streams, those that were looked at longest ago lose theirs. */
  static final int KEPT_MAX = 512;

  private static final int KEY_FRAME_MAX_BYTES = 4 << 20;
  private static final int WAITING_MAX_BYTES = 16 << 20;

  /** Pictures may use a quarter of a core: after each the thread rests this many times as long as it took. */
  private static final int REST = 3;

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final StillDecoder decoder;
  private final Duration interval;
  private final InstantSource clock;
  private final PictureMetrics metrics = new PictureMetrics();
  private final BlockingQueue<Caught> caught = new LinkedBlockingQueue<>(WANTED_MAX);
  private final Thread thread = Thread.ofPlatform().name("live-pictures").daemon().priority(Thread.MIN_PRIORITY).unstarted(this::run);

  // Guarded by this.
  private final Map<LiveStream, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<LiveStream> wanted = new HashSet<>();
  private int waitingBytes;
  private boolean closed;

  private volatile boolean on;

  /** A picture and when it was made of the stream. */
  public record Picture(Instant takenAt, byte[] jpeg) {}

  /** @param triedAt when the last key frame was decoded, if that went well or not */
  private record Kept(Optional<Picture> picture, Instant triedAt) {}

  private record Caught(LiveStream stream, Format.Video format, ByteBuffer keyFrame) {}

  /**
   * Begins at once.
   *
   * @param decoder closed with this
   * @param interval how old a picture may be; zero if none are to be made
   */
  public LivePictures(StillDecoder decoder, Duration interval, InstantSource clock) {
    this.decoder = decoder;
    this.interval = interval;
    this.clock = clock;
    on = !interval.isZero();
    if (on) {
      thread.start();
    }
  }

  /** Whether streams have pictures here. */
  public boolean on() {
    return on;
  }

  public PictureMetrics metrics() {
    return metrics;
  }

  /** The stream's newest picture. Without one, or when it is old, one is made: ask again a moment later. */
  public synchronized Optional<Picture> newest(LiveStream stream) {
    Kept last = kept.get(stream);
    if (on && !closed && (last == null || clock.instant().isAfter(last.triedAt.plus(interval)))) {
      want(stream);
    }
    return last == null ? Optional.empty() : last.picture;
  }

  private void want(LiveStream stream) {
    if (wanted.size() < WANTED_MAX && stream.tracks().stream().anyMatch(Track::video) && wanted.add(stream)) {
      stream.attach(new KeyFrameCatch(stream, new Hand()));
    }
  }

  /** What the streams' threads give. */
  private final class Hand implements KeyFrameCatch.Catcher {
    @Override
    public boolean reserve(int sizeBytes) {
      synchronized (LivePictures.this) {
        boolean room = sizeBytes <= KEY_FRAME_MAX_BYTES && waitingBytes + sizeBytes <= WAITING_MAX_BYTES;
        waitingBytes += room ? sizeBytes : 0;
        return room;
      }
    }

    @Override
    public void caught(LiveStream stream, Format.Video format, ByteBuffer keyFrame) {
      caught.add(new Caught(stream, format, keyFrame));
    }

    @Override
    public void missed(LiveStream stream) {
      synchronized (LivePictures.this) {
        wanted.remove(stream);
      }
    }
  }

  private void run() {
    if (!decoder.fault().isEmpty()) {
      on = false; // The log says so where covers are made, by the same command.
      return;
    }
    try {
      while (true) {
        Caught next = caught.take();
        long beganNanos = System.nanoTime();
        keep(next, picture(next));
        Thread.sleep(Duration.ofNanos((System.nanoTime() - beganNanos) * REST));
      }
    } catch (InterruptedException _) {
      // Closing.
    }
  }

  private Optional<Picture> picture(Caught next) {
    if (next.stream.ended()) {
      return Optional.empty();
    }
    try {
      Instant takenAt = clock.instant();
      Picture picture = new Picture(takenAt, decoder.picture(next.format, next.keyFrame.duplicate()));
      metrics.made.increment();
      return Optional.of(picture);
    } catch (IOException | RuntimeException _) {
      metrics.missed.increment(); // The next key frame is another chance.
      return Optional.empty();
    }
  }

  private synchronized void keep(Caught next, Optional<Picture> picture) {
    waitingBytes -= next.keyFrame.remaining();
    wanted.remove(next.stream);
    Optional<Picture> before = Optional.ofNullable(kept.get(next.stream)).flatMap(Kept::picture);
    kept.put(next.stream, new Kept(picture.or(() -> before), clock.instant()));
    kept.keySet().removeIf(LiveStream::ended);
    if (kept.size() > KEPT_MAX) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    decoder.close();
    thread.interrupt();
    try {
      thread.join(CLOSE_WAIT.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
