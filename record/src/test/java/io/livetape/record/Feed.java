package io.livetape.record;

import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Pictures;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A push's media, as a publisher would send it: 25 pictures a second with a key frame in each second, and sound. Every sample says in its
 * first bytes which one it is ({@code v0|}, {@code a0|} …); key frames are longer than a block of the pool.
 */
final class Feed {
  static final H264 H264_720P = h264("0164001fffe1001a6764001facd9405005bb011000000300100000030320f183196001000668ebe3cb22c0fdf8f800");
  static final H264 H264_240P = h264("0142c00dffe100166742c00dda0507ec0440000003004000000c83c50aa801000468ce0fc8");
  static final Aac AAC_48K = aac("1190");
  static final Aac AAC_44K = aac("1210");

  private static final int PICTURE_MS = 40;
  private static final int PICTURES_IN_A_GOP = 25;
  private static final int KEY_FRAME_BYTES = 40_000;
  private static final int PICTURE_BYTES = 1_500;
  private static final int SOUND_BYTES = 200;

  /** Where samples go. */
  interface Sink {
    void sample(Sample sample);
  }

  /** What has been sent. */
  final List<String> pictures = new ArrayList<>();
  final List<String> sounds = new ArrayList<>();

  private Track video;
  private Track audio;
  private final boolean hasVideo;
  private final boolean hasAudio;
  private final ByteBuffer bytes = ByteBuffer.allocate(KEY_FRAME_BYTES);

  /** @param tracks one or two, in whatever timescale */
  Feed(Track... tracks) {
    switchTo(tracks);
    hasVideo = video != null;
    hasAudio = audio != null;
  }

  /** Tracks as the clock gives them to outputs. */
  static Track video(H264 format) {
    return new Track(Track.VIDEO_ID, MediaClock.VIDEO_TIMESCALE, format);
  }

  static Track audio(Aac format) {
    return new Track(Track.AUDIO_ID, format.sampleRate(), format);
  }

  /** The same as a protocol gives them to sessions: in milliseconds. */
  static Track inMs(Track track) {
    return new Track(track.id(), 1000, track.format());
  }

  /** The first pictures that were sent. */
  Pictures counted(int count) {
    long keyFrames = (count + PICTURES_IN_A_GOP - 1) / PICTURES_IN_A_GOP;
    return new Pictures(count, keyFrames * KEY_FRAME_BYTES + (count - keyFrames) * PICTURE_BYTES);
  }

  void switchTo(Track... tracks) {
    video = Stream.of(tracks).filter(Track::video).findFirst().orElse(null);
    audio = Stream.of(tracks).filter(Track::audio).findFirst().orElse(null);
  }

  List<Track> tracks() {
    return Stream.of(video, audio).filter(track -> track != null).toList();
  }

  /** Sends everything up to this time, in the order of time. */
  void to(long endMs, Sink sink) {
    while (true) {
      long videoMs = hasVideo ? (long) pictures.size() * PICTURE_MS : Long.MAX_VALUE;
      long audioMs = hasAudio ? soundMs() : Long.MAX_VALUE;
      if (Math.min(videoMs, audioMs) >= endMs) {
        return;
      }
      if (videoMs <= audioMs) {
        picture(videoMs, sink);
      } else {
        sound(sink);
      }
    }
  }

  /** As {@link #to(long, Sink)}, into an output. */
  void to(long endMs, Output output) {
    to(endMs, sample -> output.write(sample, TapeWriter.timeMs(sample) * 1000));
  }

  /** As {@link #to(long, Sink)}, into what follows a push; tracks must have been told. */
  void to(long endMs, RecordingSession session) {
    to(endMs, session::onSample);
  }

  /** Shows the next picture without sending it. */
  Sample next() {
    return set(video, (long) pictures.size() * PICTURE_MS * video.timescale() / 1000, true, "v", PICTURE_BYTES);
  }

  private void picture(long timeMs, Sink sink) {
    boolean key = pictures.size() % PICTURES_IN_A_GOP == 0;
    String name = "v" + pictures.size();
    pictures.add(name);
    sink.sample(set(video, timeMs * video.timescale() / 1000, key, name, key ? KEY_FRAME_BYTES : PICTURE_BYTES));
  }

  private long soundMs() {
    return (long) sounds.size() * 1024 * 1000 / ((Format.Audio) audio.format()).sampleRate();
  }

  private void sound(Sink sink) {
    long dts = audio.timescale() == 1000 ? soundMs() : sounds.size() * 1024L;
    String name = "a" + sounds.size();
    sounds.add(name);
    sink.sample(set(audio, dts, true, name, SOUND_BYTES));
  }

  private Sample set(Track track, long dts, boolean sync, String name, int sizeBytes) {
    Arrays.fill(bytes.array(), (byte) 0);
    bytes.put(0, (name + "|").getBytes(StandardCharsets.US_ASCII));
    return new Sample().set(track, dts, 0, sync, bytes, 0, sizeBytes);
  }

  private static H264 h264(String avcC) {
    try {
      return H264.parse(Bytes.fromHex(avcC));
    } catch (MalformedMediaException e) {
      throw new AssertionError(e);
    }
  }

  private static Aac aac(String config) {
    try {
      return Aac.parse(Bytes.fromHex(config));
    } catch (MalformedMediaException e) {
      throw new AssertionError(e);
    }
  }
}
