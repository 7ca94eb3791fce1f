package io.livetape.media.flv;

import io.livetape.media.Format;
import io.livetape.media.KeyFrameChoice;
import io.livetape.media.KeyFrameChoice.Chosen;
import io.livetape.media.KeyFramePlace;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.PictureSize;
import io.livetape.media.Vp9;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Key frames of a finished file, found by the index in its metadata; of a file without one, its first. No more is read than the beginning
 * of the file and of the key frames. Another configuration of the codec within the file is not noticed.
 *
 * @param format of the first pictures; null where there are none
 * @param places in their order
 */
public record FlvKeyFrames(Format.Video format, List<KeyFramePlace> places) {
  /** Tags looked at until the first key frame: a minute of sound alone. */
  private static final int TAG_MAX = 4096;
  private static final int SCRIPT_MAX_BYTES = FlvMetadata.tagBytes(KeyFrameIndex.CAPACITY_MAX);
  private static final int CONFIG_MAX_BYTES = 64 << 10;

  /** The longest head of a frame, and the beginning of a VP9 frame, which tells its size. */
  private static final int FRAME_SEEN_BYTES = 32;

  /** @param timesMs growing: for each, the last key frame until then, each once */
  public static FlvKeyFrames of(FileChannel file, long[] timesMs) throws IOException, MalformedMediaException {
    return new Walk(file).run(timesMs);
  }

  /** A tag's head: what it is, and where its body lies. */
  private record Tag(int type, int bodyBytes, long timestampMs, long bodyOffset) {
    long endOffset() {
      return bodyOffset + bodyBytes + FlvTags.PREVIOUS_SIZE_BYTES;
    }
  }

  private static final class Walk {
    private final FileChannel file;
    private final FlvTagBody body = new FlvTagBody();
    private ByteBuffer script = ByteBuffer.allocate(0);
    private ByteBuffer config;
    private FlvTagBody.Codec codec;

    Walk(FileChannel file) {
      this.file = file;
    }

    FlvKeyFrames run(long[] timesMs) throws IOException, MalformedMediaException {
      Tag first = firstKeyFrame();
      if (first == null) {
        return new FlvKeyFrames(null, List.of());
      }
      Format.Video format = format(first);
      KeyFrameChoice choice = new KeyFrameChoice(timesMs);
      double[] offsets = ScriptArrays.numbers(script, "filepositions");
      double[] seconds = ScriptArrays.numbers(script, "times");
      if (offsets.length != seconds.length || offsets.length == 0) {
        choice.add(first.bodyOffset - FlvTags.HEADER_BYTES, first.timestampMs);
      } else {
        for (int i = 0; i < offsets.length; i++) {
          if (offsets[i] >= first.bodyOffset - FlvTags.HEADER_BYTES) { // Not the codec's configuration, with which many begin.
            choice.add((long) offsets[i], Math.round(seconds[i] * 1000));
          }
        }
      }
      return new FlvKeyFrames(format, places(choice.chosen()));
    }

    /** On the way to it, metadata and configuration are noted. */
    private Tag firstKeyFrame() throws IOException, MalformedMediaException {
      long offset = FlvTags.FILE_HEADER_BYTES;
      for (int count = 0; count < TAG_MAX && offset + FlvTags.tagBytes(0) <= file.size(); count++) {
        Tag tag = tag(offset);
        if (tag.type == FlvTags.SCRIPT && tag.bodyBytes <= SCRIPT_MAX_BYTES) {
          script = read(tag.bodyOffset, tag.bodyBytes);
        } else if (isKeyFrame(tag)) {
          return tag;
        } else if (tag.type == FlvTags.VIDEO && body.kind() == FlvTagBody.Kind.CONFIG && tag.bodyBytes <= CONFIG_MAX_BYTES) {
          config = read(tag.bodyOffset, tag.bodyBytes);
          codec = body.codec();
        }
        offset = tag.endOffset();
      }
      return null;
    }

    /** The body of a video tag is read then, whatever it is. */
    private boolean isKeyFrame(Tag tag) throws IOException, MalformedMediaException {
      if (tag.type != FlvTags.VIDEO) {
        return false;
      }
      readVideo(tag);
      return body.kind() == FlvTagBody.Kind.FRAME && body.sync();
    }

    private ByteBuffer readVideo(Tag tag) throws IOException, MalformedMediaException {
      ByteBuffer seen = read(tag.bodyOffset, Math.min(tag.bodyBytes, FRAME_SEEN_BYTES));
      body.readVideo(seen, 0, seen.limit());
      return seen;
    }

    private Format.Video format(Tag first) throws IOException, MalformedMediaException {
      ByteBuffer frame = readVideo(first);
      if (config == null || body.codec() != codec) {
        throw new MalformedMediaException(first.bodyOffset, "pictures without their configuration");
      }
      if (codec == FlvTagBody.Codec.VP9) {
        PictureSize size = Vp9.dimensionsOf(frame, body.dataOffset(), body.dataSizeBytes())
            .orElseThrow(() -> new MalformedMediaException(first.bodyOffset, "the first picture tells no size"));
        return Vp9.parse(body.readVideo(config, 0, config.limit()).config(), size.width(), size.height());
      }
      return (Format.Video) body.readVideo(config, 0, config.limit()).format();
    }

    /** What the index has that is no key frame of this codec is passed over. */
    private List<KeyFramePlace> places(List<Chosen> chosen) throws IOException, MalformedMediaException {
      List<KeyFramePlace> places = new ArrayList<>();
      for (Chosen one : chosen) {
        Tag tag = tag(one.key());
        if (isKeyFrame(tag) && body.codec() == codec) {
          places.add(new KeyFramePlace(one.timeMs(), tag.bodyOffset + body.dataOffset(), tag.bodyBytes - body.dataOffset()));
        }
      }
      return places;
    }

    private Tag tag(long offset) throws IOException, MalformedMediaException {
      if (offset < 0 || offset > file.size() - FlvTags.tagBytes(0)) {
        throw new MalformedMediaException(offset, "no room for a tag");
      }
      ByteBuffer head = read(offset, FlvTags.HEADER_BYTES);
      int timestamp = head.getInt(4);
      Tag tag = new Tag(head.get(0), head.getInt(0) & 0xFFFFFF, Integer.toUnsignedLong(timestamp >>> 8 | timestamp << 24),
          offset + FlvTags.HEADER_BYTES);
      if (tag.endOffset() > file.size()) {
        throw new MalformedMediaException(offset, "tag of " + tag.bodyBytes + " bytes does not fit");
      }
      return tag;
    }

    private ByteBuffer read(long offset, int sizeBytes) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(sizeBytes);
      while (bytes.hasRemaining()) {
        if (file.read(bytes, offset + bytes.position()) < 0) {
          throw new EOFException("the file became shorter while it was read, at " + (offset + bytes.position()));
        }
      }
      return bytes.flip();
    }
  }
}
