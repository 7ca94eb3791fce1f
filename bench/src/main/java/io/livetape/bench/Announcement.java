package io.livetape.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A server said that a file is finished.
 *
 * @param format {@code mp4}, {@code hls}, {@code flv} or {@code aac}
 * @param place where it is: an address, or a path
 * @param atNanos when the request had arrived, on {@link System#nanoTime}'s scale
 */
record Announcement(String stream, String format, String place, long atNanos) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FILE_RECORDED = 100;

  /** Empty for other events. Livetape and SRS post JSON, nginx-rtmp a form. */
  static Optional<Announcement> parse(String body, long atNanos) throws IOException {
    if (!body.startsWith("{")) {
      return ofNginx(form(body), atNanos);
    }
    JsonNode event = JSON.readTree(body);
    return event.has("action") ? ofSrs(event, atNanos) : ofLivetape(event, atNanos);
  }

  private static Optional<Announcement> ofLivetape(JsonNode event, long atNanos) {
    if (event.path("event_type").asInt() != FILE_RECORDED) {
      return Optional.empty();
    }
    return Optional.of(new Announcement(
        event.path("stream_id").asText(), event.path("file_format").asText(), event.path("video_url").asText(), atNanos));
  }

  private static Optional<Announcement> ofSrs(JsonNode event, long atNanos) {
    if (!event.path("action").asText().equals("on_dvr")) {
      return Optional.empty();
    }
    String file = event.path("file").asText();
    return Optional.of(new Announcement(event.path("stream").asText(), file.substring(file.lastIndexOf('.') + 1), file, atNanos));
  }

  private static Optional<Announcement> ofNginx(Map<String, String> form, long atNanos) {
    if (!"record_done".equals(form.get("call"))) {
      return Optional.empty();
    }
    return Optional.of(new Announcement(form.get("name"), "flv", form.get("path"), atNanos));
  }

  private static Map<String, String> form(String body) {
    Map<String, String> fields = new HashMap<>();
    for (String field : body.split("&")) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }
}
