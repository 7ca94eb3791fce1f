package io.livetape.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Json;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What witnesses find in one finished file: every packet is read, and nothing may be complained about. */
final class FilePackets {
  private static final Duration READ_MAX = Duration.ofSeconds(60);

  private FilePackets() {}

  /** @param input a path or an address */
  static PacketHashes of(FileFormat format, Object input) {
    return format == FileFormat.AAC ? PacketHashes.ofAdts(input) : probed(input);
  }

  private static PacketHashes probed(Object input) {
    ToolProcess.Result result;
    try (ToolProcess tool = ToolProcess.start(READ_MAX, List.of(Witness.FFPROBE.path().toString(), "-v", "error", "-show_packets",
        "-show_data_hash", "md5", "-show_entries", "packet=codec_type,data_hash", "-of", "json", input.toString()))) {
      result = tool.await(READ_MAX);
    }
    assertThat(result.err()).as("what ffprobe says of " + input).isBlank();
    assertThat(result.status()).isZero();
    Map<String, List<String>> byType = new TreeMap<>();
    for (JsonNode packet : Json.parse(result.out()).path("packets")) {
      byType.computeIfAbsent(packet.path("codec_type").asText(), _ -> new ArrayList<>()).add(packet.path("data_hash").asText());
    }
    return new PacketHashes(byType);
  }

  /** The types of an MP4 file's outermost boxes. */
  static List<String> boxes(Path mp4) throws IOException {
    List<String> types = new ArrayList<>();
    try (RandomAccessFile file = new RandomAccessFile(mp4.toFile(), "r")) {
      for (long at = 0; at < file.length();) {
        file.seek(at);
        long sizeBytes = Integer.toUnsignedLong(file.readInt());
        byte[] type = new byte[4];
        file.readFully(type);
        types.add(new String(type, StandardCharsets.US_ASCII));
        at += sizeBytes == 1 ? file.readLong() : sizeBytes;
        assertThat(at).as("the end of " + types.getLast()).isLessThanOrEqualTo(file.length());
      }
    }
    return types;
  }
}
