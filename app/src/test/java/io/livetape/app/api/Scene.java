package io.livetape.app.api;

import com.sun.net.httpserver.HttpServer;
import com.tencentcloudapi.common.Credential;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the trials of actions share: a server on which two pushes of the stream {@value #SHOW} were recorded as MP4 and HLS and the stream
 * {@value #ON_AIR} is live, and a host from which files can be fetched.
 */
final class Scene implements AutoCloseable {
  static final String SHOW = "show";
  static final String ON_AIR = "on-air";
  static final String OLDEST_KEY = "key-of-the-oldest";

  private final LivetapeServer server = LivetapeServer.start("api.rate-limit=10000", "api.older-key=" + OLDEST_KEY);
  private final Credential key = server.apiKey();
  private final Map<Sdk.Way, TypedCalls> live = new HashMap<>();
  private final Map<Sdk.Way, TypedCalls> vod = new HashMap<>();
  private final HttpServer host;
  private final LivePush onAir;

  Scene() throws IOException {
    Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2)));
    for (int push = 1; push <= 2; push++) {
      Encoders.ffmpeg(clip, server.pushUrl(SHOW, "record=mp4|hls"));
      server.awaitFiles(SHOW, 2 * push);
    }
    onAir = LivePush.start(server, ON_AIR);
    host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    host.createContext("/clip.mp4", exchange -> {
      exchange.sendResponseHeaders(200, Files.size(clip));
      Files.copy(clip, exchange.getResponseBody());
      exchange.close();
    });
    host.start();
  }

  LivetapeServer server() {
    return server;
  }

  Credential key() {
    return key;
  }

  TypedCalls live(Sdk.Way way) {
    return live.computeIfAbsent(way, _ -> new TypedCalls(Sdk.live("127.0.0.1:" + server.httpPort(), key, way), TypedCalls.LIVE));
  }

  TypedCalls vod(Sdk.Way way) {
    return vod.computeIfAbsent(way, _ -> new TypedCalls(Sdk.vod("127.0.0.1:" + server.httpPort(), key, way), TypedCalls.VOD));
  }

  /** What was recorded of {@value #SHOW}, one for each push. */
  List<RecordedFile> recorded(FileFormat format) {
    return server.data().files(SHOW, format);
  }

  /** Where a clip is to be had. */
  String clipUrl() {
    return "http://127.0.0.1:" + host.getAddress().getPort() + "/clip.mp4";
  }

  @Override
  public void close() {
    onAir.close();
    host.stop(0);
    server.close();
  }
}
