package io.livetape.app;

import io.livetape.api.ApiKeys;
import io.livetape.api.fcgi.FcgiRoutes;
import io.livetape.api.live.LiveProduct;
import io.livetape.api.transport.ApiCalls;
import io.livetape.api.transport.ApiRoutes;
import io.livetape.api.transport.KeyRing;
import io.livetape.api.transport.OpenApi;
import io.livetape.api.transport.Product;
import io.livetape.api.vod.VodProduct;
import io.livetape.api.vod.VodTasks;
import io.livetape.app.config.Config;
import io.livetape.app.config.UploadConfig;
import io.livetape.callback.Fetch;
import io.livetape.callback.OwnPorts;
import io.livetape.vod.splice.StreamPieces;
import io.livetape.vod.task.WorkFolder;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cloud-compatible API: a new product is one line in {@link #products}.
 *
 * @param products what it has
 * @param calls runs the actions, whoever asks
 * @param routes where calls come in
 * @param older the oldest interface, at an address of its own
 * @param tasks work on files that takes its time; it begins when everything stands
 */
record CloudApi(List<Product> products, ApiCalls calls, ApiRoutes routes, FcgiRoutes older, VodTasks tasks) implements Measured {
  static CloudApi open(
      Ground ground, CallbackPost post, MediaLibrary library, RecordingSide recording, LiveSide live, OpenParts parts)
      throws IOException {
    Config config = ground.config();
    LiveProduct.Parts liveParts = new LiveProduct.Parts(
        ground.database(), recording.rules(), recording.tasks(), recording.recorder(), live.streams(), ground.domains(), live.forbidden(),
        post.allowed(), PartConfigs.nodeAddress(), ground.clock());
    VodTasks tasks = parts.add(new VodTasks(new VodTasks.Parts(
        ground.database(), ground.catalogue(), ground.store(), config.account().appid(), library.presentation(), library.addresses(),
        WorkFolder.open(ground.data().work(), config.disk().stopFree().bytes()), config.recording().segmentTarget(), ground.ids(),
        library.events(), post.allowed(), fetch(ground), library.removals(), library.pictures().maker(), ground.clock())));
    VodProduct.Parts vodParts = new VodProduct.Parts(ground.database(), ground.catalogue(), library.removals(), ground.store(),
        library.addresses(), config.account().appid(), tasks, ground.clock());
    List<Product> products = List.of(LiveProduct.of(liveParts), VodProduct.of(vodParts));
    ApiCalls calls = calls(ground, Stream.concat(products.stream(), Stream.of(tasks.version2())).toList());
    FcgiRoutes older = new FcgiRoutes(
        PartConfigs.fcgiAccount(config), config.api().olderOutputList(), liveParts, ground.catalogue(), library.urls()::of);
    return new CloudApi(products, calls, new ApiRoutes(calls, new OpenApi(products)), older, tasks);
  }

  private static Fetch fetch(Ground ground) {
    UploadConfig config = ground.config().upload();
    return new Fetch(ground.vertx(), new OwnPorts(PartConfigs.addresses(config), ground::ownPorts), PartConfigs.fetch(config));
  }

  private static ApiCalls calls(Ground ground, List<Product> products) {
    KeyRing keys = secretId -> ground.database().readNow(connection -> ApiKeys.find(connection, secretId));
    return new ApiCalls(products, keys, ground.config().api().rateLimit(), ground.clock());
  }

  void mount(Router router) {
    older.mount(router);
    routes.mount(router);
  }

  /** Takes the calls, and passes everything else on. */
  Handler<HttpServerRequest> before(Handler<HttpServerRequest> others) {
    return routes.before(others);
  }

  /** @param streams finds what was recorded of a stream */
  void start(Ground ground, StreamPieces streams) throws SQLException {
    tasks.start(streams, ground.config().tasks().threads());
  }

  @Override
  public void measure(Metrics metrics) {
    metrics.api(calls.metrics());
  }
}
