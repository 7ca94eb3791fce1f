package io.livetape.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** A server that runs as a process of its own, pinned to one core, until it is closed. */
interface ServerProcess extends AutoCloseable {
  /** The RTMP application that takes pushes. */
  String APP = "live";

  long pid();

  InetSocketAddress rtmp();

  /** Where its recordings rest; their sizes are added up. */
  Path recordings();

  /** Ends the process, by itself if it can. */
  @Override
  void close() throws IOException;

  /**
   * Starts a server; returns when it takes pushes.
   *
   * @param folder empty, for all that it writes
   * @param announcements where it shall tell of finished files
   */
  static ServerProcess start(Peer peer, Path folder, Lab lab, String announcements) throws IOException {
    return switch (peer.kind()) {
      case LIVETAPE -> new LivetapeServer(peer, folder, lab, announcements);
      case NGINX -> new NginxServer(folder, lab, announcements);
      case SRS -> new SrsServer(peer.formats().getFirst(), folder, lab, announcements);
    };
  }
}
