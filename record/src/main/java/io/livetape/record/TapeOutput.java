package io.livetape.record;

import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Pictures;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.mp4.OpenEnd;
import io.livetape.media.mp4.TapeFinisher;
import io.livetape.media.mp4.TapeHeader;
import io.livetape.media.mp4.TapeSegments;
import io.livetape.media.mp4.TapeIdentity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tapes of one session, which are its MP4 files, its HLS file, or both at once.
 *
 * <p>A tape ends at the interval (when MP4 was asked for) and at a change of tracks; the HLS file goes on over all of them, on one
 * timeline.
 */
final class TapeOutput implements Output {
  private static final Logger log = LoggerFactory.getLogger(TapeOutput.class);

  private final SessionFiles files;
  private final boolean mp4;
  private final HlsOutput hls;
  private final long fragmentMs;
  private final long stallMs;

  private List<Track> tracks = List.of();
  /** The tracks from the next sample on; null while nothing changes. */
  private List<Track> nextTracks;
  private int tapeCount;
  private OpenTape tape;
  private OpenFile mp4File;
  private TapeWriter writer;
  /** Whether the next tape does not simply follow the one before: another format, or a gap. */
  private boolean startsAnew;
  private long cutStartMs = MediaSpan.UNCUT;
  /** Whether the tracks as announced cannot be put into a tape at all. */
  private boolean unwritable;

  TapeOutput(SessionFiles files) {
    this.files = files;
    mp4 = files.plan().formats().contains(FileFormat.MP4);
    hls = files.plan().formats().contains(FileFormat.HLS) ? new HlsOutput(files) : null;
    fragmentMs = files.parts().config().fragment().toMillis();
    stallMs = TapeSegments.STALL_TARGETS * files.parts().config().segmentTarget().toMillis();
  }

  @Override
  public void tracks(List<Track> next) {
    nextTracks = next;
  }

  /**
   * The first sample after a change of tracks ends the tape. A key frame does it at its instant, as an interval would: then the lengths add
   * up, and players that place what follows by the length of what was before leave no hole.
   */
  private void changeTracks(Sample first) {
    boolean atKeyFrame = writer != null && first.track().video();
    if (atKeyFrame && tracks.stream().anyMatch(Track::video)) {
      writer.settle(first);
    }
    endTape(atKeyFrame ? TapeWriter.presentationMs(first) : MediaSpan.UNCUT);
    startsAnew = tapeCount > 0;
    tracks = nextTracks;
    nextTracks = null;
    unwritable = false;
  }

  @Override
  public void flush(Sample next) {
    if (writer != null && nextTracks == null) {
      writer.settle(next);
      writer.flush();
    }
  }

  @Override
  public void cut(Sample next) {
    if (nextTracks != null) {
      changeTracks(next);
    } else if (mp4 && writer != null) {
      writer.settle(next);
      endTape(TapeWriter.presentationMs(next));
    }
  }

  @Override
  public boolean failed() {
    return writer != null && writer.file().failed();
  }

  @Override
  public void breakOff() {
    endTape(MediaSpan.UNCUT);
    cutStartMs = MediaSpan.UNCUT;
    startsAnew = tapeCount > 0;
  }

  @Override
  public void write(Sample sample, long atMicros) {
    if (nextTracks != null) {
      changeTracks(sample);
    }
    if (writer == null && !unwritable) {
      beginTape(sample, atMicros);
    }
    if (unwritable) {
      return;
    }
    writer.settle(sample);
    boolean leads = sample.track().video() || tracks.stream().noneMatch(Track::video);
    writer.writeStalled(sample, stallMs);
    boolean mayEnd = leads ? sample.sync() : writer.pictureStalled();
    boolean segmentEnds = hls != null && mayEnd && hls.segmentMayEnd(writer.span(), sample);
    if (segmentEnds || fragmentEnds(sample)) {
      writer.flush();
    }
    if (segmentEnds) {
      hls.segmentEnds(writer.span(), TapeWriter.presentationMs(sample), writer.sizeBytes(), atMicros);
    }
    writer.add(sample);
  }

  private boolean fragmentEnds(Sample sample) {
    return writer.fragmentMs(sample) >= fragmentMs || !writer.hasRoomFor(sample);
  }

  @Override
  public void end() {
    endTape(MediaSpan.UNCUT);
    if (hls != null) {
      hls.end();
    }
  }

  private void beginTape(Sample first, long atMicros) {
    long tapeId = files.newId();
    long mp4FileId = mp4 ? files.newId() : 0;
    long hlsFileId = hls == null ? 0 : hls.fileId();
    int ordinal = hls == null ? tapeCount : hls.tapeCount();
    tape = new OpenTape(tapeId, mp4FileId, hlsFileId, ordinal, Micros.toInstant(atMicros));
    TapeHeader header;
    try {
      header = TapeHeader.build(identity(first), tracks);
    } catch (MalformedMediaException e) {
      unwritable = true;
      log.error("[recording {}] no MP4 and HLS is written: {}; tried again when the publisher sends another configuration",
          files.push().stream(), e.getMessage());
      return;
    }
    tapeCount++;
    mp4File = mp4 ? files.openFile(FileFormat.MP4, mp4FileId, atMicros) : null;
    OpenFile hlsFile = hls == null ? null : hls.begin(atMicros).orElse(null);
    SpoolFile file = create(hlsFile);
    writer = new TapeWriter(header, tracks, file, files.parts().spool().pool(), new MediaSpan(cutStartMs));
    if (hls != null) {
      hls.tapeBegins(tape, tracks, header, file, atMicros, startsAnew);
    }
    startsAnew = false;
  }

  private SpoolFile create(OpenFile hlsRow) {
    OpenTape row = tape;
    OpenFile mp4Row = mp4File;
    return files.create(SpoolNames.tape(row.tapeId()), transaction -> {
      Journal.insert(transaction, row);
      if (mp4Row != null) {
        Journal.insert(transaction, mp4Row);
      }
      if (hlsRow != null) {
        Journal.insert(transaction, hlsRow);
      }
      return null;
    });
  }

  private TapeIdentity identity(Sample first) {
    return new TapeIdentity(
        Long.toString(mp4 ? tape.mp4FileId() : tape.hlsFileId()), Long.toString(tape.tapeId()), files.push().sequence(),
        files.push().domain(), files.push().stream().app(), files.push().stream().name(), tape.startedAt(), tape.ordinal(),
        Duration.ofMillis(TapeWriter.timeMs(first)));
  }

  /** @param cutMs the instant of the cut that ends it, or {@link MediaSpan#UNCUT} */
  private void endTape(long cutMs) {
    if (writer == null) {
      return;
    }
    TapeWriter ended = writer;
    writer = null;
    cutStartMs = cutMs;
    ended.end();
    Pictures pictures = ended.totals().pictures();
    if (hls != null) {
      hls.tapeEnds(ended.span(), cutMs, ended.sizeBytes(), pictures);
    }
    ClosedFile closedMp4 = mp4File == null ? null
        : new ClosedFile(mp4File, ended.file().path(), tracks, files.now(), ended.span().lengthMs(cutMs), 0, pictures);
    files.finish(
        ended.file(), channel -> finishTape(channel, ended),
        new ClosedTape(tape, closedMp4, ended.file().path()));
  }

  private static void finishTape(FileChannel channel, TapeWriter ended) throws IOException {
    try {
      boolean changed = ended.hasOpenEnds() && OpenEnd.close(channel);
      TapeFinisher.finish(channel, changed ? RecoveredTape.of(channel).totals() : ended.totals(), TapeFinisher.Syncer.FORCE);
    } catch (MalformedMediaException e) {
      throw new IOException("what was written cannot be read back", e);
    }
  }
}
