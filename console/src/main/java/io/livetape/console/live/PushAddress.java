package io.livetape.console.live;

import io.livetape.api.AuthKeys;
import io.livetape.api.Domains;
import io.livetape.api.PushSignature;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.live.StreamKey;
import io.nayuki.qrcodegen.QrCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** Makes signed addresses for encoders. */
public final class PushAddress {
  private static final int RTMP_PORT = 1935;
  private static final long VALIDITY_MAX_SECONDS = 31_536_000;

  private final Domains domains;
  private final String host;
  private final IntSupplier rtmpPort;
  private final Duration validity;
  private final InstantSource clock;

  /**
   * From the configuration.
   *
   * @param host the push domain that addresses name
   * @param validity of an address, where none is said
   */
  public PushAddress(Domains domains, String host, IntSupplier rtmpPort, Duration validity, InstantSource clock) {
    this.domains = domains;
    this.host = host;
    this.rtmpPort = rtmpPort;
    this.validity = validity;
    this.clock = clock;
  }

  public List<Action<?, ?>> all() {
    return List.of(new Action<>("MakePushUrl", "Makes a signed address to push to.", Wish.class, Made.class, this::make));
  }

  record Wish(
      @Default("live") @Size(min = 1, max = 1024) String appName,
      @Required @Size(min = 1, max = 1024) String streamName,
      @Between(min = 60, max = VALIDITY_MAX_SECONDS) Long validSeconds,
      @OneOf({"mp4", "hls", "flv", "aac"}) @Size(max = 4) List<String> record) {}

  /**
   * An address, whole and in the two parts that encoders ask for.
   *
   * @param server up to the application
   * @param key the rest
   * @param expiresAt milliseconds since the epoch; a push that has begun before goes on
   * @param qr the address as a QR code: a text for each row, 1 for dark
   */
  record Made(String url, String server, String key, long expiresAt, List<String> qr) {}

  private Made make(Wish wish) {
    if (!StreamKey.legal(wish.appName)) {
      throw ApiException.invalid("AppName", "1 to 256 letters, digits and ._-+=@~:,!()");
    }
    if (!StreamKey.legal(wish.streamName)) {
      throw ApiException.invalid("StreamName", "1 to 256 letters, digits and ._-+=@~:,!()");
    }
    String signingKey = domains.push(host).map(AuthKeys::master)
        .orElseThrow(() -> new ApiException("FailedOperation", "Pushes to " + host + " are refused: it is no push domain."));
    Instant expiresAt = clock.instant().plus(wish.validSeconds == null ? validity : Duration.ofSeconds(wish.validSeconds));
    int port = rtmpPort.getAsInt();
    String record = wish.record == null || wish.record.isEmpty() ? "" : "&record=" + String.join("|", wish.record);
    String server = "rtmp://" + host + (port == RTMP_PORT ? "" : ":" + port)
        + "/" + wish.appName;
    String key = wish.streamName + "?" + PushSignature.sign(signingKey, wish.streamName, expiresAt) + record;
    String url = server + "/" + key;
    return new Made(url, server, key, expiresAt.toEpochMilli(), qr(url));
  }

  private static List<String> qr(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
    List<String> rows = new ArrayList<>();
    for (int y = 0; y < code.size; y++) {
      StringBuilder row = new StringBuilder();
      for (int x = 0; x < code.size; x++) {
        row.append(code.getModule(x, y) ? '1' : '0');
      }
      rows.add(row.toString());
    }
    return rows;
  }
}
