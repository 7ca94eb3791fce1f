package io.livetape.app;

import io.livetape.api.EndCode;
import io.livetape.app.config.RtmpConfig;
import io.livetape.rtmp.RtmpMetrics;
import io.livetape.rtmp.RtmpServer;
import io.livetape.rtmp.RtmpServices;
import java.io.IOException;

/** Where publishers come in, by RTMP and RTMPS. Opened last and closed first. One thread. */
final class RtmpDoors implements Measured, AutoCloseable {
  private final RtmpMetrics metrics = new RtmpMetrics();
  private final Ground ground;
  private final RtmpServices services;
  private volatile int port;
  private final OpenParts servers = new OpenParts();

  RtmpDoors(Ground ground, LiveSide live) {
    this.ground = ground;
    services = new RtmpServices(
        live.streams(), live.playGate(), reason -> EndCode.of(reason).toString(), ground.ids(), ground.clock(), metrics);
  }

  @Override
  public void measure(Metrics all) {
    all.rtmp(metrics);
  }

  /** Lets publishers in; the answer is the port of plain RTMP. */
  int open(OpenFiles files) throws IOException {
    RtmpConfig config = ground.config().rtmp();
    int port = open(files.limit(PartConfigs.rtmp(config)));
    if (config.tls().on()) {
      open(files.limit(PartConfigs.rtmps(config)));
    }
    this.port = port;
    return port;
  }

  /** The port of plain RTMP once it is open, and 0 before. Any thread. */
  int port() {
    return port;
  }

  private int open(io.livetape.rtmp.RtmpConfig config) throws IOException {
    int port = servers.add(new RtmpServer(config, services)).port();
    ground.ownPorts().add(port);
    return port;
  }

  @Override
  public void close() {
    servers.close();
  }
}
