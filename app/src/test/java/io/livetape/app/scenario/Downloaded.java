package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.testkit.PacketHashes;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one look at a playlist leads to, fetched range by range as a player does it: unlike ffmpeg, which would wait for the rest. */
final class Downloaded {
  private static final Pattern MAP = Pattern.compile("#EXT-X-MAP:URI=\"([^\"]+)\",BYTERANGE=\"(\\d+)@(\\d+)\"");
  private static final Pattern RANGE = Pattern.compile("#EXT-X-BYTERANGE:(\\d+)@(\\d+)");

  private Downloaded() {}

  /** The packets of everything in the playlist, in its order. */
  static PacketHashes hls(Path folder, String url) throws IOException, InterruptedException {
    List<Path> tapes = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String range = "";
      for (String line : new String(get(http, URI.create(url), ""), StandardCharsets.US_ASCII).lines().toList()) {
        Matcher map = MAP.matcher(line);
        Matcher bytes = RANGE.matcher(line);
        if (map.matches()) {
          tapes.add(Files.createTempFile(folder, "tape", ".mp4"));
          append(tapes.getLast(), get(http, URI.create(url).resolve(map.group(1)), range(map.group(2), map.group(3))));
        } else if (bytes.matches()) {
          range = range(bytes.group(1), bytes.group(2));
        } else if (!line.startsWith("#")) {
          append(tapes.getLast(), get(http, URI.create(url).resolve(line), range));
        }
      }
    }
    return tapes.stream().map(PacketHashes::of).reduce(new PacketHashes(Map.of()), PacketHashes::then);
  }

  private static String range(String sizeBytes, String offset) {
    long from = Long.parseLong(offset);
    return "bytes=" + from + "-" + (from + Long.parseLong(sizeBytes) - 1);
  }

  private static byte[] get(HttpClient http, URI uri, String range) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    HttpResponse<byte[]> answer = http.send(
        (range.isEmpty() ? request : request.header("Range", range)).build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(uri.toString()).isEqualTo(range.isEmpty() ? 200 : 206);
    return answer.body();
  }

  private static void append(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      out.write(bytes);
    }
  }
}
