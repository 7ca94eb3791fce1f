package io.livetape.callback;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** An endpoint that is no HTTP server: it reads a piece of the request, writes what it was given, and closes or goes on for ever. */
final class RawReceiver implements AutoCloseable {
  private final ServerSocket server;

  RawReceiver(String answer, boolean endless) throws IOException {
    this(socket -> serve(socket, answer, endless));
  }

  private RawReceiver(Consumer<Socket> serving) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(serving));
  }

  /** Answers the first request of a connection, promises to keep it open, and closes it on the second. */
  static RawReceiver closingKeptConnections() throws IOException {
    return new RawReceiver(RawReceiver::serveOnce);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept(Consumer<Socket> serving) {
    while (true) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serving.accept(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private static void serve(Socket socket, String answer, boolean endless) {
    try (socket; OutputStream out = socket.getOutputStream()) {
      socket.getInputStream().read(new byte[4096]);
      out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
      while (endless) {
        out.write('x');
      }
      // Closing with a part of the request unread would reset the connection and take the answer with it.
      socket.shutdownOutput();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException _) {
      // The other side has gone, which is what it should do.
    }
  }

  private static void serveOnce(Socket socket) {
    try (socket; OutputStream out = socket.getOutputStream()) {
      byte[] request = new byte[4096];
      int sizeBytes = 0;
      while (!new String(request, 0, sizeBytes, StandardCharsets.ISO_8859_1).endsWith("}")) {
        sizeBytes += socket.getInputStream().read(request, sizeBytes, request.length - sizeBytes);
      }
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.ISO_8859_1));
      socket.getInputStream().read(request);
    } catch (IOException _) {
      // The other side has gone.
    }
  }
}
