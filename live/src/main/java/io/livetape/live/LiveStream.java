package io.livetape.live;

import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One push session's media, from its publisher to its readers.
 *
 * <p>Owned by the publisher's thread: {@link #track}, {@link #write} and {@link #end} are called there, and readers are called from
 * there. {@link #attach}, {@link #detach} and the statistics may be called from any thread.
 */
public final class LiveStream {
  private static final Logger log = LoggerFactory.getLogger(LiveStream.class);

  private static final long NONE_YET = Long.MIN_VALUE;

  private final Push push;
  private final PublisherConnection connection;
  private final LiveStreams registry;

  // Replaced as a whole by the owning thread; read by any.
  private volatile StreamReader[] readers = {};
  private volatile List<Track> tracks = List.of();

  /** How many tracks the publisher said that it would send; 0 when it has not. Owning thread. */
  private int promisedTracks;

  // Written by the owning thread only; a plain read elsewhere is good enough for statistics.
  private volatile boolean ended;
  private long receivedBytes;
  private long receivedSamples;
  private long videoBytes;
  private long videoSamples;
  private long keyFrameMs = NONE_YET;
  private long keyFrameDistanceMs;

  LiveStream(Push push, PublisherConnection connection, LiveStreams registry) {
    this.push = push;
    this.connection = connection;
    this.registry = registry;
  }

  public Push push() {
    return push;
  }

  public StreamKey key() {
    return push.stream();
  }

  /** The tracks seen so far, newest format each. Any thread. */
  public List<Track> tracks() {
    return tracks;
  }

  public Optional<Track> track(int id) {
    return tracks.stream().filter(track -> track.id() == id).findFirst();
  }

  public boolean ended() {
    return ended;
  }

  public long receivedBytes() {
    return receivedBytes;
  }

  public long receivedSamples() {
    return receivedSamples;
  }

  /** How much of {@link #receivedBytes} is video. */
  public long videoBytes() {
    return videoBytes;
  }

  /** How many of {@link #receivedSamples} are video. */
  public long videoSamples() {
    return videoSamples;
  }

  /** Between the two newest key frames, in milliseconds by their timestamps; 0 before there were two, or when time went back. */
  public long keyFrameDistanceMs() {
    return keyFrameDistanceMs;
  }

  /** Announces a track, or its new format. Owning thread. Saying the same again changes nothing. */
  public void track(Track track) {
    List<Track> next = new ArrayList<>(tracks);
    if (next.contains(track)) {
      return;
    }
    next.removeIf(known -> known.id() == track.id());
    next.add(track);
    tracks = List.copyOf(next);
    for (StreamReader reader : readers) {
      try {
        reader.onTrack(track);
      } catch (RuntimeException e) {
        letGo(reader, e);
      }
    }
  }

  /** The publisher says how many tracks it is going to send. Owning thread. */
  public void promiseTracks(int count) {
    promisedTracks = count;
    for (StreamReader reader : readers) {
      reader.onTracksPromised(count);
    }
  }

  /** Passes one sample of an announced track on to every reader. Owning thread. */
  public void write(Sample sample) {
    receivedBytes += sample.sizeBytes();
    receivedSamples++;
    if (sample.track().video()) {
      videoBytes += sample.sizeBytes();
      videoSamples++;
      if (sample.sync()) {
        keyFrame(sample.dts() * 1000 / sample.track().timescale());
      }
    }
    for (StreamReader reader : readers) {
      try {
        reader.onSample(sample);
      } catch (RuntimeException e) {
        letGo(reader, e);
      }
    }
  }

  private void keyFrame(long dtsMs) {
    keyFrameDistanceMs = keyFrameMs == NONE_YET ? 0 : Math.max(0, dtsMs - keyFrameMs);
    keyFrameMs = dtsMs;
  }

  /** Ends the session: readers, then listeners hear of it, and the name is free again. Owning thread; the second call does nothing. */
  public void end(EndReason reason) {
    if (ended) {
      return;
    }
    ended = true;
    StreamReader[] last = readers;
    readers = new StreamReader[0];
    for (StreamReader reader : last) {
      end(reader, reason);
    }
    registry.ended(this, reason);
  }

  /** Adds a reader; it hears the known tracks first. A stream that has ended answers with {@code onEnd} alone. Any thread. */
  public void attach(StreamReader reader) {
    connection.thread().execute(() -> attachNow(reader));
  }

  /** As {@link #attach}, at once. Owning thread. */
  public void attachNow(StreamReader reader) {
    if (ended) {
      end(reader, EndReason.PEER_CLOSED);
      return;
    }
    StreamReader[] next = Arrays.copyOf(readers, readers.length + 1);
    next[readers.length] = reader;
    readers = next;
    try {
      reader.onTracksPromised(promisedTracks);
      tracks.forEach(reader::onTrack);
    } catch (RuntimeException e) {
      letGo(reader, e);
    }
    connection.readAtOnce(anyLive());
  }

  /** Removes a reader; it hears nothing more once this has run on the stream's thread. Any thread. */
  public void detach(StreamReader reader) {
    connection.thread().execute(() -> remove(reader));
  }

  /** As {@link #detach}, but the reader hears the end, as its last call; one that is not attached hears nothing. Any thread. */
  public void dismiss(StreamReader reader) {
    connection.thread().execute(() -> {
      if (remove(reader)) {
        end(reader, EndReason.DROPPED);
      }
    });
  }

  private boolean remove(StreamReader reader) {
    List<StreamReader> rest = new ArrayList<>(List.of(readers));
    if (!rest.remove(reader)) {
      return false;
    }
    readers = rest.toArray(StreamReader[]::new);
    connection.readAtOnce(anyLive());
    return true;
  }

  /** A reader that has failed hears the end, to close what it holds, and nothing more; the push and the other readers go on. */
  private void letGo(StreamReader reader, RuntimeException failure) {
    log.error("[stream {}] {} failed and is let go; the push goes on", key(), reader.getClass().getSimpleName(), failure);
    remove(reader);
    end(reader, EndReason.DROPPED);
  }

  private void end(StreamReader reader, EndReason reason) {
    try {
      reader.onEnd(reason);
    } catch (RuntimeException e) {
      log.error("[stream {}] {} failed at the end of the push", key(), reader.getClass().getSimpleName(), e);
    }
  }

  /** Ends the push from our side. Any thread. */
  public void disconnect(EndReason reason) {
    connection.disconnect(reason);
  }

  /** How many readers wait for each sample. Any thread. */
  public int liveReaderCount() {
    int count = 0;
    for (StreamReader reader : readers) {
      count += reader.live() ? 1 : 0;
    }
    return count;
  }

  private boolean anyLive() {
    return liveReaderCount() > 0;
  }
}
