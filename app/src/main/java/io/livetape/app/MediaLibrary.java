package io.livetape.app;

import io.livetape.api.FileLanding;
import io.livetape.api.TimelineRemoval;
import io.livetape.api.vod.FileAddresses;
import io.livetape.api.vod.VodEvents;
import io.livetape.app.config.CoverConfig;
import io.livetape.app.config.RetentionConfig;
import io.livetape.play.VideoUrls;
import io.livetape.record.LandingListener;
import io.livetape.vod.RemovalListener;
import io.livetape.vod.Removals;
import io.livetape.vod.Retention;
import io.livetape.vod.cover.CoverMaker;
import io.livetape.vod.cover.FfmpegDecoder;
import java.util.List;
import java.util.Optional;

/**
 * The finished files: how they come in, are presented and told of, get covers, and go.
 *
 * @param urls where files and covers are to be had
 * @param addresses the same, for the API
 * @param presentation how files are called
 * @param events what the product "vod" tells of files
 * @param removals the files' way out
 * @param covers empty when none are made
 * @param landing the files' way in
 */
record MediaLibrary(
    VideoUrls urls, FileAddresses addresses, FileLanding.Presentation presentation, VodEvents events, Removals removals,
    Optional<CoverMaker> covers, LandingListener landing) implements Measured {
  static MediaLibrary open(Ground ground, CallbackPost post, VideoUrls urls, OpenParts parts) {
    FileAddresses addresses = new FileAddresses(urls::of, urls::cover);
    FileLanding.Presentation presentation = PartConfigs.presentation(ground.config(), urls);
    VodEvents events = new VodEvents(ground.database(), post.outbox(), addresses, ground.clock());
    Removals removals = parts.add(new Removals(ground.database(), ground.catalogue(), ground.store(),
        RemovalListener.all(List.of(new TimelineRemoval(), events)), ground.clock()));
    Optional<CoverMaker> covers = covers(ground, removals).map(parts::add);
    FileLanding landing = new FileLanding(
        ground.catalogue(), post.receivers(), post.bodies(), presentation, events, ground.clock());
    return new MediaLibrary(urls, addresses, presentation, events, removals, covers,
        covers.<LandingListener>map(maker -> new CoverLanding(landing, maker)).orElse(landing));
  }

  private static Optional<CoverMaker> covers(Ground ground, Removals removals) {
    CoverConfig config = ground.config().cover();
    return config.on()
        ? Optional.of(new CoverMaker(ground.database(), ground.catalogue(), removals, ground.store(),
            new FfmpegDecoder(config.ffmpeg(), config.widthMax()), ground.clock()))
        : Optional.empty();
  }

  /** Begins to remove what is too old, old callbacks among it, and to make the covers that are missing. */
  void start(Ground ground, CallbackPost post, OpenParts parts) {
    RetentionConfig config = ground.config().retention();
    Retention.Sweep oldCallbacks = () -> post.outbox().sweep(ground.clock().instant().minus(config.callbackLog()));
    parts.add(Retention.start(removals, config.sweepInterval(), List.of(oldCallbacks)));
    covers.ifPresent(CoverMaker::start);
  }

  @Override
  public void measure(Metrics metrics) {
    metrics.removals(removals.metrics());
    covers.map(CoverMaker::metrics).ifPresent(metrics::covers);
  }
}
