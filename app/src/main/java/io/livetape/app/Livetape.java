package io.livetape.app;

import io.livetape.api.ApiKeys;
import io.livetape.api.CallbackBodies;
import io.livetape.api.Domains;
import io.livetape.api.EndCode;
import io.livetape.api.EventReceivers;
import io.livetape.api.FileLanding;
import io.livetape.api.ForbiddenStreams;
import io.livetape.api.PlayAuth;
import io.livetape.api.PushAuth;
import io.livetape.api.PushDomains;
import io.livetape.api.PushEvents;
import io.livetape.api.PushPulse;
import io.livetape.api.PushRecordPolicy;
import io.livetape.api.RecordingEvents;
import io.livetape.api.TimelineRemoval;
import io.livetape.api.fcgi.FcgiRoutes;
import io.livetape.api.live.LiveProduct;
import io.livetape.api.live.RecordRules;
import io.livetape.api.transport.ApiCalls;
import io.livetape.api.transport.ApiRoutes;
import io.livetape.api.transport.KeyRing;
import io.livetape.api.transport.OpenApi;
import io.livetape.api.transport.Product;
import io.livetape.api.vod.FileAddresses;
import io.livetape.api.vod.VodEvents;
import io.livetape.api.vod.VodProduct;
import io.livetape.api.vod.VodTasks;
import io.livetape.app.config.Config;
import io.livetape.callback.Dispatcher;
import io.livetape.callback.Fetch;
import io.livetape.callback.Outbox;
import io.livetape.callback.OwnPorts;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.live.Audience;
import io.livetape.live.LiveStreams;
import io.livetape.live.PlayGate;
import io.livetape.play.PlayRoutes;
import io.livetape.play.VideoUrls;
import io.livetape.record.GrowingTapes;
import io.livetape.record.LandingListener;
import io.livetape.record.Recorder;
import io.livetape.record.task.RecordTasks;
import io.livetape.rtmp.RtmpMetrics;
import io.livetape.rtmp.RtmpServer;
import io.livetape.rtmp.RtmpServices;
import io.livetape.store.BlobStore;
import io.livetape.store.FolderBlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.RemovalListener;
import io.livetape.vod.Removals;
import io.livetape.vod.Retention;
import io.livetape.vod.cover.CoverMaker;
import io.livetape.vod.cover.FfmpegDecoder;
import io.livetape.vod.task.WorkFolder;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole service, put together: the only place that knows every part. Starting opens the parts from the disk outwards, so that nobody
 * is let in before what stands behind is ready; closing goes the other way, and finishes recordings and callbacks.
 */
final class Livetape implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Livetape.class);
  private static final Duration LANDING_WAIT = Duration.ofSeconds(30);
  private static final Duration CALLBACK_WAIT = Duration.ofSeconds(10);

  private final OpenParts parts;
  private final Optional<String> adminPassword;
  private final Recorder recorder;
  private final Dispatcher dispatcher;
  /** The listeners for publishers, which close first. */
  private final OpenParts doors;
  private final ServerFacts facts;
  private volatile boolean ready;

  /** Starts everything; when that fails, what was opened is closed again. */
  static Livetape start(Config config, DataFolder data) throws IOException, SQLException {
    OpenParts parts = new OpenParts();
    boolean started = false;
    try {
      Livetape livetape = new Livetape(config, data, parts);
      started = true;
      return livetape;
    } finally {
      if (!started) {
        parts.close();
      }
    }
  }

  private Livetape(Config config, DataFolder data, OpenParts parts) throws IOException, SQLException {
    this.parts = parts;
    doors = parts.add(new OpenParts());
    InstantSource clock = InstantSource.system();
    LongSupplier ids = new Ids(clock);
    parts.add(data.lock());
    Database database = parts.add(Database.open(DatabaseConfig.of(data.database())));
    PushDomains configured = FirstStart.pushDomains(database, config.push());
    FirstStart.rememberPushDomain(database, configured.first());
    Domains domains = new Domains(database, configured, config.push().auth());
    adminPassword = FirstStart.adminPassword(database);
    BlobStore store = new FolderBlobStore(data.store());
    Catalogue catalogue = new Catalogue(database, GrowingTapes::hold);
    catalogue.indexTexts();

    Vertx vertx = parts.add(new EventLoops()).vertx();
    Outbox outbox = new Outbox(database, clock);
    EventReceivers receivers = new EventReceivers(database, outbox, config.callback().url(), config.callback().key().value());
    dispatcher = parts.add(Dispatcher.start(
        vertx, outbox, PartConfigs.delivery(config.callback()), receivers, PartConfigs.addresses(config.callback()), clock));

    OpenFiles openFiles = OpenFiles.of(config);
    openFiles.tell(config);
    HttpFace http = parts.add(new HttpFace(vertx, config.http().host(), config.http().port(), openFiles.visits(config.http())));
    VideoUrls urls = new VideoUrls(config.http().baseUrl(http.port()), config.account().appid());
    CallbackBodies bodies = new CallbackBodies(config.account().appid(), PartConfigs.nodeAddress());
    RecordRules recordRules = new RecordRules(database);
    FileAddresses addresses = new FileAddresses(urls::of, urls::cover);
    VodEvents vodEvents = new VodEvents(database, outbox, addresses, clock);
    Removals removals = parts.add(new Removals(
        database, catalogue, store, RemovalListener.all(List.of(new TimelineRemoval(), vodEvents)), clock));
    FileLanding.Presentation presentation = PartConfigs.presentation(config, urls);
    FileLanding landing = new FileLanding(catalogue, receivers, bodies, presentation, vodEvents, clock);
    Optional<CoverMaker> covers = covers(config, database, catalogue, removals, store, clock).map(parts::add);
    recorder = parts.add(new Recorder(
        PartConfigs.record(config, data.spool()), new PushRecordPolicy(
            recordRules::planFor, PartConfigs.plan(config.recording()), PartConfigs.formatPlan(config.recording())), store, database,
        covers.<LandingListener>map(maker -> new CoverLanding(landing, maker)).orElse(landing),
        new RecordingEvents(database, receivers, bodies), ids, domains::realm, clock));
    PushEvents pushEvents = new PushEvents(database, receivers, bodies, clock);
    pushEvents.endInterrupted();
    recorder.recover();

    RecordTasks tasks = parts.add(new RecordTasks(database, recorder, recordRules::planFor, clock));
    ForbiddenStreams forbidden = new ForbiddenStreams(database, domains, clock);
    PushAuth auth = new PushAuth(domains::push, new HashSet<>(config.push().apps()), clock);
    LiveStreams streams = new LiveStreams(push -> auth.refusal(push).or(() -> forbidden.refusal(push)), config.rtmp().sameName(),
        config.rtmp().streamMax(), List.of(pushEvents, recorder, tasks, forbidden), Audience.of(config.rtmp().viewerMax()));
    PlayGate playGate = new PlayAuth(domains::play, clock);
    tasks.start(streams);
    parts.add(new PushPulse(database, streams::all, clock));
    RtmpMetrics rtmpMetrics = new RtmpMetrics();
    RtmpServices services = new RtmpServices(
        streams, playGate, reason -> EndCode.of(reason).toString(), ids, clock, rtmpMetrics);

    Metrics metrics = parts.add(new Metrics());
    metrics.streams(streams);
    metrics.rtmp(rtmpMetrics);
    metrics.http(http.visits());
    metrics.recorder(recorder);
    metrics.callbacks(new Callbacks(outbox, dispatcher));
    metrics.removals(removals.metrics());
    covers.map(CoverMaker::metrics).ifPresent(metrics::covers);
    metrics.disk(data.root());
    Router router = Router.router(vertx);
    // Without a handler each malformed path that a stranger sends puts a page of stack trace into the log.
    router.errorHandler(400, context -> context.response().setStatusCode(400).end("malformed request\n"));
    new HealthRoutes(() -> ready, metrics).mount(router);
    LiveProduct.Parts live = new LiveProduct.Parts(database, recordRules, tasks, recorder, streams, domains, forbidden,
        PartConfigs.addresses(config.callback()), PartConfigs.nodeAddress(), clock);
    new FcgiRoutes(PartConfigs.fcgiAccount(config), config.api().olderOutputList(), live, catalogue, urls::of).mount(router);
    Set<Integer> ownPorts = ConcurrentHashMap.newKeySet();
    ownPorts.add(http.port());
    Fetch fetch = new Fetch(
        vertx, new OwnPorts(PartConfigs.addresses(config.upload()), () -> ownPorts), PartConfigs.fetch(config.upload()));
    VodTasks vodTasks = parts.add(new VodTasks(new VodTasks.Parts(database, catalogue, store, config.account().appid(), presentation,
        addresses, WorkFolder.open(data.work(), config.disk().stopFree().bytes()), config.recording().segmentTarget(), ids,
        vodEvents, live.receivers(), fetch, clock)));
    List<Product> products = List.of(LiveProduct.of(live), VodProduct.of(new VodProduct.Parts(
        database, catalogue, removals, store, addresses, config.account().appid(), vodTasks, clock)));
    ApiCalls calls = calls(config, live, Stream.concat(products.stream(), Stream.of(vodTasks.version2())).toList());
    metrics.api(calls.metrics());
    ApiRoutes api = new ApiRoutes(calls, new OpenApi(products));
    api.mount(router);
    PlayRoutes play = new PlayRoutes(streams, playGate, recorder, catalogue, store, urls, config.recording().timeZone(), clock,
        PartConfigs.replay(config, data.scratch()));
    play.mount(router);
    http.serve(api.before(router));

    RtmpServer rtmp = doors.add(new RtmpServer(openFiles.limit(PartConfigs.rtmp(config.rtmp())), services));
    ownPorts.add(rtmp.port());
    if (config.rtmp().tls().on()) {
      ownPorts.add(doors.add(new RtmpServer(openFiles.limit(PartConfigs.rtmps(config.rtmp())), services)).port());
    }
    vodTasks.start(play.pieces(), config.tasks().threads());
    facts = new ServerFacts(rtmp.port(), http.port(), urls.publicUrl());
    facts.write(data.serverFacts());
    parts.add(Retention.start(removals, config.retention().sweepInterval(), List.of(
        () -> outbox.sweep(clock.instant().minus(config.retention().callbackLog())))));
    covers.ifPresent(CoverMaker::start);
    ready = true;
    log.info("[server] ready: RTMP on {}, HTTP on {}", rtmp.port(), http.port());
  }

  private static Optional<CoverMaker> covers(
      Config config, Database database, Catalogue catalogue, Removals removals, BlobStore store, InstantSource clock) {
    return config.cover().on()
        ? Optional.of(new CoverMaker(database, catalogue, removals, store,
            new FfmpegDecoder(config.cover().ffmpeg(), config.cover().widthMax()), clock))
        : Optional.empty();
  }

  private static ApiCalls calls(Config config, LiveProduct.Parts live, List<Product> products) {
    KeyRing keys = secretId -> live.database().readNow(connection -> ApiKeys.find(connection, secretId));
    return new ApiCalls(products, keys, config.api().rateLimit(), live.clock());
  }

  ServerFacts facts() {
    return facts;
  }

  /** Made by this start, if it was the first of the data folder; shown to a person once. */
  Optional<String> adminPassword() {
    return adminPassword;
  }

  /** Lets nobody in any more, finishes every recording, delivers what can be delivered, and closes. */
  @Override
  public void close() {
    ready = false;
    log.info("[server] stopping: ending pushes, landing recordings, delivering callbacks");
    doors.close();
    recorder.stopRecovering();
    try {
      if (!recorder.awaitLanded(LANDING_WAIT)) {
        log.warn("[server] not everything has landed; the next start finishes it");
      }
      if (!dispatcher.awaitEmpty(CALLBACK_WAIT)) {
        log.warn("[server] not every callback is delivered; the next start goes on");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    parts.close();
    log.info("[server] stopped");
  }
}
