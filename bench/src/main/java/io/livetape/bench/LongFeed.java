package io.livetape.bench;

import io.livetape.live.LiveStream;
import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.flv.FlvTagBody;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Repeats a clip into a live stream for as long as wanted, with rising timestamps in milliseconds as RTMP has them. One thread. */
final class LongFeed {
  private static final int AUDIO_FRAME_SAMPLES = 1024;

  private record Piece(ByteBuffer bytes, int offset, int sizeBytes, boolean sync, int compositionOffsetMs) {}

  private final Track video;
  private final Track audio;
  private final List<Piece> pictures = new ArrayList<>();
  private final List<Piece> sounds = new ArrayList<>();
  private final int pictureMs;
  private final int soundRate;
  private final Sample sample = new Sample();
  private long pictureCount;
  private long soundCount;

  LongFeed(SourceClip clip) throws MalformedMediaException {
    video = new Track(Track.VIDEO_ID, 1000, config(clip.videoConfig(), true));
    audio = new Track(Track.AUDIO_ID, 1000, config(clip.audioConfig(), false));
    soundRate = ((Format.Audio) audio.format()).sampleRate();
    pictureMs = (int) (clip.pictures().get(1).timestampMs() - clip.pictures().get(0).timestampMs());
    for (SourceClip.Frame frame : clip.pictures()) {
      pictures.add(piece(frame.body(), true));
    }
    for (SourceClip.Frame frame : clip.sounds()) {
      sounds.add(piece(frame.body(), false));
    }
  }

  private static Format config(ByteBuffer body, boolean picture) throws MalformedMediaException {
    return read(body, picture).format();
  }

  private static Piece piece(ByteBuffer body, boolean picture) throws MalformedMediaException {
    FlvTagBody read = read(body, picture);
    return new Piece(body, read.dataOffset(), read.dataSizeBytes(), !picture || read.sync(), picture ? read.compositionOffsetMs() : 0);
  }

  private static FlvTagBody read(ByteBuffer body, boolean picture) throws MalformedMediaException {
    return picture ? new FlvTagBody().readVideo(body, 0, body.remaining()) : new FlvTagBody().readAudio(body, 0, body.remaining());
  }

  void announce(LiveStream stream) {
    stream.track(video);
    stream.track(audio);
  }

  /** Whether the next sample lies before this time; if so, it is sent. */
  boolean sendBefore(long endMs, LiveStream stream) {
    long pictureAtMs = pictureCount * pictureMs;
    long soundAtMs = soundMs(soundCount);
    if (Math.min(pictureAtMs, soundAtMs) >= endMs) {
      return false;
    }
    if (pictureAtMs <= soundAtMs) {
      send(stream, video, pictures.get((int) (pictureCount++ % pictures.size())), pictureAtMs);
    } else {
      send(stream, audio, sounds.get((int) (soundCount++ % sounds.size())), soundAtMs);
    }
    return true;
  }

  private void send(LiveStream stream, Track track, Piece piece, long timeMs) {
    stream.write(sample.set(track, timeMs, piece.compositionOffsetMs, piece.sync, piece.bytes, piece.offset, piece.sizeBytes));
  }

  /** Rounded, as protocols do. */
  private long soundMs(long count) {
    return Math.round(count * 1000.0 * AUDIO_FRAME_SAMPLES / soundRate);
  }

  long pictureCount() {
    return pictureCount;
  }

  long soundCount() {
    return soundCount;
  }
}
