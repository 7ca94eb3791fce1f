package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import io.livetape.testkit.FuzzContract;
import io.livetape.testkit.ScratchFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A damaged tape is refused at its header, or scanned up to the first thing that is wrong and finished there; the finished file holds
 * the same fragments, and finishing it once more changes nothing. One that was finished before is left as it is.
 */
class TapeFuzzTest extends FuzzContract {
  private static final TapeFinisher.Syncer NO_DISK = (_, _) -> { };

  private final ScratchFile file = new ScratchFile();

  @Override
  protected void take(byte[] input) throws Exception {
    FileChannel channel = file.with(input);
    try (TapeReader reader = TapeReader.open(channel)) {
      TapeTotals totals = scan(reader, input.length);
      TapeFinisher.FinishedTape finished = TapeFinisher.finish(channel, totals, NO_DISK);
      assertThat(finished.sizeBytes()).isEqualTo(channel.size());
      if (reader.finished()) {
        assertThat(file.content()).isEqualTo(input);
      } else {
        finished(channel, reader, totals);
      }
    } catch (MalformedMediaException e) {
      assertThat(e.offset()).isBetween(0L, (long) input.length);
    }
  }

  private static TapeTotals scan(TapeReader reader, long sizeBytes) throws Exception {
    long[] end = {reader.initEndOffset()};
    TapeScan scan = TapeScan.of(reader, (_, offset, fragmentBytes) -> {
      assertThat(offset).isEqualTo(end[0]);
      end[0] += fragmentBytes;
    });
    assertThat(scan.endOffset()).isEqualTo(end[0]).isLessThanOrEqualTo(sizeBytes);
    scan.fault().ifPresent(fault -> assertThat(fault.offset()).isBetween(scan.endOffset(), sizeBytes));
    assertThat(scan.totals().durationMs()).isNotNegative();
    for (TrackTotals track : scan.totals().tracks()) {
      assertThat(track.sizeBytes()).isBetween(0L, sizeBytes);
      assertThat(track.mediaDuration()).isNotNegative();
    }
    return scan.totals();
  }

  private void finished(FileChannel channel, TapeReader before, TapeTotals totals) throws Exception {
    byte[] content = file.content();
    try (TapeReader again = TapeReader.open(channel)) {
      assertThat(again.finished()).isTrue();
      assertThat(again.identity()).isEqualTo(before.identity());
      TapeScan scan = TapeScan.of(again, (_, _, _) -> { });
      assertThat(scan.totals().tracks()).isEqualTo(totals.tracks());
      assertThat(scan.fault()).isEmpty();
      TapeFinisher.finish(channel, scan.totals(), NO_DISK);
      assertThat(file.content()).isEqualTo(content);
    }
  }

  /** Each table is written through a buffer of its own, of 16 KiB. */
  @Override
  protected long allocatedMaxBytes(int inputBytes) {
    return (8L << 20) + 256L * inputBytes;
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    Path path = Files.createTempFile("tape", ".mp4");
    for (boolean finished : new boolean[] {false, true}) {
      try (TapeFile tape = TapeFile.write(path, small())) {
        if (finished) {
          tape.finish();
        }
        seeds.put(finished ? "finished" : "torn", tape.content().array());
      }
    }
    try (TapeFile tape = TapeFile.write(path, new Clip(List.of(Clip.video(Clip.AV1_FORMAT)), List.of()))) {
      seeds.put("header", tape.content().array());
    }
    Files.delete(path);
    return seeds;
  }

  /** The clip's first second, with the first bytes of its samples only. */
  private static Clip small() {
    Clip clip = Clip.bFramesWithAac();
    List<Track> tracks = clip.tracks();
    List<Clip.Item> items = clip.items().stream().filter(item -> item.dts() < tracks.get(item.trackIndex()).timescale())
        .map(item -> new Clip.Item(item.trackIndex(), item.dts(), item.duration(), item.compositionOffset(), item.sync(),
            Arrays.copyOf(item.bytes(), 4))).toList();
    return new Clip(tracks, items);
  }
}
