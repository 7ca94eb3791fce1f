package io.livetape.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Peers that mean no good, all in the same manner: keeps so many connected, and connects others for those that the server closes.
 * They come from many addresses of the loopback network, so that neither the server's limit per address nor the system's ports
 * end it. A thread of its own; the counts may be read by any.
 */
final class HostileCrowd implements AutoCloseable {
  private static final int ADDRESSES = 200;
  private static final long TICK_MS = 5;
  private static final long DRIP_NANOS = 1_000_000_000;
  private static final int CONNECTING_MAX = 2_000;
  private static final int READ_BYTES = 16 * 1024;

  private final InetSocketAddress server;
  private final Manner manner;
  private final int size;
  private final int opensPerSecond;
  private final Selector selector = Selector.open();
  private final List<Guest> guests = new ArrayList<>();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(READ_BYTES);
  private final Thread thread = Thread.ofPlatform().name("crowd").daemon().unstarted(this::run);

  private volatile boolean over;
  private volatile int openCount;
  private volatile long openedCount;
  private volatile long closedCount;
  private volatile long failedCount;
  private int connectingCount;

  /** One connection. */
  private static final class Guest {
    final SocketChannel channel;
    final ByteBuffer greeting;
    int dripped;

    Guest(SocketChannel channel, ByteBuffer greeting) {
      this.channel = channel;
      this.greeting = greeting;
    }
  }

  /** @param size connections at a time @param opensPerSecond how fast they may come */
  HostileCrowd(InetSocketAddress server, Manner manner, int size, int opensPerSecond) throws IOException {
    this.server = server;
    this.manner = manner;
    this.size = size;
    this.opensPerSecond = opensPerSecond;
    thread.start();
  }

  int openCount() {
    return openCount;
  }

  /** Connections that came about. */
  long openedCount() {
    return openedCount;
  }

  /** Of these, how many the server has closed. */
  long closedCount() {
    return closedCount;
  }

  /** Connections that did not come about. */
  long failedCount() {
    return failedCount;
  }

  @Override
  public void close() throws IOException {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    selector.close();
  }

  private void run() {
    long startNanos = System.nanoTime();
    long dripNanos = startNanos;
    long asked = 0;
    try {
      while (!over) {
        selector.select(this::ready, TICK_MS);
        long nowNanos = System.nanoTime();
        long allowed = (long) ((nowNanos - startNanos) / 1e9 * opensPerSecond);
        while (asked < allowed && guests.size() < size && connectingCount < CONNECTING_MAX) {
          open(asked++);
        }
        asked = Math.max(asked, allowed - opensPerSecond / 10);
        if (nowNanos - dripNanos >= DRIP_NANOS) {
          dripNanos = nowNanos;
          List.copyOf(guests).forEach(this::drip);
        }
        openCount = guests.size() - connectingCount;
      }
      List.copyOf(guests).forEach(this::leave);
    } catch (IOException e) {
      throw new IllegalStateException("the crowd has failed", e);
    }
  }

  private void open(long number) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    if (!manner.reads()) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 * 1024);
    }
    Guest guest = new Guest(channel, manner.greeting((int) number));
    try {
      channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.2." + (1 + number % ADDRESSES)), 0));
      guests.add(guest);
      connectingCount++;
      if (channel.connect(server)) {
        connected(guest);
      } else {
        channel.register(selector, SelectionKey.OP_CONNECT, guest);
      }
    } catch (IOException _) {
      failed(guest);
    }
  }

  private void ready(SelectionKey key) {
    Guest guest = (Guest) key.attachment();
    if (key.isConnectable()) {
      try {
        guest.channel.finishConnect();
        connected(guest);
      } catch (IOException _) {
        failed(guest);
      }
    } else if (key.isReadable()) {
      read(guest);
    }
  }

  private void connected(Guest guest) throws IOException {
    connectingCount--;
    openedCount++;
    if (!manner.stays()) {
      leave(guest);
      return;
    }
    guest.channel.register(selector, manner.reads() ? SelectionKey.OP_READ : 0, guest);
    try {
      guest.channel.write(guest.greeting);
    } catch (IOException _) {
      closedByServer(guest);
    }
  }

  private void read(Guest guest) {
    try {
      while (guest.channel.read(scratch.clear()) > 0) {
        continue;
      }
      if (guest.channel.read(scratch.clear()) < 0) {
        closedByServer(guest);
      }
    } catch (IOException _) {
      closedByServer(guest);
    }
  }

  private void drip(Guest guest) {
    if (guest.dripped < manner.drip().length && guest.channel.isConnected()) {
      try {
        guest.channel.write(ByteBuffer.wrap(manner.drip(), guest.dripped++, 1));
      } catch (IOException _) {
        closedByServer(guest);
      }
    }
  }

  private void closedByServer(Guest guest) {
    closedCount++;
    leave(guest);
  }

  private void failed(Guest guest) {
    connectingCount--;
    failedCount++;
    leave(guest);
  }

  private void leave(Guest guest) {
    guests.remove(guest);
    try {
      guest.channel.close();
    } catch (IOException _) {
      // gone is gone
    }
  }
}
