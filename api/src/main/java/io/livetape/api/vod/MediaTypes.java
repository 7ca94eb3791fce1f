package io.livetape.api.vod;

import io.livetape.media.FileFormat;
import io.livetape.vod.FileStatus;
import io.livetape.vod.Source;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What files and their origins are called outside. */
final class MediaTypes {
  static final String VIDEO = "Video";
  static final String AUDIO = "Audio";

  /** The one class of storage, and the one region, that there are. */
  static final String STORAGE_CLASS = "STANDARD";
  static final String STORAGE_REGION = "ap-local";

  private static final Map<String, Source> SOURCES = Map.of("Record", Source.RECORD, "Upload", Source.UPLOAD,
      "VideoProcessing", Source.PROCESSING, "TrtcRecord", Source.ROOM_RECORD, "WebPageRecord", Source.PAGE_RECORD);

  private MediaTypes() {}

  static String of(Source source) {
    return SOURCES.entrySet().stream().filter(each -> each.getValue() == source).findFirst().orElseThrow().getKey();
  }

  /** Those of these names; {@code Unknown}, which may be asked for, is the source of nothing here. */
  static List<Source> sources(List<String> names) {
    return names.stream().map(SOURCES::get).filter(source -> source != null).toList();
  }

  static String of(FileStatus status) {
    return switch (status) {
      case NORMAL -> "Normal";
      case FORBIDDEN -> "Forbidden";
    };
  }

  static List<FileStatus> statuses(List<String> names) {
    return Stream.of(FileStatus.values()).filter(status -> names.contains(of(status))).toList();
  }

  /** By type or by ending: {@code hls} and {@code m3u8} are the same. */
  static List<FileFormat> formats(List<String> types) {
    List<String> lower = types.stream().map(type -> type.toLowerCase(Locale.ROOT)).toList();
    return Stream.of(FileFormat.values()).filter(format -> lower.contains(format.label()) || lower.contains(format.extension())).toList();
  }

  /** As media tools name it. */
  static String container(FileFormat format) {
    return switch (format) {
      case MP4 -> "mov,mp4,m4a,3gp,3g2,mj2";
      case HLS -> "hls";
      case FLV -> "flv";
      case AAC -> "aac";
    };
  }
}
