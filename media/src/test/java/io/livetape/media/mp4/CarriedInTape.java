package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import java.util.List;

/** Writes a format into the head of a tape and reads it back. */
public final class CarriedInTape {
  private CarriedInTape() {}

  public static void check(Format format) throws MalformedMediaException {
    Track track = new Track(1, format instanceof Format.Audio audio ? audio.sampleRate() : 90_000, format);
    if (format.config().sizeBytes() > TapeHeader.CONFIG_SIZE_MAX) {
      return; // the writer refuses it, as documented
    }
    TapeHeader header = TapeHeader.build(TapeFile.IDENTITY, List.of(track));
    assertThat(header.bytes().remaining()).isLessThanOrEqualTo(TapeHeader.SIZE_MAX);
    TapeHead head = TapeHead.parse(header.bytes());
    assertThat(head.tracks()).isEqualTo(header.tracks());
    assertThat(head.tracks().getFirst().config()).isEqualTo(format.config());
    assertThat(head.initEndOffset()).isEqualTo(header.bytes().remaining());
  }
}
