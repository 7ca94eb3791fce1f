package io.livetape.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What ffprobe says of a file or address. Tests that use it begin with {@code Witness.require(Witness.FFPROBE)}.
 *
 * @param durationSeconds of the whole; NaN when the container does not say
 * @param json everything, for what has no accessor
 */
public record Probe(String formatName, double durationSeconds, double startSeconds, List<Stream> streams, JsonNode json) {
  private static final Duration PROBE_MAX = Duration.ofSeconds(60);

  /**
   * One stream of it.
   *
   * @param type {@code video} or {@code audio}
   * @param codec ffmpeg's name: {@code h264}, {@code hevc}, {@code av1}, {@code vp9}, {@code aac}, {@code opus}
   */
  public record Stream(String type, String codec, int width, int height, double startSeconds, double durationSeconds, JsonNode json) {}

  /** Asks about a path or an address. */
  public static Probe of(Object input) {
    JsonNode json = Json.parse(ToolProcess.run(PROBE_MAX,
        List.of(Witness.FFPROBE.path().toString(), "-v", "error", "-show_format", "-show_streams", "-of", "json", input.toString())));
    JsonNode format = json.path("format");
    List<Stream> streams = StreamSupport.stream(json.path("streams").spliterator(), false).map(Probe::stream).toList();
    return new Probe(format.path("format_name").asText(), seconds(format, "duration"), seconds(format, "start_time"), streams, json);
  }

  private static Stream stream(JsonNode json) {
    return new Stream(json.path("codec_type").asText(), json.path("codec_name").asText(),
        json.path("width").asInt(), json.path("height").asInt(), seconds(json, "start_time"), seconds(json, "duration"), json);
  }

  private static double seconds(JsonNode json, String name) {
    return Double.parseDouble(json.path(name).asText("NaN"));
  }

  public Stream video() {
    return only("video");
  }

  public Stream audio() {
    return only("audio");
  }

  private Stream only(String type) {
    List<Stream> found = streams.stream().filter(stream -> stream.type().equals(type)).toList();
    if (found.size() != 1) {
      throw new AssertionError("one " + type + " stream expected, found " + found.size() + ": " + json);
    }
    return found.getFirst();
  }
}
