package io.livetape.api.vod;

import io.livetape.media.FileFormat;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.SourceType;
import java.util.List;
import java.util.function.BiFunction;

/** What events and tasks tell of a file (contract 6.2). */
final class MediaFacts {
  private MediaFacts() {}

  record BasicInfo(
      String name, String description, String createTime, String updateTime, String expireTime, Long classId, String className,
      String classPath, String coverUrl, String type, String mediaUrl, Source sourceInfo, String storageRegion, String storagePath,
      List<String> tagSet, String vid, String category, String status, String storageClass) {}

  record Source(
      String sourceType, String sourceContext, LiveRecord liveRecordInfo, TrtcRecord trtcRecordInfo, WebPageRecord webPageRecordInfo) {}

  record LiveRecord(String domain, String path, String streamId, String recordStartTime, String recordEndTime) {}

  record TrtcRecord(Long sdkAppId, String roomId, String taskId, List<String> userIds) {}

  record WebPageRecord(String recordUrl, String recordTaskId) {}

  record MetaData(
      Long size, String container, Long bitrate, Long height, Long width, Double duration, Long rotate, List<Video> videoStreamSet,
      List<Audio> audioStreamSet, Double videoDuration, Double audioDuration, String md5) {}

  record Video(Long bitrate, Long height, Long width, String codec, Long fps, String codecTag) {}

  record Audio(Long bitrate, Long samplingRate, String codec) {}

  /** @param sourceContext what its source is to be told with it; of a recording the query of its push address */
  static BasicInfo basic(
      RecordedFile file, SourceType sourceType, String sourceContext, BiFunction<FileFormat, Long, String> addresses) {
    String category = file.content().videoCodec().isEmpty() ? "Audio" : "Video";
    return new BasicInfo(file.name(), "", Times.text(file.createdAt()), Times.text(file.createdAt()), Times.expiry(file.expiresAt()), 0L,
        "", "", "", file.format().extension(), addresses.apply(file.format(), Long.parseLong(file.fileId())),
        source(file, sourceType, sourceContext), "", "", List.of(), file.videoId(), category, "Normal", "STANDARD");
  }

  private static Source source(RecordedFile file, SourceType type, String context) {
    LiveRecord live = type != SourceType.RECORD ? null : new LiveRecord(file.origin().domain(), file.origin().app(),
        file.origin().stream(), Times.text(file.startedAt()), Times.text(file.endedAt()));
    return new Source(type.label(), context, live, null, null);
  }

  /** Rates are averages over the whole. */
  static MetaData meta(RecordedFile file) {
    RecordedFile.Content content = file.content();
    double seconds = content.durationMs() / 1000.0;
    long bitrate = content.durationMs() == 0 ? 0 : Math.round(content.sizeBytes() * 8 / seconds);
    boolean pictures = !content.videoCodec().isEmpty();
    boolean sound = !content.audioCodec().isEmpty();
    return new MetaData(content.sizeBytes(), file.format().label(), bitrate, (long) content.height(), (long) content.width(), seconds, 0L,
        pictures ? List.of(new Video(0L, (long) content.height(), (long) content.width(), content.videoCodec(), 0L, "")) : List.of(),
        sound ? List.of(new Audio(0L, 0L, content.audioCodec())) : List.of(), pictures ? seconds : 0.0, sound ? seconds : 0.0, "");
  }
}
