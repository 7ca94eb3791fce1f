package io.livetape.api.vod;

import io.livetape.api.transport.ApiException;
import io.livetape.vod.Catalogue;
import io.livetape.vod.RecordedFile;
import java.sql.SQLException;
import java.util.Optional;

/** File ids as they come from outside (contract 6). */
final class FileIds {
  private static final int CHARS_MAX = 40;

  private FileIds() {}

  /** Which texts may be asked for, whether or not there is such a file. */
  static void check(String parameter, String fileId) {
    if (fileId.isEmpty() || fileId.length() > CHARS_MAX || !fileId.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new ApiException("InvalidParameterValue." + parameter, "The parameter `" + parameter + "` must be decimal digits.");
    }
  }

  /** Empty, too, for a file of another part of the account. */
  static Optional<RecordedFile> find(Catalogue catalogue, String parameter, String fileId, long subAppId) throws SQLException {
    check(parameter, fileId);
    return find(catalogue, fileId, subAppId);
  }

  /** As {@link #find(Catalogue, String, String, long)}, where any text may be asked for. */
  static Optional<RecordedFile> find(Catalogue catalogue, String fileId, long subAppId) throws SQLException {
    return catalogue.find(fileId).filter(file -> file.entry().subAppId() == subAppId);
  }
}
