package io.livetape.record;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import io.livetape.media.mp4.TapeReader;
import io.livetape.media.mp4.TapeScan;
import io.livetape.media.mp4.TapeTotals;
import io.livetape.media.mp4.TapeTrack;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;

/**
 * What a tape that was not finished holds.
 *
 * @param torn what lies behind the last whole fragment, if anything does
 */
record RecoveredTape(TapeTotals totals, List<Track> tracks, Optional<TornTail> torn) {

  /** @throws MalformedMediaException if not even the header is whole, so that nothing was recorded */
  static RecoveredTape of(FileChannel channel) throws IOException, MalformedMediaException {
    try (TapeReader reader = TapeReader.open(channel)) {
      List<Track> tracks = TapeTrack.tracks(reader.tracks());
      TapeScan scan = TapeScan.of(reader, (_, _, _) -> { });
      return new RecoveredTape(scan.totals(), tracks, torn(scan, channel.size()));
    }
  }

  private static Optional<TornTail> torn(TapeScan scan, long sizeBytes) {
    if (scan.finished()) {
      return Optional.empty();
    }
    String why = scan.fault().map(MalformedMediaException::getMessage).orElse("a fragment or an index that was not written to its end");
    return TornTail.of(sizeBytes, scan.endOffset(), why);
  }
}
