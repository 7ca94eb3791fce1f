package io.livetape.media.flv;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Pictures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * What a file that was not finished holds: found by going from tag to tag, reading each tag's head and its trailing size, in windows
 * of {@value #WINDOW_BYTES} bytes.
 *
 * @param endOffset where the last whole tag ends; 0 when there is no whole file header
 * @param tagCount whole tags of any type
 * @param lastTimestampMs the highest of any audio or video tag, or 0 when there is none
 * @param index the key frames found
 * @param pictures whole frames of pictures, without what the container puts around them
 */
public record FlvScan(long endOffset, long tagCount, long lastTimestampMs, KeyFrameIndex index, Pictures pictures) {
  private static final int WINDOW_BYTES = 64 * 1024;
  /** The least that tells a key frame from a sequence header, whatever the codec. */
  private static final int BODY_HEAD_BYTES = 5;
  /** What of a frame's body can be looked at: the longest header, and the beginning of its payload. */
  private static final int BODY_SEEN_BYTES = 64;

  /** Sees each whole audio and video tag that makes sense, in order. */
  public interface Visitor {
    /**
     * @param body what the tag holds: a configuration whole, of a frame the beginning; valid during the call
     * @param buffer where it lies
     */
    void tag(FlvTagBody body, ByteBuffer buffer, long timestampMs) throws MalformedMediaException;
  }

  /** Reads a file from its start; the channel's position is not used. What the visitor takes to be malformed is passed over. */
  public static FlvScan of(FileChannel file, int indexCapacity, Visitor visitor) throws IOException {
    return new Walk(file, new KeyFrameIndex(indexCapacity), visitor).run();
  }

  private static final class Walk {
    private final FileChannel file;
    private final long fileBytes;
    private final KeyFrameIndex index;
    private final Visitor visitor;
    private final FlvTagBody body = new FlvTagBody();
    private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES).limit(0);
    private long windowOffset;

    // The tag that is being looked at.
    private int type;
    private int bodyBytes;
    private long timestampMs;
    private boolean keyFrame;

    private long tagCount;
    private long lastTimestampMs;
    private long pictureCount;
    private long pictureBytes;

    Walk(FileChannel file, KeyFrameIndex index, Visitor visitor) throws IOException {
      this.file = file;
      this.fileBytes = file.size();
      this.index = index;
      this.visitor = visitor;
    }

    FlvScan run() throws IOException {
      long offset = 0;
      if (hasFileHeader()) {
        offset = FlvTags.FILE_HEADER_BYTES;
        while (wholeTagAt(offset)) {
          count(offset);
          offset += FlvTags.tagBytes(bodyBytes);
        }
      }
      return new FlvScan(offset, tagCount, lastTimestampMs, index, new Pictures(pictureCount, pictureBytes));
    }

    private boolean hasFileHeader() throws IOException {
      return fileBytes >= FlvTags.FILE_HEADER_BYTES && intAt(0) >>> 8 == 0x464C56 && intAt(5) == 9;
    }

    private boolean wholeTagAt(long offset) throws IOException {
      if (fileBytes - offset < FlvTags.tagBytes(0)) {
        return false;
      }
      type = intAt(offset) >>> 24;
      bodyBytes = intAt(offset) & 0xFFFFFF;
      long end = offset + FlvTags.tagBytes(bodyBytes);
      if (!knownType() || end > fileBytes) {
        return false;
      }
      int timestamp = intAt(offset + 4);
      timestampMs = Integer.toUnsignedLong(timestamp >>> 8 | timestamp << 24);
      keyFrame = type == FlvTags.VIDEO && bodyBytes >= BODY_HEAD_BYTES && keyFrame(intAt(offset + FlvTags.HEADER_BYTES) >>> 16);
      return intAt(end - FlvTags.PREVIOUS_SIZE_BYTES) == FlvTags.HEADER_BYTES + bodyBytes;
    }

    private boolean knownType() {
      return type == FlvTags.AUDIO || type == FlvTags.VIDEO || type == FlvTags.SCRIPT;
    }

    /** See the layouts in {@link FlvTagBody}. Our own writer puts no modifiers and no multitrack bodies into files. */
    private static boolean keyFrame(int head) {
      boolean key = (head >> 12 & 7) == Flv.FRAME_KEY;
      boolean enhanced = (head & 0x8000) != 0;
      int packetType = enhanced ? head >> 8 & 15 : head & 0xFF;
      return key && (packetType == Flv.PACKET_FRAMES || enhanced && packetType == Flv.PACKET_FRAMES_X);
    }

    private void count(long offset) throws IOException {
      tagCount++;
      if (type == FlvTags.SCRIPT) {
        return;
      }
      lastTimestampMs = Math.max(lastTimestampMs, timestampMs);
      if (keyFrame) {
        index.add(timestampMs, offset);
      }
      try {
        visit(offset + FlvTags.HEADER_BYTES);
      } catch (MalformedMediaException _) {
        // A whole tag is kept, whatever is in it.
      }
    }

    private void visit(long bodyOffset) throws IOException, MalformedMediaException {
      int seenBytes = Math.min(bodyBytes, BODY_SEEN_BYTES);
      readBody(bodyOffset, seenBytes);
      if (type == FlvTags.VIDEO && body.kind() == FlvTagBody.Kind.FRAME) {
        pictureCount++;
        pictureBytes += bodyBytes - seenBytes + body.dataSizeBytes();
      }
      if (body.kind() == FlvTagBody.Kind.CONFIG && bodyBytes <= WINDOW_BYTES) {
        readBody(bodyOffset, bodyBytes);
      }
      visitor.tag(body, window, timestampMs);
    }

    private void readBody(long bodyOffset, int sizeBytes) throws IOException, MalformedMediaException {
      int at = inWindow(bodyOffset, sizeBytes);
      if (type == FlvTags.VIDEO) {
        body.readVideo(window, at, sizeBytes);
      } else {
        body.readAudio(window, at, sizeBytes);
      }
    }

    private int intAt(long offset) throws IOException {
      return window.getInt(inWindow(offset, Integer.BYTES));
    }

    /** Where these bytes of the file lie in the window, which is moved there if need be. */
    private int inWindow(long offset, int sizeBytes) throws IOException {
      boolean inside = offset >= windowOffset && offset + sizeBytes <= windowOffset + window.limit();
      if (!inside) {
        fill(offset, sizeBytes);
      }
      return (int) (offset - windowOffset);
    }

    private void fill(long offset, int sizeBytes) throws IOException {
      window.clear();
      windowOffset = offset;
      while (window.hasRemaining()) {
        if (file.read(window, offset + window.position()) < 0) {
          break;
        }
      }
      window.flip();
      if (window.limit() < sizeBytes) {
        throw new IOException("file shrank while it was read, at byte " + offset);
      }
    }
  }
}
