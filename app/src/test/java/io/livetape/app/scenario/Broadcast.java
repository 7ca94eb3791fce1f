package io.livetape.app.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.rtmp.RtmpPublisher;
import io.livetape.testkit.Json;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A clip as an encoder sends it, for what no encoder at hand can do: other codecs, late tracks, changes in mid-push. The messages are made
 * from ffprobe's view of the file and from the texts of FLV and Enhanced RTMP, not by the writers of the code that is tested.
 *
 * <pre>
 *  H.264           type (4 bits) 7 | 0 config, 1 frame | composition offset (24) | data
 *  AAC             AF | 0 config, 1 frame | data
 *  other video     1, type (3 bits), 0 config, 1 frame | fourCC | [H.265 frame: composition offset (24)] | data
 *  Opus            9, 0 config, 1 frame | "Opus" | data
 * </pre>
 */
public record Broadcast(List<Message> messages) {
  private static final Duration READ_MAX = Duration.ofMinutes(1);
  private static final int AUDIO = 8;
  private static final int VIDEO = 9;
  private static final Map<String, String> FOUR_CC = Map.of("hevc", "hvc1", "av1", "av01", "vp9", "vp09", "opus", "Opus");

  /** @param type of the RTMP message: 8 or 9 */
  public record Message(int type, long timestampMs, boolean config, boolean key, byte[] body) {
    public boolean video() {
      return type == VIDEO;
    }

    private Message at(long timeMs) {
      return new Message(type, timeMs, config, key, body);
    }
  }

  /** An MP4 file's tracks, configurations first, then its packets in the order of their decode times, the first at 0. */
  public static Broadcast of(Path mp4) {
    JsonNode json = Json.parse(ToolProcess.run(READ_MAX, List.of(Witness.FFPROBE.path().toString(), "-v", "error", "-show_data",
        "-show_entries", "stream=codec_name,codec_type,extradata:packet=codec_type,stream_index,pts_time,dts_time,size,pos,flags",
        "-of", "json", mp4.toString())));
    byte[] file = bytes(mp4);
    List<Message> messages = new ArrayList<>();
    json.path("streams").forEach(stream -> messages.add(config(stream, file)));
    double zero = packets(json).mapToDouble(packet -> packet.path("dts_time").asDouble()).min().orElse(0);
    packets(json).map(packet -> frame(json.path("streams").get(packet.path("stream_index").asInt()), packet, zero, file))
        .sorted(Comparator.comparingLong(Message::timestampMs)).forEach(messages::add);
    return new Broadcast(List.copyOf(messages));
  }

  /** Those messages alone. */
  public Broadcast only(Predicate<Message> wanted) {
    return new Broadcast(messages.stream().filter(wanted).toList());
  }

  /** Then another one, whose zero is at this time. */
  public Broadcast then(Broadcast next, long atMs) {
    return new Broadcast(Stream.concat(
        messages.stream(), next.messages.stream().map(message -> message.at(message.timestampMs + atMs))).toList());
  }

  /** Pushes it all at once, from beginning to end. */
  public void push(String url) {
    try (RtmpPublisher publisher = RtmpPublisher.connect(url)) {
      send(publisher);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pushes it from beginning to end as fast as it is played. */
  public void pushInRealTime(String url) {
    try (RtmpPublisher publisher = RtmpPublisher.connect(url)) {
      sendInRealTime(publisher, _ -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends it all at once, and leaves the push open. */
  void send(RtmpPublisher publisher) throws IOException {
    for (Message message : messages) {
      publisher.write(message.type, message.timestampMs, ByteBuffer.wrap(message.body));
    }
  }

  /** Sends it in real time; the time of each message is told once it is sent. */
  void sendInRealTime(RtmpPublisher publisher, LongConsumer sentMs) throws IOException {
    long zeroNanos = System.nanoTime();
    for (Message message : messages) {
      LockSupport.parkNanos(zeroNanos + message.timestampMs * 1_000_000 - System.nanoTime());
      publisher.write(message.type, message.timestampMs, ByteBuffer.wrap(message.body));
      sentMs.accept(message.timestampMs);
    }
  }

  private static Stream<JsonNode> packets(JsonNode json) {
    return json.path("packets").valueStream();
  }

  private static Message config(JsonNode stream, byte[] file) {
    String codec = stream.path("codec_name").asText();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    switch (codec) {
      case "h264" -> body.writeBytes(new byte[] {0x17, 0, 0, 0, 0});
      case "aac" -> body.writeBytes(new byte[] {(byte) 0xAF, 0});
      case "opus" -> enhanced(body, 0x90, codec);
      default -> enhanced(body, 0x90, codec);
    }
    body.writeBytes(codec.equals("vp9") ? vp9Record(file) : hexDump(stream.path("extradata").asText()));
    return new Message(type(stream), 0, true, true, body.toByteArray());
  }

  private static Message frame(JsonNode stream, JsonNode packet, double zero, byte[] file) {
    String codec = stream.path("codec_name").asText();
    boolean key = packet.path("flags").asText().startsWith("K");
    long timeMs = milliseconds(packet.path("dts_time").asDouble() - zero);
    int offsetMs = (int) (milliseconds(packet.path("pts_time").asDouble() - zero) - timeMs);
    byte[] offset = {(byte) (offsetMs >> 16), (byte) (offsetMs >> 8), (byte) offsetMs};
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    switch (codec) {
      case "h264" -> {
        body.writeBytes(new byte[] {(byte) (key ? 0x17 : 0x27), 1});
        body.writeBytes(offset);
      }
      case "aac" -> body.writeBytes(new byte[] {(byte) 0xAF, 1});
      case "opus" -> enhanced(body, 0x91, codec);
      default -> enhanced(body, key ? 0x91 : 0xA1, codec);
    }
    if (codec.equals("hevc")) {
      body.writeBytes(offset);
    }
    body.write(file, packet.path("pos").asInt(), packet.path("size").asInt());
    return new Message(type(stream), timeMs, false, key, body.toByteArray());
  }

  private static void enhanced(ByteArrayOutputStream body, int head, String codec) {
    body.write(head);
    body.writeBytes(FOUR_CC.get(codec).getBytes(StandardCharsets.US_ASCII));
  }

  private static int type(JsonNode stream) {
    return stream.path("codec_type").asText().equals("video") ? VIDEO : AUDIO;
  }

  private static long milliseconds(double seconds) {
    return Math.round(seconds * 1000);
  }

  /** ffprobe does not show it: the payload of the box, behind its version and flags. */
  private static byte[] vp9Record(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file);
    int name = ByteBuffer.wrap("vpcC".getBytes(StandardCharsets.US_ASCII)).getInt();
    int at = 4;
    while (buffer.getInt(at) != name) {
      at++;
    }
    byte[] payload = new byte[buffer.getInt(at - 4) - 12];
    buffer.get(at + 8, payload);
    return payload;
  }

  /** Lines of: offset, colon, hex digits in groups, two spaces, the same as text. */
  private static byte[] hexDump(String dump) {
    StringBuilder digits = new StringBuilder();
    for (String line : dump.strip().split("\n")) {
      digits.append(line, line.indexOf(':') + 1, line.indexOf("  ", line.indexOf(':')));
    }
    return HexFormat.of().parseHex(digits.toString().replace(" ", ""));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
