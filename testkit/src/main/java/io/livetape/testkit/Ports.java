package io.livetape.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;

/** TCP ports of this machine. Where a server of ours can take port 0, prefer that: a free port may be taken a moment later. */
public final class Ports {
  private static final int CONNECT_MAX_MS = 1000;

  private Ports() {}

  /** A port that nobody listens on just now, for programs that cannot choose one themselves. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether somebody answers on a port of the loopback address. */
  public static boolean open(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MAX_MS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Waits until somebody answers. */
  public static void awaitOpen(int port, Duration limit) {
    Awaitility.await("port " + port + " answers").atMost(limit).until(() -> open(port));
  }
}
