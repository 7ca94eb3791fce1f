package io.livetape.record;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.flv.FlvTags;
import io.livetape.media.mp4.FragmentTable;
import io.livetape.media.mp4.TapeReader;
import io.livetape.media.mp4.TapeScan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The names of a {@link Feed}'s samples that are in files, in their order. */
record Recorded(List<String> pictures, List<String> sounds) {
  Recorded() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  /** Adds what is in a file, by its name's end: a tape, finished or not, an FLV or an AAC file. */
  Recorded add(Path file) throws IOException, MalformedMediaException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    switch (file.toString().substring(file.toString().lastIndexOf('.'))) {
      case ".mp4" -> tape(file, bytes);
      case ".flv" -> flv(bytes);
      case ".aac" -> adts(bytes);
      default -> throw new AssertionError("what is " + file);
    }
    return this;
  }

  private void tape(Path file, ByteBuffer bytes) throws IOException, MalformedMediaException {
    try (FileChannel channel = FileChannel.open(file); TapeReader reader = TapeReader.open(channel)) {
      TapeScan.of(reader, (table, offset, _) -> fragment(table, offset, bytes));
    }
  }

  private void fragment(FragmentTable table, long offset, ByteBuffer bytes) {
    for (int i = 0; i < table.trackCount(); i++) {
      int at = (int) offset + table.headSizeBytes() + table.payloadOffset(i);
      for (int n = 0; n < table.track(i).count(); n++) {
        add(bytes, at);
        at += table.track(i).sizeBytes(n);
      }
    }
  }

  /** H.264 bodies begin with five bytes, AAC's with two; the second is 1 for media. */
  private void flv(ByteBuffer bytes) {
    for (int at = FlvTags.FILE_HEADER_BYTES; at < bytes.limit(); at += FlvTags.tagBytes(bytes.getInt(at) & 0xFFFFFF)) {
      int body = at + FlvTags.HEADER_BYTES;
      if (bytes.get(at) != FlvTags.SCRIPT && bytes.get(body + 1) == 1) {
        add(bytes, body + (bytes.get(at) == FlvTags.VIDEO ? 5 : 2));
      }
    }
  }

  private void adts(ByteBuffer bytes) {
    for (int at = 0; at < bytes.limit(); at += bytes.getInt(at + 3) >>> 13 & 0x1FFF) {
      add(bytes, at + 7);
    }
  }

  private void add(ByteBuffer bytes, int at) {
    int end = at;
    while (end < bytes.limit() && bytes.get(end) != '|') {
      end++;
    }
    String name = new String(bytes.array(), at, end - at, StandardCharsets.US_ASCII);
    (name.startsWith("v") ? pictures : sounds).add(name);
  }
}
