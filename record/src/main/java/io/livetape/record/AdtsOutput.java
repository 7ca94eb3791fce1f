package io.livetape.record;

import io.livetape.media.Aac;
import io.livetape.media.FileFormat;
import io.livetape.media.Pictures;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.adts.AdtsFrames;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** AAC files of one session: one per cut, and a new one at a change of format. Other audio codecs have no such file. */
final class AdtsOutput implements Output {
  private static final Logger log = LoggerFactory.getLogger(AdtsOutput.class);

  private final SessionFiles files;
  private final long flushMs;
  private final ByteBuffer header = ByteBuffer.allocate(AdtsFrames.HEADER_SIZE);

  private Track track;
  private AdtsFrames frames;
  private AdtsFile open;

  AdtsOutput(SessionFiles files) {
    this.files = files;
    flushMs = files.parts().config().fragment().toMillis();
  }

  @Override
  public void tracks(List<Track> tracks) {
    Track audio = tracks.stream().filter(Track::audio).findFirst().orElse(null);
    if (audio == null || audio.equals(track)) {
      return;
    }
    end();
    track = audio;
    frames = audio.format() instanceof Aac aac && AdtsFrames.supports(aac) ? new AdtsFrames(aac) : null;
    if (frames == null) {
      log.warn("[recording {}] an AAC file cannot hold {}: none is written; other formats are not affected",
          files.push().stream(), audio.format().codecs());
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
    end();
  }

  @Override
  public boolean failed() {
    return open != null && open.file.failed();
  }

  @Override
  public void breakOff() {
    end();
  }

  @Override
  public void write(Sample sample, long atMicros) {
    if (sample.track().video() || frames == null || !AdtsFrames.fits(sample.sizeBytes())) {
      return;
    }
    if (open == null) {
      open = new AdtsFile(sample, atMicros);
    }
    open.write(sample);
  }

  @Override
  public void end() {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  /** One file. */
  private final class AdtsFile {
    private final OpenFile identity;
    private final SpoolFile file;
    private final BlockBuffer buffer = new BlockBuffer(files.parts().spool().pool());
    private final Track format = track;
    private long sizeBytes;
    private long frameCount;
    private long flushedDts;

    AdtsFile(Sample first, long atMicros) {
      flushedDts = first.dts();
      identity = files.openFile(FileFormat.AAC, files.newId(), atMicros);
      file = files.create(SpoolNames.aac(identity.fileId()), transaction -> {
        Journal.insert(transaction, identity);
        return null;
      });
    }

    void write(Sample sample) {
      if ((sample.dts() - flushedDts) * 1000 >= flushMs * format.timescale()) {
        flush();
        flushedDts = sample.dts();
      }
      header.clear();
      frames.putHeader(sample.sizeBytes(), header);
      buffer.put(header.flip());
      buffer.put(sample);
      sizeBytes += AdtsFrames.HEADER_SIZE + sample.sizeBytes();
      frameCount++;
    }

    private void flush() {
      List<ByteBuffer> out = new ArrayList<>();
      buffer.drainTo(out, buffer.sizeBytes());
      file.append(out);
    }

    void close() {
      flush();
      // What a player of the file sees: frames alone, without the gaps that timestamps would tell of.
      long durationMs = frameCount * ((Aac) format.format()).frameSamples() * 1000 / format.timescale();
      ClosedFile closed = new ClosedFile(identity, file.path(), List.of(format), files.now(), durationMs, sizeBytes, Pictures.NONE);
      files.finish(file, channel -> channel.force(true), closed);
    }
  }
}
