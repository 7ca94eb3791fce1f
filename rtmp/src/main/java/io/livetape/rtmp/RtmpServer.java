package io.livetape.rtmp;

import io.livetape.live.Headcount;
import io.livetape.live.Lobby;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for RTMP, or RTMPS where the configuration has TLS, on one address. Owns its event loops, one per processor. Any thread.
 *
 * <p>On NIO, not epoll: batched reading needs a channel that can be read without being asked to by its selector, see {@link RtmpLoop}.
 */
public final class RtmpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RtmpServer.class);
  private static final long STOP_SECONDS = 5;

  private final RtmpConfig config;
  private final RtmpServices services;
  private final EventLoopGroup group;
  private final Map<EventLoop, RtmpLoop> loops = new HashMap<>();
  private final Headcount headcount;
  private final CloseLog closeLog = new CloseLog();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Channel listener;

  /**
   * Binds and listens.
   *
   * @throws IOException the address cannot be bound
   */
  public RtmpServer(RtmpConfig config, RtmpServices services) throws IOException {
    this(config, services, Runtime.getRuntime().availableProcessors(), NioIoHandler.newFactory());
  }

  RtmpServer(RtmpConfig config, RtmpServices services, int loopCount, IoHandlerFactory ioHandlers) throws IOException {
    this.config = config;
    this.services = services;
    headcount = new Headcount(config.crowd().connectionMax(), config.crowd().addressMax());
    group = new MultiThreadIoEventLoopGroup(loopCount, new DefaultThreadFactory("rtmp"), ioHandlers);
    Lobby<RtmpConnection> lobby = new Lobby<>(config.crowd().waitingMax());
    for (EventExecutor executor : group) {
      EventLoop eventLoop = (EventLoop) executor;
      loops.put(eventLoop, new RtmpLoop(eventLoop, config.readTick(), lobby, closeLog));
    }
    listener = listen();
    long periodSeconds = CloseLog.PERIOD.toSeconds();
    group.next().scheduleWithFixedDelay(closeLog::tellRest, periodSeconds, periodSeconds, TimeUnit.SECONDS);
    LOG.info("[rtmp] listening on {}:{}", config.host(), port());
  }

  /** The port that is bound. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Stops listening, ends every push with {@code SERVER_STOPPING} and every connection. Returns when that is done. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    listener.close().awaitUninterruptibly();
    List<Future<?>> stops = new ArrayList<>();
    loops.values().forEach(loop -> stops.add(loop.stop()));
    stops.forEach(RtmpServer::await);
    group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    closeLog.tellRest();
    loops.values().forEach(loop -> loop.receiveBuffer().release());
    LOG.info("[rtmp] stopped");
  }

  private Channel listen() throws IOException {
    ServerBootstrap bootstrap = new ServerBootstrap()
        .group(group)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, config.backlog())
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(new ChannelInitializer<SocketChannel>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            accept(channel);
          }
        });
    ChannelFuture bound = bootstrap.bind(config.host(), config.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new IOException("cannot listen on " + config.host() + ":" + config.port() + ": " + bound.cause().getMessage(), bound.cause());
    }
    return bound.channel();
  }

  private void accept(SocketChannel channel) {
    InetAddress address = channel.remoteAddress().getAddress();
    switch (headcount.enter(address)) {
      case WELCOME -> {
        channel.closeFuture().addListener(_ -> headcount.leave(address));
        admit(channel);
      }
      case FULL -> turnAway(channel, CloseReason.TOO_MANY_CONNECTIONS);
      case FULL_OF_THIS_ADDRESS -> turnAway(channel, CloseReason.TOO_MANY_OF_ADDRESS);
    }
  }

  /** At once, before anything is made for it: there may be thousands in a second. */
  private void turnAway(SocketChannel channel, CloseReason reason) {
    services.metrics().turnedAway(reason);
    closeLog.stranger(RtmpConnection.logPrefix(channel), reason, "");
    channel.close();
  }

  private void admit(SocketChannel channel) {
    RtmpLoop loop = loops.get(channel.eventLoop());
    if (config.tls().isPresent()) {
      channel.pipeline().addLast(config.tls().get().newHandler(channel.alloc()));
      channel.config().setRecvByteBufAllocator(loop.receiveBuffer().unshared());
    } else {
      channel.config().setRecvByteBufAllocator(loop.receiveBuffer());
    }
    channel.pipeline().addLast(new RtmpConnection(config, services, loop, channel));
  }

  private static void await(Future<?> future) {
    try {
      future.get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.error("[rtmp] a loop did not stop cleanly", e);
    }
  }
}
