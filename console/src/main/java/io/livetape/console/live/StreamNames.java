package io.livetape.console.live;

import io.livetape.api.transport.ApiException;
import io.livetape.live.StreamKey;

/** Names of streams as pages send them. */
public final class StreamNames {
  private StreamNames() {}

  /** @throws ApiException for names that no stream can have */
  public static StreamKey key(String app, String stream) {
    return new StreamKey(legal("AppName", app), legal("StreamName", stream));
  }

  private static String legal(String parameter, String name) {
    if (!StreamKey.legal(name)) {
      throw new ApiException("InvalidParameterValue." + parameter, "No stream can have this name: 1 to " + StreamKey.NAME_MAX_CHARS
          + " letters, digits and any of . _ - + = @ ~ : , ! ( ).");
    }
    return name;
  }
}
