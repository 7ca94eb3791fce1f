package io.livetape.app;

import io.livetape.app.config.Config;
import io.livetape.media.FileFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the commands set going, once their options are read.
 *
 * <p>Every call works on a data folder whose server may be running or not. A {@link RuntimeException} counts as a fault of ours and
 * is reported with its trace, any other exception by its message alone.
 */
interface Operations {
  /** Runs the server; returns once it has been told to stop and has stopped. */
  void serve(Config config, Path data) throws Exception;

  /** Pushes a generated clip, to a server of its own if none runs, and tells what became of it. */
  void demo(Config config, Path data) throws Exception;

  /** The signed push addresses, one for each name and in their order. */
  List<String> pushUrls(Config config, Path data, PushUrlWish wish) throws Exception;

  /** Makes an API key. */
  ApiKey addKey(Path data, String name) throws Exception;

  /** Every API key, oldest first, revoked ones too. */
  List<ListedKey> listKeys(Path data) throws Exception;

  /**
   * Revokes an API key and answers its id.
   *
   * @param idOrName its id, or its name
   * @throws java.io.IOException when there is no such valid key, or several have the name
   */
  String revokeKey(Path data, String idOrName) throws Exception;

  /**
   * What push addresses are to look like.
   *
   * @param names stream names, checked
   * @param formats what the address asks to be recorded; empty for nothing
   * @param intervalSeconds the record_interval to ask for, if any
   */
  record PushUrlWish(List<String> names, String app, List<FileFormat> formats, OptionalInt intervalSeconds) {}

  /** A key without its secret. */
  record ListedKey(String secretId, String name, Instant createdAt, boolean valid) {}

  /** A key of the API; the secret is shown this once. */
  record ApiKey(String secretId, String secretKey) {
    @Override
    public String toString() {
      return "ApiKey[" + secretId + "]";
    }
  }
}
