package io.livetape.api.vod;

import io.livetape.api.vod.MediaInfo.AudioStreamItem;
import io.livetape.api.vod.MediaInfo.MetaData;
import io.livetape.api.vod.MediaInfo.TranscodeInfo;
import io.livetape.api.vod.MediaInfo.TranscodeItem;
import io.livetape.api.vod.MediaInfo.VideoStreamItem;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RecordedFile.Content;
import java.util.List;

/** What is told of a file's contents, as far as the catalogue knows them. */
final class MediaFacts {
  private MediaFacts() {}

  static MetaData metaData(RecordedFile file) {
    Content content = file.content();
    double seconds = content.durationMs() / 1000.0;
    return new MetaData(content.sizeBytes(), MediaTypes.container(file.format()), rate(content.sizeBytes(), content), content.height(),
        content.width(), seconds, 0, video(content), audio(content), pictures(content) ? seconds : 0, sound(content) ? seconds : 0, "");
  }

  static TranscodeInfo asRecorded(RecordedFile file, String url) {
    MetaData meta = metaData(file);
    return new TranscodeInfo(List.of(new TranscodeItem(url, 0, meta.bitrate(), meta.height(), meta.width(), meta.size(), meta.duration(),
        meta.md5(), meta.container(), meta.videoStreamSet(), meta.audioStreamSet(), "None", "", 0)));
  }

  private static List<VideoStreamItem> video(Content content) {
    long rate = sound(content) ? rate(content.videoSizeBytes(), content) : rate(content.sizeBytes(), content);
    return pictures(content) ? List.of(new VideoStreamItem(rate, content.height(), content.width(), content.videoCodec(),
        content.frameRate(), "", null)) : List.of();
  }

  /** What is not pictures is sound, and a little of container. */
  private static List<AudioStreamItem> audio(Content content) {
    boolean known = !pictures(content) || content.videoSizeBytes() > 0;
    long rate = known ? rate(content.sizeBytes() - content.videoSizeBytes(), content) : 0;
    return sound(content) ? List.of(new AudioStreamItem(rate, content.sampleRateHz(), content.audioCodec())) : List.of();
  }

  private static long rate(long sizeBytes, Content content) {
    return content.durationMs() == 0 ? 0 : Math.round(8000.0 * sizeBytes / content.durationMs());
  }

  private static boolean pictures(Content content) {
    return !content.videoCodec().isEmpty();
  }

  private static boolean sound(Content content) {
    return !content.audioCodec().isEmpty();
  }
}
