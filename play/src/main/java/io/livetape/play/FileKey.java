package io.livetape.play;

import java.time.Duration;

/**
 * The key with which addresses of recorded files are signed (contract 6.9).
 *
 * @param key empty where addresses need no signature
 * @param validity of the addresses that this server signs itself, for viewers whom it has let in
 */
public record FileKey(String key, Duration validity) {
  /** No signatures. */
  public static final FileKey NONE = new FileKey("", Duration.ofDays(1));

  /** Without the key. */
  @Override
  public String toString() {
    return "FileKey[" + (key.isEmpty() ? "none" : "***") + "]";
  }
}
