package io.livetape.record;

import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import io.livetape.media.Pictures;
import io.livetape.media.Track;
import io.livetape.media.adts.AdtsScan;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;

/** Cuts an AAC file back to its last whole frame. */
final class RecoveredAdts {
  private RecoveredAdts() {}

  static Salvage.Found finish(FileChannel channel) throws IOException {
    AdtsScan scan = AdtsScan.of(channel);
    if (scan.frameCount() == 0) {
      return null;
    }
    // The catalogue keeps the codec's name and rate only; the frames describe themselves.
    Track track = new Track(Track.AUDIO_ID, scan.sampleRateHz(), new Aac(Bytes.EMPTY, scan.sampleRateHz(), 2, 1024, "mp4a.40.2"));
    return new Salvage.Found(List.of(track), scan.duration().toMillis(), scan.wholeSizeBytes(), Pictures.NONE);
  }
}
