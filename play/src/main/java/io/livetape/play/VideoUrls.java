package io.livetape.play;

import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.vod.RecordedFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The addresses of recorded files: {@code <public address>/vod/<appid>/<file id>/f0.mp4}, {@code …/playlist.m3u8} for HLS.
 *
 * @param publicUrl how others reach this server, without a slash at the end
 */
public record VideoUrls(String publicUrl, long appId) {
  static final String PLAYLIST = "playlist.m3u8";

  public String of(FileFormat format, long fileId) {
    return publicUrl + path(format, fileId);
  }

  /** What lies beside a file, such as a picture, under the name that its blob has: a new picture has a new address. */
  public String beside(long fileId, String blobKey) {
    return publicUrl + besidePath(fileId, blobKey);
  }

  String besidePath(long fileId, String blobKey) {
    return folder(fileId) + besideName(blobKey);
  }

  static String besideName(String blobKey) {
    return blobKey.substring(blobKey.lastIndexOf('/') + 1);
  }

  /** The page that plays a file. */
  public String page(long fileId) {
    return publicUrl + filePagePath(Long.toString(fileId));
  }

  static String filePagePath(String fileId) {
    return "/watch/" + fileId;
  }

  /** The page of a stream; whatever is in the names stays one segment of the path each. */
  static String streamPagePath(String app, String stream) {
    return "/watch/" + segment(app) + "/" + segment(stream);
  }

  static String liveFlvPath(StreamKey key) {
    return streamPath("/live/", key) + ".flv";
  }

  /** What the addresses of a stream's media begin with, before their ending. */
  static String streamPath(String before, StreamKey key) {
    return before + segment(key.app()) + "/" + segment(key.name());
  }

  String path(RecordedFile file) {
    return path(file.format(), Long.parseLong(file.fileId()));
  }

  String path(FileFormat format, long fileId) {
    return format == FileFormat.HLS ? playlistPath(fileId) : folder(fileId) + "f0." + format.extension();
  }

  String playlistPath(long fileId) {
    return folder(fileId) + PLAYLIST;
  }

  String folder(long fileId) {
    return "/vod/" + appId + "/" + fileId + "/";
  }

  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
