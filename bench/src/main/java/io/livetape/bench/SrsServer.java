package io.livetape.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** SRS 6, which no distribution carries: built by whoever measures it. It records every stream to one file, FLV or MP4. */
final class SrsServer implements ServerProcess {
  private static final String PROGRAM = System.getenv().getOrDefault("BENCH_SRS", "srs");

  private final Path recordings;
  private final Child child;
  private final InetSocketAddress rtmp;

  /** @param format {@code flv} or {@code mp4} */
  SrsServer(String format, Path folder, Lab lab, String announcements) throws IOException {
    recordings = Files.createDirectories(folder.resolve("recordings"));
    rtmp = new InetSocketAddress(InetAddress.getLoopbackAddress(), Child.freePort());
    Path config = Files.writeString(folder.resolve("srs.conf"), config(format, folder, announcements));
    child = new Child("srs", lab.serverCore(), List.of(PROGRAM, "-c", config.toString()), Map.of(), folder.resolve("log"));
    child.awaitReady(() -> Child.answers(rtmp));
  }

  /** Nobody plays, so nothing is kept for players; what it writes to its log are warnings. */
  private String config(String format, Path folder, String announcements) {
    return """
        listen 127.0.0.1:%d;
        max_connections 4096;
        daemon off;
        pid %s/srs.pid;
        srs_log_tank console;
        srs_log_level_v2 warn;
        vhost __defaultVhost__ {
          chunk_size 4096;
          play { gop_cache off; }
          dvr {
            enabled on;
            dvr_plan session;
            dvr_path %s/[stream].[timestamp].%s;
          }
          http_hooks {
            enabled on;
            on_dvr %s;
          }
        }
        """.formatted(rtmp.getPort(), folder, recordings, format, announcements);
  }

  static String version() {
    return Tool.ask(PROGRAM, "-v");
  }

  static boolean present() {
    return !version().equals("unknown");
  }

  @Override
  public long pid() {
    return child.pid();
  }

  @Override
  public InetSocketAddress rtmp() {
    return rtmp;
  }

  @Override
  public Path recordings() {
    return recordings;
  }

  @Override
  public void close() throws IOException {
    child.close();
  }
}
