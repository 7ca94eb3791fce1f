package io.livetape.app.api;

import com.tencentcloudapi.common.Credential;
import io.livetape.app.LivetapeServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A POST with TC3-HMAC-SHA256, written from its documentation, for what no SDK would send. */
record SignedRequest(LivetapeServer server, Credential key, String action) {
  private static final String TYPE = "application/json; charset=utf-8";

  HttpResponse<String> send(String body) {
    return send(body.getBytes(StandardCharsets.UTF_8), BodyPublishers.ofString(body));
  }

  /** @param signed what the signature is over, whatever the publisher sends */
  HttpResponse<String> send(byte[] signed, BodyPublisher publisher) {
    long now = Instant.now().getEpochSecond();
    String day = Instant.ofEpochSecond(now).atZone(ZoneOffset.UTC).toLocalDate().toString();
    String scope = day + "/127/tc3_request";
    String headers = "content-type:" + TYPE + "\nhost:127.0.0.1:" + server.httpPort() + "\n";
    String canonical = "POST\n/\n\n" + headers + "\ncontent-type;host\n" + sha256(signed);
    String toSign = "TC3-HMAC-SHA256\n" + now + "\n" + scope + "\n" + sha256(canonical.getBytes(StandardCharsets.UTF_8));
    byte[] secret = ("TC3" + key.getSecretKey()).getBytes(StandardCharsets.UTF_8);
    byte[] signature = hmac(hmac(hmac(hmac(secret, day), "127"), "tc3_request"), toSign);
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + "/"))
        .version(HttpClient.Version.HTTP_1_1)
        .header("Content-Type", TYPE).header("X-TC-Action", action).header("X-TC-Version", "2018-08-01")
        .header("X-TC-Timestamp", Long.toString(now))
        .header("Authorization", "TC3-HMAC-SHA256 Credential=" + key.getSecretId() + "/" + scope
            + ", SignedHeaders=content-type;host, Signature=" + HexFormat.of().formatHex(signature))
        .POST(publisher).build();
    return send(request);
  }

  static HttpResponse<String> send(HttpRequest request) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
