package io.livetape.api.vod;

import io.livetape.api.transport.ApiException;

/** Names that callers give to files. */
final class MediaName {
  private static final int CHARACTERS_MAX = 64;

  private MediaName() {}

  /**
   * Empty where none is given.
   *
   * @param parameter that it came in, by its path
   */
  static String checked(String parameter, String wished) {
    if (wished != null && wished.codePointCount(0, wished.length()) > CHARACTERS_MAX) {
      throw new ApiException("InvalidParameterValue.MediaName", "`" + parameter + "` must have at most " + CHARACTERS_MAX + " characters.");
    }
    return wished == null ? "" : wished;
  }
}
