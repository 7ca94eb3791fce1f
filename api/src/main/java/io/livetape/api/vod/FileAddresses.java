package io.livetape.api.vod;

import io.livetape.media.FileFormat;
import io.livetape.vod.RecordedFile;
import java.util.function.BiFunction;

/**
 * Where files are to be had.
 *
 * @param mediaOf from a file's format and id
 * @param besideOf of pictures and what belongs to them, from a file's id and the key of their blob
 */
public record FileAddresses(BiFunction<FileFormat, Long, String> mediaOf, BiFunction<Long, String, String> besideOf) {
  String media(RecordedFile file) {
    return media(file.format(), file.fileId());
  }

  String media(FileFormat format, String fileId) {
    return mediaOf.apply(format, Long.parseLong(fileId));
  }

  /** Empty for a file that has none. */
  String cover(RecordedFile file) {
    String key = file.entry().coverKey();
    return key == null ? "" : beside(file, key);
  }

  String beside(RecordedFile file, String blobKey) {
    return besideOf.apply(Long.parseLong(file.fileId()), blobKey);
  }
}
