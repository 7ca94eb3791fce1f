package io.livetape.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.tencentcloudapi.common.Credential;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls of API 2.0, whose client sends to a fixed host: made and signed here as the documentation says. */
record Version2Calls(LivetapeServer server, Credential key, Sdk.Way way) {
  private static final String PATH = "/v2/index.php";

  JsonNode call(String action, Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.putAll(Map.of("Action", action, "Region", "gz", "SecretId", key.getSecretId(), "Nonce", Long.toString(System.nanoTime()),
        "Timestamp", Long.toString(Instant.now().getEpochSecond()), "SignatureMethod", way.signMethod()));
    String toSign = all.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining("&", way.httpMethod() + "127.0.0.1:" + server.httpPort() + PATH + "?", ""));
    all.put("Signature", sign(toSign));
    return send(all);
  }

  /** Sends them as they are, signed or not. */
  JsonNode send(Map<String, String> parameters) {
    String form = parameters.entrySet().stream().map(each -> each.getKey() + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
    HttpRequest request = way.httpMethod().equals("GET") ? HttpRequest.newBuilder(URI.create(server.http(PATH + "?" + form))).build()
        : HttpRequest.newBuilder(URI.create(server.http(PATH))).header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .POST(BodyPublishers.ofString(form)).build();
    return Json.parse(SignedRequest.send(request).body());
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance(way.signMethod());
      mac.init(new SecretKeySpec(key.getSecretKey().getBytes(StandardCharsets.UTF_8), way.signMethod()));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
