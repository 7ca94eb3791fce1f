package io.livetape.api;

import io.livetape.api.transport.RecordText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Where events of the product "vod" go (contract 6.8), and how they are signed there.
 *
 * @param mode {@link #PUSH} or {@link #PULL}
 * @param notificationUrl empty for none
 * @param uploads whether files that come are told of
 * @param deletions whether files that go are
 * @param persistence kept for clients that set it
 * @param signKey empty for no signature
 */
public record VodEventConfig(
    String mode, String notificationUrl, boolean uploads, boolean deletions, boolean persistence, String signKey) {
  public static final String PUSH = "PUSH";
  public static final String PULL = "PULL";

  /** What events in the outbox are marked with that are signed by this. */
  public static final String KEY_REF = "vod";

  private static final VodEventConfig DEFAULT = new VodEventConfig(PULL, "", false, false, false, "");
  private static final String SETTING = "vod.event-config";
  private static final Duration VALIDITY = Duration.ofSeconds(600);

  public static VodEventConfig read(Connection connection) throws SQLException {
    return Settings.get(connection, SETTING).map(text -> RecordText.read(VodEventConfig.class, text)).orElse(DEFAULT);
  }

  public void store(Connection transaction) throws SQLException {
    Settings.put(transaction, SETTING, RecordText.of(this));
  }

  /** Adds {@code T}, when the signature expires, and {@code Sign = md5(key + T)}, if there is a key. */
  String signed(String body, Instant now) {
    if (signKey.isEmpty()) {
      return body;
    }
    long t = now.plus(VALIDITY).getEpochSecond();
    return body.substring(0, body.lastIndexOf('}')) + ",\"T\":" + t + ",\"Sign\":\"" + Md5.hex(signKey + t) + "\"}";
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "VodEventConfig[" + mode + "]";
  }
}
