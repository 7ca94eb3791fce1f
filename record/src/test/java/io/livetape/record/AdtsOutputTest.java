package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Bytes;
import io.livetape.media.FileFormat;
import io.livetape.media.Opus;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdtsOutputTest extends OutputContract {
  @Override
  FileFormat format() {
    return FileFormat.AAC;
  }

  @Override
  Output create(SessionFiles files) {
    return new AdtsOutput(files);
  }

  @Override
  boolean hasPictures() {
    return false;
  }

  /** The picture's is none of its business. */
  @Override
  int filesOverTwoChanges() {
    return 2;
  }

  @Test
  void soundThatAdtsCannotHold_makesNoFile() throws Exception {
    Track opus = new Track(Track.AUDIO_ID, 48_000, Opus.parse(Bytes.fromHex("000201380000bb80000000")));
    output.tracks(List.of(opus));
    output.write(feed.next().set(opus, 0, 0, true, ByteBuffer.allocate(10), 0, 10), 0);
    land();
    assertThat(studio.landed()).isEmpty();
    assertThat(studio.parts.metrics().openedFiles.sum()).isZero();
  }
}
