package io.livetape.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A way to a server of this machine, whose connections can die without being closed, as those of phones do that change their network.
 * Threads of its own; any thread may call.
 */
public final class DyingLink implements AutoCloseable {
  private static final int COPY_BYTES = 64 << 10;

  private final ServerSocket door;
  private final int serverPort;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  private static final class Connection {
    private final Socket client;
    private final Socket server;
    private volatile boolean dead;

    private Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }
  }

  private DyingLink(ServerSocket door, int serverPort) {
    this.door = door;
    this.serverPort = serverPort;
  }

  /** @param serverPort on the loopback address */
  public static DyingLink to(int serverPort) {
    try {
      DyingLink link = new DyingLink(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), serverPort);
      Thread.startVirtualThread(link::accept);
      return link;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where clients connect, on the loopback address. */
  public int port() {
    return door.getLocalPort();
  }

  /** From now on the connections that there are carry nothing more, though they stay open; those that come are as usual. */
  public void die() {
    connections.forEach(connection -> connection.dead = true);
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try {
        connect(door.accept());
      } catch (IOException _) {
        // Closed, or there is no server just now: the client learns it.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server = new Socket();
    try {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
    } catch (IOException e) {
      client.close();
      throw e;
    }
    Connection connection = new Connection(client, server);
    connections.add(connection);
    Thread.startVirtualThread(() -> carry(connection, client, server));
    Thread.startVirtualThread(() -> carry(connection, server, client));
  }

  private void carry(Connection connection, Socket from, Socket to) {
    byte[] bytes = new byte[COPY_BYTES];
    try (from; to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int count = in.read(bytes);
      while (count >= 0 && !connection.dead) {
        out.write(bytes, 0, count);
        count = in.read(bytes);
      }
      if (connection.dead) {
        closed.await(); // Neither side learns of the other's end.
      }
    } catch (IOException _) {
      // Broken off, as the other side learns.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    door.close();
    for (Connection connection : connections) {
      connection.client.close();
      connection.server.close();
    }
  }
}
