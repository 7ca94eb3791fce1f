package io.livetape.app.browser;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;

/** Addresses of pages. */
final class Watch {
  private Watch() {}

  /** The page of a stream's first file of a format. */
  static String file(LivetapeServer server, String stream, FileFormat format) {
    return server.http("/watch/" + server.data().files(stream, format).getFirst().fileId());
  }

  /** The page of a stream. */
  static String stream(LivetapeServer server, String stream) {
    return server.http("/watch/live/" + stream);
  }
}
