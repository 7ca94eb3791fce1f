package io.livetape.play;

import io.livetape.media.FileFormat;

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

  /** The page that plays a file. */
  public String page(long fileId) {
    return publicUrl + "/watch/" + fileId;
  }

  String path(FileFormat format, long fileId) {
    return format == FileFormat.HLS ? playlistPath(fileId) : folder(fileId) + "f0." + format.extension();
  }

  String playlistPath(long fileId) {
    return folder(fileId) + PLAYLIST;
  }

  private String folder(long fileId) {
    return "/vod/" + appId + "/" + fileId + "/";
  }
}
