package io.livetape.vod.sprite;

import io.livetape.media.Format;
import io.livetape.media.KeyFramePlace;
import java.nio.file.Path;
import java.util.List;

/**
 * Key frames of one format in one local file, in their order.
 *
 * @param places with times of the recording, which may be made of several files
 */
record KeyFrameRun(Path path, Format.Video format, List<KeyFramePlace> places) {
  KeyFrameRun {
    places = List.copyOf(places);
  }

  /** All of it so much later. */
  KeyFrameRun after(long shiftMs) {
    return new KeyFrameRun(path, format,
        places.stream().map(place -> new KeyFramePlace(place.timeMs() + shiftMs, place.offset(), place.sizeBytes())).toList());
  }
}
