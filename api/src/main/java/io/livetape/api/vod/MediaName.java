package io.livetape.api.vod;

import io.livetape.api.transport.ApiException;

/** Names that callers give to files. */
final class MediaName {
  private static final int CHARACTERS_MAX = 64;

  private MediaName() {}

  /** Empty where none is given. */
  static String checked(String wished) {
    if (wished != null && wished.codePointCount(0, wished.length()) > CHARACTERS_MAX) {
      throw new ApiException("InvalidParameterValue.MediaName", "`MediaName` must have at most " + CHARACTERS_MAX + " characters.");
    }
    return wished == null ? "" : wished;
  }
}
