package io.livetape.console;

import io.livetape.api.ForbiddenStreams;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiMetrics;
import io.livetape.api.transport.DirectCalls;
import io.livetape.api.transport.Product;
import io.livetape.api.vod.VodTasks;
import io.livetape.console.account.AuditLog;
import io.livetape.console.account.Sessions;
import io.livetape.console.account.SignIn;
import io.livetape.console.callbacks.CallbackSide;
import io.livetape.console.callbacks.EndpointActions;
import io.livetape.console.callbacks.EventActions;
import io.livetape.console.callbacks.TestActions;
import io.livetape.console.files.FileActions;
import io.livetape.console.live.LiveActions;
import io.livetape.console.live.LiveRates;
import io.livetape.console.live.PlayAddresses;
import io.livetape.console.live.PushAddress;
import io.livetape.console.live.StopActions;
import io.livetape.console.overview.Overview;
import io.livetape.console.overview.Sources;
import io.livetape.console.settings.ApiKeyActions;
import io.livetape.console.settings.AuditActions;
import io.livetape.console.settings.StorageActions;
import io.livetape.console.settings.StorageFacts;
import io.livetape.console.settings.UserActions;
import io.livetape.db.Database;
import io.livetape.play.LivePictures;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The console, put together. Any thread. */
public final class Console implements AutoCloseable {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final Assets assets = Assets.read();
  private final ShellPage page = new ShellPage(assets);
  private final Overview overview;
  private final LiveRates rates;
  private final EventStreams events;
  private final SignInRoutes signInRoutes;
  private final ApiBridge bridge;

  /**
   * What it works on.
   *
   * @param products of the cloud API, whose actions it offers
   * @param playAddresses opens streams for the pages
   * @param pictures what live streams show
   * @param pushAddress makes addresses for encoders
   * @param files what the pages of files ask for
   * @param vodTasks work on files
   * @param adminPasswordHash of the user whom the first start makes
   * @param sessionIdle after which a session that is not used ends
   * @param problems the newest of the log, the newest first
   * @param ids new positive ids, rising
   * @param recordings what is recorded, and was
   */
  public record Parts(
      Database database, List<Product> products, ApiMetrics apiMetrics, Sources sources, PlayAddresses playAddresses,
      LivePictures pictures, ForbiddenStreams forbidden, PushAddress pushAddress, FileActions files, VodTasks vodTasks, String adminPasswordHash,
      Duration sessionIdle, ServerInfo server, Supplier<List<Problem>> problems, Recordings recordings, CallbackSide callbacks,
      StorageFacts storage, LongSupplier ids, InstantSource clock) {}

  public Console(Parts parts) throws SQLException {
    Sessions sessions = new Sessions(parts.database, parts.sessionIdle, parts.clock);
    SignIn signIn = new SignIn(parts.database, sessions, parts.adminPasswordHash, parts.clock);
    AuditLog audit = new AuditLog(parts.database, parts.ids);
    Guard guard = new Guard(sessions, parts.server.publicUrl());
    overview = new Overview(parts.sources, parts.clock);
    rates = new LiveRates(parts.sources.streams());
    overview.listen(figures -> rates.measure(figures.at()));
    events = new EventStreams(guard, overview);
    signInRoutes = new SignInRoutes(guard, signIn, sessions, audit, parts.server, parts.clock, events::signedOut);
    DirectCalls calls = new DirectCalls(Stream.concat(parts.products.stream(), Stream.of(ownActions(parts))).toList(), parts.apiMetrics);
    bridge = new ApiBridge(calls, guard, sessions, audit, parts.clock);
  }

  /** Actions that no cloud has. A new page's go here. */
  private Product ownActions(Parts parts) {
    List<Action<?, ?>> actions = new ArrayList<>();
    actions.addAll(new OverviewActions(overview, parts.problems).all());
    actions.addAll(new LiveActions(parts.database, parts.sources.streams(), parts.sources.recorder(), parts.forbidden, rates,
        parts.playAddresses, parts.pictures, parts.clock).all());
    actions.addAll(new StopActions(parts.sources.streams(), parts.sources.recorder()).all());
    actions.addAll(parts.pushAddress.all());
    actions.addAll(new RecordingActions(parts.recordings, parts.clock).all());
    actions.addAll(
        new TimelineActions(parts.database, parts.sources, parts.recordings.catalogue(), parts.server.zone(), parts.clock).all());
    actions.addAll(new WindowActions(parts.playAddresses, parts.vodTasks, parts.server.publicUrl(), parts.clock).all());
    actions.addAll(new EndpointActions(parts.database, parts.callbacks).all());
    actions.addAll(new EventActions(parts.callbacks).all());
    actions.addAll(new TestActions(parts.database, parts.callbacks, parts.clock).all());
    actions.addAll(new StorageActions(parts.database, parts.storage).all());
    actions.addAll(new ApiKeyActions(parts.database, parts.clock).all());
    actions.addAll(new UserActions(parts.database, parts.clock).all());
    actions.addAll(new AuditActions(parts.database).all());
    actions.addAll(parts.files.all());
    return new Product("console", "1", _ -> "InvalidParameterValue", actions);
  }

  public void mount(Router router) {
    signInRoutes.mount(router);
    bridge.mount(router);
    events.mount(router);
    router.get(Assets.PATH + "*").handler(this::asset);
    router.routeWithRegex("/console(/.*)?").method(HttpMethod.GET).handler(this::shell);
  }

  private void asset(RoutingContext context) {
    Optional<Asset> asset = assets.at(context.request().path());
    if (asset.isEmpty()) {
      context.response().setStatusCode(404).putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end("not of this build\n");
      return;
    }
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    send(context, asset.get(), asset.get().gzipped() != null && accepted != null && accepted.matches("(.*[ ,])?gzip([ ,;].*)?"));
  }

  private static void send(RoutingContext context, Asset asset, boolean gzipped) {
    String tag = "\"" + asset.hash() + (gzipped ? "-gzip" : "") + "\"";
    HttpServerResponse response = context.response().putHeader(HttpHeaders.ETAG, tag).putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER)
        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING).putHeader("X-Content-Type-Options", "nosniff");
    if (tag.equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, asset.contentType());
    if (gzipped) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    response.end(Buffer.buffer(gzipped ? asset.gzipped() : asset.bytes()));
  }

  /** The same page for every address: what it shows of which, its script knows. */
  private void shell(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8").putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader(HttpHeaders.VARY, "Accept-Language, Cookie").putHeader("Content-Security-Policy", page.policy())
        .putHeader("X-Content-Type-Options", "nosniff").putHeader("X-Frame-Options", "DENY").putHeader("Referrer-Policy", "same-origin")
        .end(page.html(Choices.of(context.request())));
  }

  @Override
  public void close() {
    events.close();
    overview.close();
  }
}
