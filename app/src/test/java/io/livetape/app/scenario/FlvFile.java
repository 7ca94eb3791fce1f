package io.livetape.app.scenario;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.flv.FlvTagBody;
import io.livetape.media.flv.FlvTags;
import io.livetape.testkit.PacketHashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tags of an FLV file, taken apart by our own reader: ffmpeg 5.1 does not know the enhanced form, so there is no other witness for it.
 */
final class FlvFile {
  private FlvFile() {}

  /** The frames in it, hashed as ffprobe hashes packets. */
  static PacketHashes hashes(Path flv) {
    Map<String, List<String>> byType = new TreeMap<>();
    walk(flv, (type, body, file) -> {
      if (body.kind() == FlvTagBody.Kind.FRAME) {
        byType.computeIfAbsent(type, _ -> new ArrayList<>()).add(md5(file.slice(body.dataOffset(), body.dataSizeBytes())));
      }
    });
    return new PacketHashes(byType);
  }

  /** How many sequence headers of a type are in it. */
  static int configCount(Path flv, String type) {
    int[] count = {0};
    walk(flv, (found, body, _) -> count[0] += found.equals(type) && body.kind() == FlvTagBody.Kind.CONFIG ? 1 : 0);
    return count[0];
  }

  private interface Visitor {
    void tag(String type, FlvTagBody body, ByteBuffer file);
  }

  private static void walk(Path flv, Visitor visitor) {
    try {
      ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(flv));
      FlvTagBody body = new FlvTagBody();
      int bodyBytes;
      for (int at = FlvTags.FILE_HEADER_BYTES; at < file.limit(); at += FlvTags.tagBytes(bodyBytes)) {
        bodyBytes = file.getInt(at) & 0xFFFFFF;
        int from = at + FlvTags.HEADER_BYTES;
        switch (file.get(at)) {
          case FlvTags.VIDEO -> visitor.tag("video", body.readVideo(file, from, bodyBytes), file);
          case FlvTags.AUDIO -> visitor.tag("audio", body.readAudio(file, from, bodyBytes), file);
          default -> { }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedMediaException e) {
      throw new AssertionError(flv + " is malformed", e);
    }
  }

  private static String md5(ByteBuffer bytes) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update(bytes);
      return "MD5:" + HexFormat.of().formatHex(md5.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
