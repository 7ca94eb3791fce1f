package io.livetape.bench;

import io.livetape.rtmp.amf.AmfValue;
import io.livetape.rtmp.chunk.ChunkWriter;
import io.livetape.rtmp.message.Command;
import io.livetape.rtmp.message.MessageType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a hostile peer does once it is connected.
 *
 * @param http whether it comes to the HTTP listener instead of RTMP's
 * @param greeting said at once; {@code ####} in it is the peer's number
 * @param drip said after it, a byte a second
 * @param reads whether it takes what it is sent
 * @param stays whether it stays connected; else it is gone at once, with a reset
 */
record Manner(String name, boolean http, byte[] greeting, byte[] drip, boolean reads, boolean stays) {
  private static final byte[] NOTHING = {};
  private static final int HANDSHAKE_BYTES = 1 + 2 * 1536;
  /** What a frozen viewer watches. */
  static final String WATCHED = "s0";

  static final List<Manner> ALL = List.of(
      new Manner("idle RTMP connections", false, NOTHING, NOTHING, true, true),
      new Manner("RTMP handshake, a byte a second", false, new byte[] {3}, new byte[HANDSHAKE_BYTES], true, true),
      new Manner("RTMP handshake and silence", false, handshake(), NOTHING, true, true),
      new Manner("RTMP viewers that never read", false, conversation("play", WATCHED), NOTHING, false, true),
      new Manner("RTMP publishers that send nothing", false, conversation("publish", "ghost-####"), NOTHING, true, true),
      new Manner("RTMP connect flood", false, NOTHING, NOTHING, true, false),
      new Manner("idle HTTP connections", true, NOTHING, NOTHING, true, true),
      new Manner("HTTP request, a byte a second", true, text("GET / HTTP/1.1\r\n"), text("x: y\r\n".repeat(500)), true, true),
      new Manner("HTTP-FLV viewers that never read", true, text("GET /live/live/" + WATCHED + ".flv HTTP/1.1\r\nHost: h\r\n\r\n"), NOTHING,
          false, true),
      new Manner("HTTP connect flood", true, NOTHING, NOTHING, true, false));

  /** The greeting of one peer. */
  ByteBuffer greeting(int number) {
    String text = new String(greeting, StandardCharsets.ISO_8859_1);
    String digits = Integer.toString(36 * 36 * 36 + number % (35 * 36 * 36 * 36), 36);
    return ByteBuffer.wrap(text.replace("####", digits).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] handshake() {
    byte[] handshake = new byte[HANDSHAKE_BYTES];
    handshake[0] = 3;
    return handshake;
  }

  /** Everything up to this command, without waiting for answers. */
  private static byte[] conversation(String command, String stream) {
    ByteBuffer out = ByteBuffer.allocate(HANDSHAKE_BYTES + 1024).put(handshake());
    ChunkWriter writer = new ChunkWriter();
    AmfValue nothing = AmfValue.Nothing.NULL;
    say(writer, out, 0, Command.of("connect", 1, AmfValue.object("app", ServerProcess.APP, "tcUrl", "rtmp://127.0.0.1/" + ServerProcess.APP)));
    say(writer, out, 0, Command.of("createStream", 2, nothing));
    say(writer, out, 1, Command.of(command, 3, nothing, stream));
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void say(ChunkWriter writer, ByteBuffer out, int streamId, Command command) {
    ByteBuffer body = command.encode();
    writer.put(out, 3, 0, MessageType.COMMAND, streamId, body, 0, body.limit());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
