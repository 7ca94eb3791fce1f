package io.livetape.rtmp;

import io.livetape.rtmp.chunk.ChunkLimits;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.Optional;

/**
 * One RTMP listener.
 *
 * @param host address to bind; {@code 0.0.0.0} for all
 * @param port TCP port, 0 to 65535; 0 takes a free one
 * @param backlog connections the system keeps waiting for us; 1 to 65535
 * @param crowd how many peers are taken
 * @param chunkSizeBytes chunk size of what we send; 128 to 16,777,215
 * @param windowBytes the acknowledgement window that we ask for, and the one assumed where a peer names none; at least 10,000
 * @param messageMaxBytes longest message taken; 1024 to 16,777,215
 * @param queryMaxBytes longest query of a push or play address; 0 to 65,535
 * @param readTick how often sockets are read whose stream has no live reader, while there are not very many; 1 ms to 1 s
 * @param timeouts when silent peers are given up
 * @param playing how viewers are served
 * @param tls present for RTMPS
 */
public record RtmpConfig(
    String host,
    int port,
    int backlog,
    Crowd crowd,
    int chunkSizeBytes,
    int windowBytes,
    int messageMaxBytes,
    int queryMaxBytes,
    Duration readTick,
    Timeouts timeouts,
    Playing playing,
    Optional<SslContext> tls) {

  public static final int PORT = 1935;

  /**
   * When silent peers are given up. Each 10 ms to 1 h; looked at every {@link RtmpLoop#SWEEP_INTERVAL}.
   *
   * @param handshake from the connection to the end of its handshake
   * @param command from there, or from the end of a push or play, to the next push or play
   * @param idle a publisher without audio, video or metadata
   * @param ping silence after which a peer is asked for a sign of life; a viewer is given up after three
   */
  public record Timeouts(Duration handshake, Duration command, Duration idle, Duration ping) {
    public Timeouts {
      checkRange("handshake", handshake, Duration.ofMillis(10), Duration.ofHours(1));
      checkRange("command", command, Duration.ofMillis(10), Duration.ofHours(1));
      checkRange("idle", idle, Duration.ofMillis(10), Duration.ofHours(1));
      checkRange("ping", ping, Duration.ofMillis(10), Duration.ofHours(1));
    }

    public static Timeouts defaults() {
      return new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(15));
    }
  }

  /**
   * How many peers are taken. Each 1 to 1,000,000.
   *
   * @param connectionMax open connections; further ones are closed at once
   * @param addressMax of them, from one address (of IPv6 the first 64 bits)
   * @param waitingMax of them, without a push or play so far; when there are more, the oldest of these is closed
   */
  public record Crowd(int connectionMax, int addressMax, int waitingMax) {
    public Crowd {
      checkRange("connectionMax", connectionMax, 1, 1_000_000);
      checkRange("addressMax", addressMax, 1, 1_000_000);
      checkRange("waitingMax", waitingMax, 1, 1_000_000);
    }

    public static Crowd defaults() {
      return new Crowd(10_000, 5_000, 2_000);
    }
  }

  /**
   * How viewers are served.
   *
   * @param queueMaxBytes what may wait for one viewer; above it the viewer is skipped to a later key frame; at least 64 KiB
   * @param slowMax how long a viewer may stay behind before it is cut off; 10 ms to 1 h
   * @param streamWait how long a viewer waits for a stream that is not live; 0 to 1 h
   */
  public record Playing(int queueMaxBytes, Duration slowMax, Duration streamWait) {
    public Playing {
      checkRange("queueMaxBytes", queueMaxBytes, 64 * 1024, Integer.MAX_VALUE);
      checkRange("slowMax", slowMax, Duration.ofMillis(10), Duration.ofHours(1));
      checkRange("streamWait", streamWait, Duration.ZERO, Duration.ofHours(1));
    }

    public static Playing defaults() {
      return new Playing(4 * 1024 * 1024, Duration.ofSeconds(10), Duration.ofSeconds(5));
    }
  }

  public RtmpConfig {
    checkRange("port", port, 0, 65_535);
    checkRange("backlog", backlog, 1, 65_535);
    checkRange("chunkSizeBytes", chunkSizeBytes, 128, ChunkLimits.MESSAGE_MAX_BYTES);
    checkRange("windowBytes", windowBytes, 10_000, Integer.MAX_VALUE);
    checkRange("messageMaxBytes", messageMaxBytes, 1024, ChunkLimits.MESSAGE_MAX_BYTES);
    checkRange("queryMaxBytes", queryMaxBytes, 0, 65_535);
    checkRange("readTick", readTick, Duration.ofMillis(1), Duration.ofSeconds(1));
  }

  /** All addresses, port {@value #PORT}, up to 10,000 connections, messages up to 8 MiB, a read tick of 50 ms, no TLS. */
  public static RtmpConfig defaults() {
    return new RtmpConfig("0.0.0.0", PORT, 1024, Crowd.defaults(), 60_000, 2_500_000, 8 * 1024 * 1024, 4096, Duration.ofMillis(50),
        Timeouts.defaults(), Playing.defaults(), Optional.empty());
  }

  public RtmpConfig withAddress(String newHost, int newPort) {
    return new RtmpConfig(newHost, newPort, backlog, crowd, chunkSizeBytes, windowBytes, messageMaxBytes, queryMaxBytes, readTick,
        timeouts, playing, tls);
  }

  public RtmpConfig withCrowd(Crowd newCrowd) {
    return new RtmpConfig(host, port, backlog, newCrowd, chunkSizeBytes, windowBytes, messageMaxBytes, queryMaxBytes, readTick,
        timeouts, playing, tls);
  }

  public RtmpConfig withMessageMax(int newMaxBytes) {
    return new RtmpConfig(host, port, backlog, crowd, chunkSizeBytes, windowBytes, newMaxBytes, queryMaxBytes, readTick,
        timeouts, playing, tls);
  }

  public RtmpConfig withReadTick(Duration newTick) {
    return new RtmpConfig(host, port, backlog, crowd, chunkSizeBytes, windowBytes, messageMaxBytes, queryMaxBytes, newTick,
        timeouts, playing, tls);
  }

  public RtmpConfig withTimeouts(Timeouts newTimeouts) {
    return new RtmpConfig(host, port, backlog, crowd, chunkSizeBytes, windowBytes, messageMaxBytes, queryMaxBytes, readTick,
        newTimeouts, playing, tls);
  }

  public RtmpConfig withPlaying(Playing newPlaying) {
    return new RtmpConfig(host, port, backlog, crowd, chunkSizeBytes, windowBytes, messageMaxBytes, queryMaxBytes, readTick,
        timeouts, newPlaying, tls);
  }

  public RtmpConfig withTls(SslContext context) {
    return new RtmpConfig(host, port, backlog, crowd, chunkSizeBytes, windowBytes, messageMaxBytes, queryMaxBytes, readTick,
        timeouts, playing, Optional.of(context));
  }

  private static <T extends Comparable<T>> void checkRange(String name, T value, T min, T max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", was " + value);
    }
  }
}
