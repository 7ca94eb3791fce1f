package io.livetape.app;

import io.livetape.api.FileLanding;
import io.livetape.api.TimelineRemoval;
import io.livetape.api.vod.FileAddresses;
import io.livetape.api.vod.VodEvents;
import io.livetape.app.config.RetentionConfig;
import io.livetape.console.account.AuditLog;
import io.livetape.play.VideoUrls;
import io.livetape.record.LandingListener;
import io.livetape.vod.RemovalListener;
import io.livetape.vod.Removals;
import io.livetape.vod.Retention;
import java.util.List;

/**
 * The finished files: how they come in, are presented and told of, get pictures, and go.
 *
 * @param urls where files and their pictures are to be had
 * @param addresses the same, for the API
 * @param presentation how files are called
 * @param events what the product "vod" tells of files
 * @param removals the files' way out
 * @param pictures what is made of files in the background
 * @param landing the files' way in
 */
record MediaLibrary(
    VideoUrls urls, FileAddresses addresses, FileLanding.Presentation presentation, VodEvents events, Removals removals,
    PictureParts pictures, LandingListener landing) implements Measured {
  static MediaLibrary open(Ground ground, CallbackPost post, VideoUrls urls, OpenParts parts) {
    FileAddresses addresses = new FileAddresses(urls::of, urls::beside);
    FileLanding.Presentation presentation = PartConfigs.presentation(ground.config(), urls);
    VodEvents events = new VodEvents(ground.database(), post.outbox(), addresses, ground.clock());
    Removals removals = parts.add(new Removals(ground.database(), ground.catalogue(), ground.store(),
        RemovalListener.all(List.of(new TimelineRemoval(), events)), ground.clock()));
    PictureParts pictures = PictureParts.of(ground, removals);
    parts.add(pictures.maker());
    FileLanding landing = new FileLanding(
        ground.catalogue(), post.receivers(), post.bodies(), presentation, events, ground.clock());
    return new MediaLibrary(urls, addresses, presentation, events, removals, pictures,
        new PictureLanding(landing, pictures.maker()));
  }

  /** Begins to remove what is too old, old callbacks and audits among it, and to make the pictures that are missing. */
  void start(Ground ground, CallbackPost post, OpenParts parts) {
    RetentionConfig config = ground.config().retention();
    Retention.Sweep oldCallbacks = () -> post.outbox().sweep(ground.clock().instant().minus(config.callbackLog()));
    Retention.Sweep oldAudit = () -> AuditLog.sweep(ground.database(), ground.clock().instant().minus(config.auditLog()));
    parts.add(Retention.start(removals, config.sweepInterval(), List.of(oldCallbacks, oldAudit)));
    pictures.maker().start();
  }

  @Override
  public void measure(Metrics metrics) {
    metrics.removals(removals.metrics());
    metrics.pictures(pictures.kinds());
  }
}
