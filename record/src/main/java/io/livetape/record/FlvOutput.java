package io.livetape.record;

import io.livetape.media.FileFormat;
import io.livetape.media.Format;
import io.livetape.media.Pictures;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.flv.FlvMetadata;
import io.livetape.media.flv.FlvTags;
import io.livetape.media.flv.KeyFrameIndex;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** FLV files of one session: one per cut. A change of format goes on in the same file with a new sequence header. */
final class FlvOutput implements Output {
  /** Key frames that the metadata tag has room for; longer files keep every second, fourth … one. */
  static final int INDEX_CAPACITY = 512;

  private final SessionFiles files;
  private final long flushMs;

  private List<Track> tracks = List.of();
  private FlvFile open;
  private long cutStartMs = MediaSpan.UNCUT;

  FlvOutput(SessionFiles files) {
    this.files = files;
    flushMs = files.parts().config().fragment().toMillis();
  }

  @Override
  public void tracks(List<Track> next) {
    List<Track> before = tracks;
    tracks = next;
    if (open != null) {
      next.stream().filter(track -> !before.contains(track)).forEach(open::config);
    }
  }

  @Override
  public void flush(Sample next) {
    if (open != null) {
      open.flush();
    }
  }

  @Override
  public void cut(Sample next) {
    end(TapeWriter.presentationMs(next));
  }

  @Override
  public boolean failed() {
    return open != null && open.file.failed();
  }

  @Override
  public void breakOff() {
    end(MediaSpan.UNCUT);
  }

  @Override
  public void write(Sample sample, long atMicros) {
    long timeMs = FlvTags.toMs(sample.dts(), sample.track().timescale());
    if (open == null) {
      open = new FlvFile(timeMs, atMicros);
    }
    open.write(sample, timeMs);
  }

  @Override
  public void end() {
    end(MediaSpan.UNCUT);
  }

  private void end(long cutMs) {
    cutStartMs = cutMs;
    if (open != null) {
      open.close(cutMs);
      open = null;
    }
  }

  static long soundMs(Format.Audio audio, Sample sample) {
    return Math.round(audio.durationOf(sample) * 1000.0 / audio.sampleRate());
  }

  /** One file. */
  private final class FlvFile {
    private final OpenFile identity;
    private final SpoolFile file;
    private final BlockBuffer buffer = new BlockBuffer(files.parts().spool().pool());
    private final KeyFrameIndex index = new KeyFrameIndex(INDEX_CAPACITY);
    private final List<Track> seen;
    private final long startMs;
    private long sizeBytes;
    private long pictureCount;
    private long pictureBytes;
    private long flushedMs;
    private long lastMs;
    private final FlvSpan span = new FlvSpan(new MediaSpan(cutStartMs));

    FlvFile(long startMs, long atMicros) {
      this.startMs = startMs;
      flushedMs = startMs;
      lastMs = startMs;
      identity = files.openFile(FileFormat.FLV, files.newId(), atMicros);
      seen = new ArrayList<>(tracks);
      file = files.create(SpoolNames.flv(identity.fileId()), transaction -> {
        Journal.insert(transaction, identity);
        return null;
      });
      head();
    }

    private void head() {
      ByteBuffer head = ByteBuffer.allocate(FlvTags.FILE_HEADER_BYTES + FlvMetadata.tagBytes(INDEX_CAPACITY));
      FlvTags.putFileHeader(head, tracks.stream().anyMatch(Track::audio), tracks.stream().anyMatch(Track::video));
      metadata(0, 0).putTag(head);
      put(head);
      tracks.forEach(this::config);
    }

    void config(Track track) {
      seen.removeIf(known -> known.id() == track.id());
      seen.add(track);
      ByteBuffer tag = ByteBuffer.allocate(FlvTags.tagBytes(FlvTags.configBodyBytes(track.format())));
      FlvTags.putConfigTag(tag, track.format(), lastMs - startMs);
      put(tag);
    }

    private void put(ByteBuffer filled) {
      sizeBytes += filled.position();
      buffer.put(filled.flip());
    }

    void write(Sample sample, long timeMs) {
      if (timeMs - flushedMs >= flushMs) {
        flush();
        flushedMs = timeMs;
      }
      if (sample.sync() && sample.track().video()) {
        index.add(timeMs - startMs, sizeBytes);
      }
      lastMs = Math.max(lastMs, timeMs);
      if (sample.track().format() instanceof Format.Audio audio) {
        span.sound(timeMs, soundMs(audio, sample));
      } else {
        pictureCount++;
        pictureBytes += sample.sizeBytes();
        span.picture(timeMs, FlvTags.toMs(sample.compositionOffset(), sample.track().timescale()));
      }
      tag(sample, Math.max(0, timeMs - startMs));
    }

    private void tag(Sample sample, long timestampMs) {
      Format format = sample.track().format();
      int bodyBytes = FlvTags.sampleBodyBytes(sample);
      int offsetMs = (int) FlvTags.toMs(sample.compositionOffset(), sample.track().timescale());
      ByteBuffer head = buffer.room(FlvTags.HEADER_BYTES + FlvTags.sampleHeaderBytes(format));
      FlvTags.putHeader(head, FlvTags.typeOf(format), bodyBytes, timestampMs);
      FlvTags.putSampleHeader(head, format, sample.sync(), offsetMs);
      buffer.put(sample);
      FlvTags.putPreviousSize(buffer.room(FlvTags.PREVIOUS_SIZE_BYTES), bodyBytes);
      sizeBytes += FlvTags.tagBytes(bodyBytes);
    }

    private void flush() {
      List<ByteBuffer> out = new ArrayList<>();
      buffer.drainTo(out, buffer.sizeBytes());
      file.append(out);
    }

    private FlvMetadata metadata(long durationMs, long fileSizeBytes) {
      return new FlvMetadata(seen, durationMs, fileSizeBytes, lastMs - startMs, index);
    }

    /** Writes the metadata again over itself, now that duration, size and key frames are known. */
    void close(long cutMs) {
      flush();
      MediaSpan shown = span.ended();
      ByteBuffer tag = ByteBuffer.allocate(FlvMetadata.tagBytes(INDEX_CAPACITY));
      metadata(shown.endMs(MediaSpan.UNCUT) - startMs, sizeBytes).putTag(tag);
      tag.flip();
      files.finish(file, channel -> {
        channel.write(tag, FlvTags.FILE_HEADER_BYTES);
        channel.force(true);
      }, new ClosedFile(identity, file.path(), seen, files.now(), shown.lengthMs(cutMs), sizeBytes,
          new Pictures(pictureCount, pictureBytes)));
    }
  }
}
