package io.livetape.console.live;

import io.livetape.live.LiveStream;
import io.livetape.live.Push;
import io.livetape.media.Format;
import io.livetape.media.Track;
import java.util.List;
import java.util.Locale;

/**
 * A stream that is live.
 *
 * @param startedAt milliseconds since the epoch
 * @param video {@code H.264 1920×1080}; empty without pictures, as {@code audio} without sound
 * @param picture path of what it shows just now; empty while there is none
 * @param keyFrameSeconds between the two newest key frames; 0 before there were two
 */
record StreamRow(
    String appName, String streamName, String domainName, String pushSequence, String protocol, String userIp, long startedAt,
    String video, String audio, long bitsPerSecond, double framesPerSecond, double keyFrameSeconds, long viewers,
    List<RecordingRow> recordings, String picture) {

  /**
   * A recording of it.
   *
   * @param taskId empty for what a rule, the push address or the configuration asks for
   * @param formats {@code mp4}, {@code hls} …
   */
  record RecordingRow(String taskId, List<String> formats) {}

  static StreamRow of(LiveStream stream, RateRing.Rates rates, List<RecordingRow> recordings, String picture) {
    Push push = stream.push();
    return new StreamRow(push.stream().app(), push.stream().name(), push.domain(), push.sequence(), push.protocol(), push.userIp(),
        push.startedAt().toEpochMilli(), text(stream, true), text(stream, false), rates.bitsPerSecond(), rates.framesPerSecond(),
        rates.keyFrameSeconds(), stream.liveReaderCount(), recordings, picture);
  }

  private static String text(LiveStream stream, boolean video) {
    return stream.tracks().stream().filter(track -> track.video() == video).map(Track::format).findFirst().map(StreamRow::text).orElse("");
  }

  private static String text(Format format) {
    String codec = format.name().toUpperCase(Locale.ROOT).replaceFirst("^H26", "H.26");
    return switch (format) {
      case Format.Video video -> codec + " " + video.width() + "×" + video.height();
      case Format.Audio audio -> String.format(Locale.ROOT, "%s %.1f kHz × %d", codec, audio.sampleRate() / 1000.0, audio.channelCount());
    };
  }
}
