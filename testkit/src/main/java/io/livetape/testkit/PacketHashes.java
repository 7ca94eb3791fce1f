package io.livetape.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The MD5 of each packet of a file or address, by kind of stream and in file order: two that are equal carry the same frames, with
 * none missing, doubled or moved. The bytes are compared as ffprobe sees them, so MP4, FLV, Matroska and fragmented HLS compare with each
 * other; ADTS files are read by {@link #ofAdts}. MPEG-TS frames its H.264 otherwise and compares with itself only.
 *
 * <p>Tests that use it begin with {@code Witness.require(Witness.FFMPEG, Witness.FFPROBE)}.
 *
 * @param byType {@code video} and {@code audio}, where there is any
 */
public record PacketHashes(Map<String, List<String>> byType) {
  private static final Duration READ_MAX = Duration.ofMinutes(2);

  /** Reads a path or an address, to its end. */
  public static PacketHashes of(Object input) {
    JsonNode json = Json.parse(ToolProcess.run(READ_MAX, List.of(Witness.FFPROBE.path().toString(), "-v", "error",
        "-show_packets", "-show_data_hash", "md5", "-show_entries", "packet=codec_type,data_hash", "-of", "json", input.toString())));
    Map<String, List<String>> byType = new TreeMap<>();
    for (JsonNode packet : json.path("packets")) {
      byType.computeIfAbsent(packet.path("codec_type").asText(), _ -> new ArrayList<>()).add(packet.path("data_hash").asText());
    }
    return new PacketHashes(byType);
  }

  /** Reads an ADTS file, also one of a frame or two, without its seven-byte frame headers, which other containers do not have. */
  public static PacketHashes ofAdts(Object input) {
    String lines = Ffmpeg.run(READ_MAX,
        List.of("-f", "aac", "-i", input.toString(), "-c", "copy", "-bsf:a", "aac_adtstoasc", "-f", "framemd5", "-"));
    List<String> hashes = lines.lines().filter(line -> !line.startsWith("#")).map(PacketHashes::hashField).toList();
    return new PacketHashes(Map.of("audio", hashes));
  }

  /** A line is: stream, dts, pts, duration, size, hash, and then perhaps side data with hashes of its own. */
  private static String hashField(String line) {
    return "MD5:" + line.split(",")[5].strip();
  }

  public List<String> video() {
    return byType.getOrDefault("video", List.of());
  }

  public List<String> audio() {
    return byType.getOrDefault("audio", List.of());
  }

  /** These packets, then those of the next piece. */
  public PacketHashes then(PacketHashes next) {
    Map<String, List<String>> both = new TreeMap<>();
    for (String type : List.of("video", "audio")) {
      List<String> joined = Stream.concat(
          byType.getOrDefault(type, List.of()).stream(), next.byType.getOrDefault(type, List.of()).stream()).toList();
      if (!joined.isEmpty()) {
        both.put(type, joined);
      }
    }
    return new PacketHashes(both);
  }

  /** Fails unless this has the source's packets: the same, in the same order, none missing, none doubled. */
  public void assertSameAs(PacketHashes source) {
    assertSameTypes(source);
    byType.forEach((type, packets) -> {
      List<String> wanted = source.byType.get(type);
      assertBeginning(type, packets, wanted);
      int missing = wanted.size() - packets.size();
      check(missing == 0, type + ": the last " + missing + " of " + wanted.size() + " packets are missing");
    });
  }

  /** Fails unless this is the source's beginning, without a hole; less may be there, also of one kind alone. */
  public void assertBeginningOf(PacketHashes source) {
    byType.forEach((type, packets) -> assertBeginning(type, packets, source.byType.getOrDefault(type, List.of())));
  }

  /** Fails unless this is one run of the source's packets without a hole, wherever it begins. */
  public void assertRunOf(PacketHashes source) {
    byType.forEach((type, packets) -> check(Collections.indexOfSubList(source.byType.getOrDefault(type, List.of()), packets) >= 0,
        type + ": the " + packets.size() + " packets are not one run of the source's"));
  }

  private void assertSameTypes(PacketHashes source) {
    Set<String> types = new TreeSet<>(byType.keySet());
    Set<String> wanted = new TreeSet<>(source.byType.keySet());
    check(types.equals(wanted), "streams " + wanted + " expected, found " + types);
  }

  private static void assertBeginning(String type, List<String> packets, List<String> source) {
    for (int i = 0; i < packets.size(); i++) {
      check(i < source.size(), type + ": " + (packets.size() - source.size()) + " packets more than the source's " + source.size());
      check(packets.get(i).equals(source.get(i)),
          type + ": packet " + i + " of " + packets.size() + " is " + guess(packets.get(i), i, source));
    }
  }

  private static String guess(String packet, int index, List<String> source) {
    int place = source.indexOf(packet);
    if (place < 0) {
      return "not one of the source's " + source.size();
    }
    return "the source's packet " + place + (place > index ? ", so " + (place - index) + " are missing" : ", which is doubled or moved");
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
