package io.livetape.app;

import io.livetape.api.SampleEvents;
import io.livetape.api.vod.VodSamples;
import io.livetape.app.config.Config;
import io.livetape.app.config.PushConfig;
import io.livetape.app.config.RecordingConfig;
import io.livetape.console.Console;
import io.livetape.console.Recordings;
import io.livetape.console.ServerInfo;
import io.livetape.console.callbacks.CallbackSide;
import io.livetape.console.files.FileActions;
import io.livetape.console.live.PlayAddresses;
import io.livetape.console.live.PushAddress;
import io.livetape.console.overview.Sources;
import io.livetape.console.settings.StorageFacts;
import io.livetape.play.FileLinks;
import io.livetape.play.StreamLinks;
import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;

/** What the web console needs of the rest. */
final class ConsoleSide {
  private ConsoleSide() {}

  /** From here on the server's figures are kept for the console. */
  static Console open(
      Ground ground, CallbackPost post, MediaLibrary library, RecordingSide recording, LiveSide live, CloudApi api, RtmpDoors doors,
      OpenParts parts) throws SQLException {
    Config config = ground.config();
    String version = Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("development");
    ServerInfo server = new ServerInfo(version, config.recording().timeZone().getId(), library.urls().publicUrl());
    Sources sources = new Sources(
        live.streams(), recording.recorder(), post.outbox(), ground.data().root(), config.disk().stopFree().bytes());
    return parts.add(new Console(new Console.Parts(
        ground.database(), api.products(), api.calls().metrics(), sources,
        new PlayAddresses(ground.domains(), new StreamLinks(PartConfigs.fileKey(config))), live.pictures(), live.forbidden(),
        pushAddress(ground, library.urls().publicUrl(), doors), files(ground, post, library), api.tasks(),
        FirstStart.adminPasswordHash(ground.database()), config.console().sessionIdle(), server, RecentProblems::newestFirst,
        recordings(ground, recording), callbacks(post, library), storage(ground), ground.ids(), ground.clock())));
  }

  private static Recordings recordings(Ground ground, RecordingSide recording) {
    RecordingConfig config = ground.config().recording();
    return new Recordings(recording.rules(), recording.policy(), PartConfigs.formatPlan(config), PartConfigs.plan(config),
        config.fileName(), ground.catalogue());
  }

  private static CallbackSide callbacks(CallbackPost post, MediaLibrary library) {
    return new CallbackSide(post.outbox(), post.dispatcher(), post.receivers(), new SampleEvents(post.bodies()),
        new VodSamples(library.addresses()));
  }

  private static StorageFacts storage(Ground ground) {
    Config config = ground.config();
    return new StorageFacts(ground.data().root(), config.disk().warnFree().bytes(), config.disk().stopFree().bytes(),
        config.recording().storageTime(), config.retention().callbackLog());
  }

  private static FileActions files(Ground ground, CallbackPost post, MediaLibrary library) {
    Config config = ground.config();
    FileLinks links = new FileLinks(library.urls(), PartConfigs.fileKey(config), ground.clock());
    return new FileActions(ground.catalogue(), post.outbox(), links, library.presentation().subApps(), config.recording().timeZone(),
        ground.clock());
  }

  /** Where no push domain is configured, publishers reach the server as viewers do. */
  private static PushAddress pushAddress(Ground ground, String publicUrl, RtmpDoors doors) {
    PushConfig push = ground.config().push();
    String host = push.domains().isEmpty() ? URI.create(publicUrl).getHost() : push.domains().getFirst().name();
    return new PushAddress(ground.domains(), host, doors::port, push.urlValidity(), ground.clock());
  }
}
