package io.livetape.vod.splice;

import io.livetape.vod.RecordedFile;

/**
 * Whose recordings are wanted.
 *
 * @param app the application; empty for the streams of this name in any
 */
public record WantedStream(String app, String stream) {
  boolean has(RecordedFile file) {
    return file.origin().stream().equals(stream) && isOf(file.origin().app());
  }

  /** Whether streams of an application are among them. */
  public boolean isOf(String application) {
    return app.isEmpty() || app.equals(application);
  }
}
