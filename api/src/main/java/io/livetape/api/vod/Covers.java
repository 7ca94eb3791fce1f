package io.livetape.api.vod;

import io.livetape.api.transport.ApiException;
import io.livetape.store.BlobStore;
import io.livetape.vod.Removals;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/**
 * Pictures that stand for files. A new picture is a new blob under a new name, so that nobody goes on showing the old one from a cache.
 */
final class Covers {
  static final int SIZE_MAX_BYTES = 4 << 20;

  /** A picture that has been stored gets its file at once, or is deleted after this time. */
  private static final Duration LENT = Duration.ofHours(1);

  private final BlobStore store;
  private final Removals removals;
  private final InstantSource clock;

  Covers(BlobStore store, Removals removals, InstantSource clock) {
    this.store = store;
    this.removals = removals;
    this.clock = clock;
  }

  /** Stores a picture given in base64 and answers its key; JPEG, PNG and GIF are pictures. It goes if no file gets it. */
  String put(String fileId, String base64) throws SQLException {
    byte[] picture = decode(base64);
    String key = "covers/" + fileId + "/cover" + clock.millis() + "." + extension(picture);
    removals.lend(key, clock.instant().plus(LENT));
    try {
      store.put(key, picture);
    } catch (IOException e) {
      throw new SQLException("the cover could not be stored", e);
    }
    return key;
  }

  /**
   * A file has another cover now. In the transaction that gives it that.
   *
   * @param oldKey null for none
   */
  void replace(Connection transaction, String oldKey, String key) throws SQLException {
    if (oldKey != null) {
      removals.free(transaction, List.of(oldKey));
    }
    removals.keep(transaction, key);
  }

  private static byte[] decode(String base64) {
    try {
      byte[] picture = Base64.getMimeDecoder().decode(base64);
      if (picture.length <= SIZE_MAX_BYTES) {
        return picture;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new ApiException("InvalidParameterValue.CoverData",
        "The parameter `CoverData` must be a picture in base64, of at most " + SIZE_MAX_BYTES + " bytes.");
  }

  private static String extension(byte[] picture) {
    if (begins(picture, 0xff, 0xd8, 0xff)) {
      return "jpg";
    }
    if (begins(picture, 0x89, 'P', 'N', 'G')) {
      return "png";
    }
    if (begins(picture, 'G', 'I', 'F', '8')) {
      return "gif";
    }
    throw new ApiException("FailedOperation.CoverType", "The parameter `CoverData` must be a JPEG, PNG or GIF picture.");
  }

  private static boolean begins(byte[] bytes, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
