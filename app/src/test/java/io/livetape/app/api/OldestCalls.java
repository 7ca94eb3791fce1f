package io.livetape.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Calls of {@code /common_access}, as its clients sign them. */
record OldestCalls(LivetapeServer server, String key) {
  /** The whole answer; {@code parameters} as they stand in the query. */
  JsonNode call(String name, String parameters) {
    long t = Instant.now().getEpochSecond() + 60;
    return Json.parse(server.get(server.http("/common_access?appid=1250000001&interface=" + name + "&t=" + t + "&sign=" + md5(key + t)
        + "&" + parameters)));
  }

  static String md5(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
