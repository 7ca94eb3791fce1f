package io.livetape.app;

import io.livetape.app.config.CoverConfig;
import io.livetape.app.config.SpriteConfig;
import io.livetape.play.LivePictures;
import io.livetape.vod.Removals;
import io.livetape.vod.cover.CoverKind;
import io.livetape.vod.cover.FfmpegDecoder;
import io.livetape.vod.cover.FfmpegStill;
import io.livetape.vod.picture.Ffmpeg;
import io.livetape.vod.picture.PictureKind;
import io.livetape.vod.picture.PictureMaker;
import io.livetape.vod.sprite.SpriteKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The pictures that are made of recordings and live streams, as the configuration wants them. */
record PictureParts(List<PictureKind> kinds, PictureMaker maker) {
  /** Wider pictures of live streams are made smaller, in pixels: they are looked at in lists. */
  private static final int LIVE_WIDTH_MAX = 480;

  static PictureParts of(Ground ground, Removals removals) {
    List<PictureKind> kinds = new ArrayList<>();
    CoverConfig cover = ground.config().cover();
    SpriteConfig sprite = ground.config().sprite();
    if (cover.on()) {
      kinds.add(new CoverKind(ground.catalogue(), removals, ground.store(), new FfmpegDecoder(cover.ffmpeg(), cover.widthMax()),
          ground.clock()));
    }
    if (cover.on() && sprite.on()) {
      kinds.add(new SpriteKind(
          removals, ground.store(), new Ffmpeg(cover.ffmpeg()), sprite.picturesMax(), sprite.width(), ground.clock()));
    }
    return new PictureParts(List.copyOf(kinds), new PictureMaker(ground.database(), ground.catalogue(), kinds, ground.clock()));
  }

  static LivePictures live(Ground ground) {
    CoverConfig cover = ground.config().cover();
    return new LivePictures(new FfmpegStill(new Ffmpeg(cover.ffmpeg()), Math.min(LIVE_WIDTH_MAX, cover.widthMax())),
        cover.on() ? cover.liveInterval() : Duration.ZERO, ground.clock());
  }
}
