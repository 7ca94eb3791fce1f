package io.livetape.media.flv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * What a file that was not finished holds: found by going from tag to tag, reading each tag's head and its trailing size, in windows
 * of {@value #WINDOW_BYTES} bytes.
 *
 * @param endOffset where the last whole tag ends; 0 when there is no whole file header
 * @param tagCount whole tags of any type
 * @param firstTimestampMs of the first audio or video frame, or 0 when there is none
 * @param lastTimestampMs the highest of any audio or video frame, or 0 when there is none
 * @param index the key frames found
 */
public record FlvScan(long endOffset, long tagCount, long firstTimestampMs, long lastTimestampMs, boolean audio, boolean video,
    KeyFrameIndex index) {
  private static final int WINDOW_BYTES = 64 * 1024;
  /** The least that tells a key frame from a sequence header, whatever the codec. */
  private static final int BODY_HEAD_BYTES = 5;

  /** Reads a file from its start; the channel's position is not used. */
  public static FlvScan of(FileChannel file, int indexCapacity) throws IOException {
    return new Walk(file, new KeyFrameIndex(indexCapacity)).run();
  }

  private static final class Walk {
    private final FileChannel file;
    private final long fileBytes;
    private final KeyFrameIndex index;
    private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES).limit(0);
    private long windowOffset;

    // The tag that is being looked at.
    private int type;
    private int bodyBytes;
    private long timestampMs;
    private boolean keyFrame;

    private long tagCount;
    private boolean audio;
    private boolean video;
    private long firstTimestampMs = -1;
    private long lastTimestampMs;

    Walk(FileChannel file, KeyFrameIndex index) throws IOException {
      this.file = file;
      this.fileBytes = file.size();
      this.index = index;
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
      return new FlvScan(offset, tagCount, Math.max(0, firstTimestampMs), lastTimestampMs, audio, video, index);
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

    private void count(long offset) {
      tagCount++;
      if (type == FlvTags.SCRIPT) {
        return;
      }
      firstTimestampMs = firstTimestampMs < 0 ? timestampMs : firstTimestampMs;
      lastTimestampMs = Math.max(lastTimestampMs, timestampMs);
      audio |= type == FlvTags.AUDIO;
      video |= type == FlvTags.VIDEO;
      if (keyFrame) {
        index.add(timestampMs, offset);
      }
    }

    private int intAt(long offset) throws IOException {
      boolean inside = offset >= windowOffset && offset + Integer.BYTES <= windowOffset + window.limit();
      if (!inside) {
        fill(offset);
      }
      return window.getInt((int) (offset - windowOffset));
    }

    private void fill(long offset) throws IOException {
      window.clear();
      windowOffset = offset;
      while (window.hasRemaining()) {
        if (file.read(window, offset + window.position()) < 0) {
          break;
        }
      }
      window.flip();
      if (window.limit() < Integer.BYTES) {
        throw new IOException("file shrank while it was read, at byte " + offset);
      }
    }
  }
}
