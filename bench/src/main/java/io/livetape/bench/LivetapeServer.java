package io.livetape.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Livetape, started by its launcher as anybody would. */
final class LivetapeServer implements ServerProcess {
  private final Path data;
  private final Child child;
  private final InetSocketAddress rtmp;
  private final InetSocketAddress http;

  LivetapeServer(Peer peer, Path folder, Lab lab, String announcements) throws IOException {
    data = folder.resolve("data");
    List<String> command = new ArrayList<>(List.of(lab.root().resolve("livetape").toString(), "serve", "--data", data.toString()));
    settings(peer, announcements, lab.livetapeSettings()).forEach(setting -> command.addAll(List.of("--set", setting)));
    String options = System.getenv().getOrDefault("LIVETAPE_JAVA_OPTS", "") + " " + String.join(" ", peer.javaOptions());
    child = new Child(peer.name(), lab.serverCore(), command, Map.of("LIVETAPE_JAVA_OPTS", options), folder.resolve("log"));
    Path facts = data.resolve("server.json");
    // Written when everything listens.
    child.awaitReady(() -> Files.exists(facts) && !Files.readString(facts).isBlank());
    JsonNode ports = new ObjectMapper().readTree(facts.toFile());
    rtmp = new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.path("rtmpPort").asInt());
    http = new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.path("httpPort").asInt());
  }

  private static List<String> settings(Peer peer, String announcements, List<String> more) {
    List<String> settings = new ArrayList<>(List.of(
        "rtmp.host=127.0.0.1", "rtmp.port=0", "http.host=127.0.0.1", "http.port=0", "push.auth=false",
        "recording.formats=" + String.join(",", peer.formats()), "callback.url=" + announcements));
    settings.addAll(more);
    settings.addAll(peer.settings());
    return settings;
  }

  @Override
  public long pid() {
    return child.pid();
  }

  @Override
  public InetSocketAddress rtmp() {
    return rtmp;
  }

  /** Where it answers requests. */
  InetSocketAddress http() {
    return http;
  }

  @Override
  public Path recordings() {
    return data.resolve("store");
  }

  @Override
  public void close() throws IOException {
    child.close();
  }
}
