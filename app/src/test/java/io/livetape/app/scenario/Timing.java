package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.testkit.Json;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When the packets of a file or address are shown, as ffprobe reads it.
 *
 * @param byType {@code video} and {@code audio}, where there is any
 */
record Timing(Map<String, List<Packet>> byType) {
  private static final Duration READ_MAX = Duration.ofMinutes(1);

  /** One packet, in seconds. */
  record Packet(double pts, double duration, boolean key) {
    double end() {
      return pts + duration;
    }
  }

  static Timing of(Object input) {
    JsonNode json = Json.parse(ToolProcess.run(READ_MAX, List.of(Witness.FFPROBE.path().toString(), "-v", "error", "-show_entries",
        "packet=codec_type,pts_time,duration_time,flags", "-of", "json", input.toString())));
    Map<String, List<Packet>> byType = new TreeMap<>();
    for (JsonNode packet : json.path("packets")) {
      byType.computeIfAbsent(packet.path("codec_type").asText(), _ -> new ArrayList<>()).add(new Packet(
          packet.path("pts_time").asDouble(), packet.path("duration_time").asDouble(), packet.path("flags").asText().startsWith("K")));
    }
    return new Timing(byType);
  }

  List<Packet> video() {
    return byType.get("video");
  }

  List<Packet> audio() {
    return byType.get("audio");
  }

  double videoSeconds() {
    return seconds(video());
  }

  double audioSeconds() {
    return seconds(audio());
  }

  /** From the first sound to the first picture. */
  double offset() {
    return begin(video()) - begin(audio());
  }

  /** Of the whole, from the first picture or sound to the end of the last. */
  double seconds() {
    return seconds(byType.values().stream().flatMap(List::stream).toList());
  }

  /** Fails unless every packet is shown when the source shows it; the whole may begin at another time, in both tracks alike. */
  void assertSameAs(Timing source, double toleranceSeconds) {
    String first = byType.keySet().stream().reduce((_, last) -> last).orElseThrow();
    double shift = byType.get(first).getFirst().pts - source.byType.get(first).getFirst().pts;
    byType.forEach((type, packets) -> {
      List<Packet> expected = source.byType.get(type);
      assertThat(packets).as(type).hasSameSizeAs(expected);
      for (int i = 0; i < packets.size(); i++) {
        assertThat(packets.get(i).pts - shift).as(type + " packet " + i).isCloseTo(expected.get(i).pts, within(toleranceSeconds));
      }
    });
  }

  private static double seconds(List<Packet> packets) {
    return packets.stream().mapToDouble(Packet::end).max().orElse(0) - begin(packets);
  }

  private static double begin(List<Packet> packets) {
    return packets.stream().mapToDouble(Packet::pts).min().orElse(0);
  }
}
