package io.livetape.api;

import io.livetape.live.LiveStream;
import io.livetape.media.Format;
import io.livetape.media.Track;

/** The size of a stream's picture as events give it: both 0 without one, or before it is known. */
record Picture(int width, int height) {
  static final Picture NONE = new Picture(0, 0);

  static Picture of(LiveStream stream) {
    return stream.tracks().stream().filter(Track::video).map(track -> (Format.Video) track.format())
        .map(video -> new Picture(video.width(), video.height())).findFirst().orElse(NONE);
  }
}
