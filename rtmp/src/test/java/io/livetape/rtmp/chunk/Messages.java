package io.livetape.rtmp.chunk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Collects what a reader hands up, as text: {@code type/stream@time body}. */
final class Messages implements MessageSink<RuntimeException> {
  final List<String> seen = new ArrayList<>();

  @Override
  public void message(int typeId, int streamId, long timestampMs, ByteBuffer buffer, int offset, int sizeBytes) {
    seen.add(text(typeId, streamId, timestampMs, HexFormat.of().formatHex(bytes(buffer, offset, sizeBytes))));
  }

  static String text(int typeId, int streamId, long timestampMs, String body) {
    return typeId + "/" + streamId + "@" + timestampMs + " " + body;
  }

  private static byte[] bytes(ByteBuffer buffer, int offset, int sizeBytes) {
    byte[] bytes = new byte[sizeBytes];
    buffer.get(offset, bytes);
    return bytes;
  }
}
