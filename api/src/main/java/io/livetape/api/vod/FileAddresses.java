package io.livetape.api.vod;

import io.livetape.media.FileFormat;
import io.livetape.vod.RecordedFile;
import java.util.function.BiFunction;

/**
 * Where files are to be had.
 *
 * @param mediaOf from a file's format and id
 * @param coverOf from a file's id, and the key of its cover's blob
 */
public record FileAddresses(BiFunction<FileFormat, Long, String> mediaOf, BiFunction<Long, String, String> coverOf) {
  String media(RecordedFile file) {
    return media(file.format(), file.fileId());
  }

  String media(FileFormat format, String fileId) {
    return mediaOf.apply(format, Long.parseLong(fileId));
  }

  /** Empty for a file that has none. */
  String cover(RecordedFile file) {
    String key = file.entry().coverKey();
    return key == null ? "" : coverOf.apply(Long.parseLong(file.fileId()), key);
  }
}
