package io.livetape.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What mediainfo says of a file: a parser with no code in common with ffmpeg. Tests that use it begin with
 * {@code Witness.require(Witness.MEDIAINFO)}.
 *
 * @param tracks the General part first, then every track, with mediainfo's own field names
 */
public record MediaInfo(List<JsonNode> tracks) {
  private static final Duration READ_MAX = Duration.ofSeconds(60);

  public static MediaInfo of(Path file) {
    JsonNode json = Json.parse(ToolProcess.run(READ_MAX, List.of(Witness.MEDIAINFO.path().toString(), "--Output=JSON", file.toString())));
    return new MediaInfo(StreamSupport.stream(json.path("media").path("track").spliterator(), false).toList());
  }

  public JsonNode general() {
    return only("General");
  }

  public JsonNode video() {
    return only("Video");
  }

  public JsonNode audio() {
    return only("Audio");
  }

  /** NaN when mediainfo does not know. */
  public double durationSeconds() {
    return Double.parseDouble(general().path("Duration").asText("NaN"));
  }

  /** Whether mediainfo noticed that the file is cut short or does not hold together. */
  public boolean damaged() {
    return tracks.stream().anyMatch(track -> track.path("extra").has("IsTruncated") || track.has("IsTruncated")
        || track.path("extra").has("ConformanceErrors"));
  }

  private JsonNode only(String type) {
    List<JsonNode> found = tracks.stream().filter(track -> track.path("@type").asText().equals(type)).toList();
    if (found.size() != 1) {
      throw new AssertionError("one " + type + " track expected, found " + found.size() + ": " + tracks);
    }
    return found.getFirst();
  }
}
