package io.livetape.bench;

import io.livetape.rtmp.amf.Amf0Writer;
import io.livetape.rtmp.amf.AmfValue;
import io.livetape.rtmp.chunk.ChunkWriter;
import io.livetape.rtmp.message.MessageType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Everything that one publisher sends after {@code publish}, cut into chunks ahead of time, with the instant at which each message is due.
 * All publishers send the same bytes, so one is shared by any number of them.
 *
 * <p>Pictures repeat the clip's, 40 ms apart (or whatever its rate is); sounds repeat the clip's on their own grid of 1024 samples, so
 * that the clip's end is not seen in the timestamps.
 */
final class WireStream {
  static final int CHUNK_BYTES = 4096;
  /** What servers give to the first {@code createStream} of a connection. */
  static final int MESSAGE_STREAM = 1;

  private static final int DATA_CHUNK_STREAM = 4;
  private static final int AUDIO_CHUNK_STREAM = 5;
  private static final int VIDEO_CHUNK_STREAM = 6;
  private static final int AUDIO_FRAME_SAMPLES = 1024;
  private static final int AUDIO_RATE = 44_100;

  private final ByteBuffer bytes;
  private final int[] endOffsets;
  private final int[] dueMs;
  private final byte[] types;

  private WireStream(ByteBuffer bytes, int[] endOffsets, int[] dueMs, byte[] types) {
    this.bytes = bytes;
    this.endOffsets = endOffsets;
    this.dueMs = dueMs;
    this.types = types;
  }

  /** @param seconds length of the media; a stream cannot be sent for longer */
  static WireStream of(SourceClip clip, int seconds) {
    return new Builder(clip, seconds).build();
  }

  /** A view with a position of its own. */
  ByteBuffer view() {
    return bytes.duplicate();
  }

  int messageCount() {
    return dueMs.length;
  }

  /** When this message is to be sent, from the beginning of the stream. */
  int dueMs(int message) {
    return dueMs[message];
  }

  /** Where this message ends in {@link #view}. */
  int endOffset(int message) {
    return endOffsets[message];
  }

  /** Frames of a type among the first messages; headers and metadata do not count. */
  int frameCount(int type, int messageCount) {
    int count = 0;
    for (int i = 0; i < messageCount; i++) {
      count += types[i] == type ? 1 : 0;
    }
    return count;
  }

  private static final class Builder {
    private final SourceClip clip;
    private final long endMs;
    private final ChunkWriter writer = new ChunkWriter();
    private final ByteBuffer out;
    private final int[] endOffsets;
    private final int[] dueMs;
    private final byte[] types;
    private final double pictureMs;
    private int count;

    Builder(SourceClip clip, int seconds) {
      this.clip = clip;
      endMs = 1000L * seconds;
      writer.chunkSize(CHUNK_BYTES);
      List<SourceClip.Frame> pictures = clip.pictures();
      pictureMs = (double) (pictures.getLast().timestampMs() - pictures.getFirst().timestampMs()) / (pictures.size() - 1);
      int messageMax = 3 + (int) Math.ceil(endMs / pictureMs) + (int) (endMs * AUDIO_RATE / 1000 / AUDIO_FRAME_SAMPLES) + 2;
      endOffsets = new int[messageMax];
      dueMs = new int[messageMax];
      types = new byte[messageMax];
      out = ByteBuffer.allocateDirect(sizeMaxBytes());
    }

    private int sizeMaxBytes() {
      long clipMs = Math.max(1, Math.round(pictureMs * clip.pictures().size()));
      long loops = endMs / clipMs + 2;
      long clipBytes = 0;
      for (SourceClip.Frame frame : clip.pictures()) {
        clipBytes += writer.sizeMaxBytes(frame.body().remaining());
      }
      for (SourceClip.Frame frame : clip.sounds()) {
        clipBytes += writer.sizeMaxBytes(frame.body().remaining());
      }
      return Math.toIntExact(loops * clipBytes + 64 * 1024);
    }

    WireStream build() {
      ByteBuffer command = Amf0Writer.write(List.of(new AmfValue.Text("@setDataFrame")));
      ByteBuffer metadata = ByteBuffer.allocate(command.remaining() + clip.metadata().remaining());
      metadata.put(command).put(clip.metadata().duplicate()).flip();
      put(DATA_CHUNK_STREAM, MessageType.DATA, 0, metadata, 0);
      put(VIDEO_CHUNK_STREAM, MessageType.VIDEO, 0, clip.videoConfig(), 0);
      put(AUDIO_CHUNK_STREAM, MessageType.AUDIO, 0, clip.audioConfig(), 0);
      int picture = 0;
      int sound = 0;
      for (long next = 0; next < endMs; next = Math.min(pictureAt(picture), soundAt(sound))) {
        if (pictureAt(picture) <= soundAt(sound)) {
          ByteBuffer body = clip.pictures().get(picture % clip.pictures().size()).body();
          put(VIDEO_CHUNK_STREAM, MessageType.VIDEO, pictureAt(picture++), body, MessageType.VIDEO);
        } else {
          ByteBuffer body = clip.sounds().get(sound % clip.sounds().size()).body();
          put(AUDIO_CHUNK_STREAM, MessageType.AUDIO, soundAt(sound++), body, MessageType.AUDIO);
        }
      }
      return new WireStream(out.flip(), Arrays.copyOf(endOffsets, count), Arrays.copyOf(dueMs, count), Arrays.copyOf(types, count));
    }

    private long pictureAt(int index) {
      return Math.round(index * pictureMs);
    }

    private static long soundAt(int index) {
      return Math.round(index * 1000.0 * AUDIO_FRAME_SAMPLES / AUDIO_RATE);
    }

    private void put(int chunkStream, int typeId, long timestampMs, ByteBuffer body, int countedAs) {
      writer.put(out, chunkStream, timestampMs, typeId, MESSAGE_STREAM, body, body.position(), body.remaining());
      dueMs[count] = (int) timestampMs;
      types[count] = (byte) countedAs;
      endOffsets[count++] = out.position();
    }
  }
}
