package io.livetape.record;

import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.Opus;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sends what a row of the table of cases says into a {@link MediaClock}, and knows for each sample when it was really taken. The words are
 * explained at the head of the table.
 */
final class ClockSender {
  private static final ByteBuffer OPUS_20_MS = ByteBuffer.wrap(new byte[] {(byte) (15 << 3)});

  /** One track as the sender sees it. Times in milliseconds of what was really taken. */
  private static final class Source {
    Track track;
    double frameMs;
    double nextMs;
    long offsetMs;
    long glitchMs;
    int repeatCount;
    long lastMs;
    long count;
    long lastDts = -1;
    double lastErrorMs;
    double endMs;
  }

  private final Source video = new Source();
  private final Source audio = new Source();
  private final Map<TimelineKind, long[]> repairs = new EnumMap<>(TimelineKind.class);
  private final Sample sample = new Sample();
  private MediaClock clock;
  private double takenMs;
  private double realMs;
  private double speed = 1;
  private long mask = -1;
  private double tickMs;
  private boolean frozen;
  private boolean variable;
  private boolean burst;
  private double firstMs = -1;
  private double worstMs;

  ClockSender() {
    video.track = new Track(Track.VIDEO_ID, 1000, new H264(Bytes.EMPTY, 640, 360, "avc1"));
    video.frameMs = 40;
    sound(44_100, 1024);
  }

  /** Does what the words of a case say, one after another. */
  ClockSender send(String script) {
    for (String step : script.split(";")) {
      String[] words = step.strip().split(" +");
      step(words[0], words);
    }
    return this;
  }

  private void step(String word, String[] words) {
    switch (word) {
      case "both" -> run(ms(words[1]), true, true);
      case "video" -> run(ms(words[1]), true, false);
      case "audio" -> run(ms(words[1]), false, true);
      case "pause" -> run(ms(words[1]), false, false);
      case "stall" -> stall(ms(words[1]));
      case "wait" -> realMs += ms(words[1]);
      case "start" -> video.offsetMs = audio.offsetMs = ms(words[1]);
      case "bits" -> mask = (1L << Integer.parseInt(words[1])) - 1;
      case "speed" -> speed = Double.parseDouble(words[1]);
      case "fps" -> video.frameMs = 1000 / Double.parseDouble(words[1]);
      case "variable" -> variable = true;
      case "aac" -> sound(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      case "frames" -> audio.frameMs = Double.parseDouble(words[1]) * 1000 / ((Format.Audio) audio.track.format()).sampleRate();
      case "opus" -> {
        audio.track = new Track(Track.AUDIO_ID, 1000, new Opus(Bytes.EMPTY, 2));
        audio.frameMs = 20;
      }
      case "drift" -> audio.frameMs *= 1 + Double.parseDouble(words[1].replace("%", "")) / 100;
      case "tick" -> tickMs = Double.parseDouble(words[1]);
      case "freeze" -> {
        frozen = true;
        run(ms(words[1]), true, true);
        frozen = false;
      }
      default -> change(word, words);
    }
  }

  private void change(String word, String[] words) {
    switch (word) {
      case "jump" -> {
        video.offsetMs += ms(words[1]);
        audio.offsetMs += ms(words[1]);
      }
      case "jump-video" -> video.offsetMs += ms(words[1]);
      case "jump-audio" -> audio.offsetMs += ms(words[1]);
      case "glitch-video" -> video.glitchMs = ms(words[1]);
      case "glitch-audio" -> audio.glitchMs = ms(words[1]);
      case "repeat-video" -> video.repeatCount = Integer.parseInt(words[1]);
      case "repeat-audio" -> audio.repeatCount = Integer.parseInt(words[1]);
      default -> throw new IllegalArgumentException(word);
    }
  }

  private void sound(int rate, int frameSamples) {
    audio.track = new Track(Track.AUDIO_ID, 1000, new Aac(Bytes.EMPTY, rate, 2, frameSamples, "mp4a.40.2"));
    audio.frameMs = frameSamples * 1000.0 / rate;
  }

  /** Both tracks are taken all the time; those that are off are not sent. */
  private void run(long spanMs, boolean pictures, boolean sounds) {
    double endMs = takenMs + spanMs;
    double startRealMs = realMs;
    double startMs = takenMs;
    while (Math.min(video.nextMs, audio.nextMs) < endMs - 0.001) {
      Source next = video.nextMs <= audio.nextMs ? video : audio;
      realMs = burst || speed == 0 ? startRealMs : startRealMs + (next.nextMs - startMs) / speed;
      if (next == video ? pictures : sounds) {
        emit(next);
      }
      next.count++;
      next.nextMs += next == video && variable ? next.frameMs * (next.count % 5 + 1) / 2 : next.frameMs;
    }
    takenMs = endMs;
    realMs = burst || speed == 0 ? startRealMs : startRealMs + spanMs / speed;
  }

  /** What is taken meanwhile comes at once when it is over. */
  private void stall(long spanMs) {
    realMs += spanMs;
    burst = true;
    run(spanMs, true, true);
    burst = false;
  }

  private void emit(Source source) {
    long ms = frozen || source.repeatCount-- > 0 ? source.lastMs : Math.round(source.nextMs) + source.offsetMs + source.glitchMs;
    source.glitchMs = 0;
    source.lastMs = ms;
    long sentMs = ms & mask;
    if (clock == null) {
      clock = new MediaClock(sentMs, this::repaired);
      firstMs = source.nextMs;
    }
    clock.track(source.track);
    Sample placed = clock.place(
        sample.set(source.track, sentMs, 0, true, OPUS_20_MS, 0, 1), Math.round(arrivalMs() * 1_000_000));
    check(source, placed);
  }

  /** Samples that come between two reads are seen together. */
  private double arrivalMs() {
    return tickMs == 0 ? realMs : Math.ceil(realMs / tickMs) * tickMs;
  }

  private void check(Source source, Sample placed) {
    if (placed.dts() <= source.lastDts) {
      throw new AssertionError("decode times do not rise: " + source.lastDts + ", " + placed.dts());
    }
    source.lastDts = placed.dts();
    double placedMs = placed.dts() * 1000.0 / placed.track().timescale();
    source.lastErrorMs = placedMs - (source.nextMs - firstMs);
    source.endMs = placedMs + source.frameMs;
    worstMs = Math.max(worstMs, Math.abs(source.lastErrorMs));
  }

  private void repaired(TimelineKind kind, long ms) {
    long[] sum = repairs.computeIfAbsent(kind, _ -> new long[2]);
    sum[0]++;
    sum[1] += ms;
  }

  /** How far the last sample of either track was placed from where it belongs. */
  double lengthErrorMs() {
    return Math.max(Math.abs(video.lastErrorMs), Math.abs(audio.lastErrorMs));
  }

  /** How far picture and sound are apart at the end. */
  double apartMs() {
    return video.lastDts < 0 || audio.lastDts < 0 ? 0 : Math.abs(video.lastErrorMs - audio.lastErrorMs);
  }

  /** How far any sample was placed from where it belongs. */
  double worstMs() {
    return worstMs;
  }

  double frameMs() {
    return Math.max(video.frameMs, audio.frameMs);
  }

  /** The end of the last frame, on the timeline. */
  double endMs() {
    return Math.max(video.endMs, audio.endMs);
  }

  String repairs() {
    List<String> texts = new ArrayList<>();
    repairs.entrySet().stream().sorted(Comparator.comparing(Map.Entry::getKey)).forEach(one ->
        texts.add("%s %d (%d ms)".formatted(one.getKey().name().toLowerCase().replace('_', ' '), one.getValue()[0], one.getValue()[1])));
    return texts.isEmpty() ? "none" : texts.stream().collect(Collectors.joining(", "));
  }

  /** {@code 40ms}, {@code 3s}, {@code 2m}, {@code -5h}, or a plain number of milliseconds. */
  static long ms(String text) {
    String unit = text.replaceAll("[-+0-9.]", "");
    double value = Double.parseDouble(text.substring(0, text.length() - unit.length()));
    return Math.round(value * switch (unit) {
      case "", "ms" -> 1;
      case "s" -> 1000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> throw new IllegalArgumentException(text);
    });
  }
}
