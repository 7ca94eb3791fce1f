package io.livetape.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** nginx with the nginx-rtmp module of Debian: one process, recording every stream to FLV. */
final class NginxServer implements ServerProcess {
  private static final String PROGRAM = Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx")
      .filter(path -> Files.isExecutable(Path.of(path))).findFirst().orElse("nginx");
  private static final String MODULE = "/usr/lib/nginx/modules/ngx_rtmp_module.so";

  private final Path recordings;
  private final Child child;
  private final InetSocketAddress rtmp;

  NginxServer(Path folder, Lab lab, String announcements) throws IOException {
    recordings = Files.createDirectories(folder.resolve("recordings"));
    rtmp = new InetSocketAddress(InetAddress.getLoopbackAddress(), Child.freePort());
    Path config = Files.writeString(folder.resolve("nginx.conf"), config(folder, announcements));
    List<String> command = List.of(
        PROGRAM, "-p", folder.toString(), "-c", config.toString(), "-e", folder.resolve("error.log").toString());
    child = new Child("nginx", lab.serverCore(), command, Map.of(), folder.resolve("log"));
    child.awaitReady(() -> Child.answers(rtmp));
  }

  static String version() {
    return Tool.ask(PROGRAM, "-v") + ", libnginx-mod-rtmp " + Tool.ask("dpkg-query", "-W", "-f", "${Version}", "libnginx-mod-rtmp");
  }

  private String config(Path folder, String announcements) {
    return """
        load_module %s;
        daemon off;
        master_process off;
        worker_rlimit_nofile 65536;
        pid %s/nginx.pid;
        error_log %s/error.log warn;
        events { worker_connections 8192; }
        rtmp {
          access_log off;
          server {
            listen 127.0.0.1:%d;
            chunk_size 4096;
            application %s {
              live on;
              record all;
              record_path %s;
              record_suffix .flv;
              on_record_done %s;
            }
          }
        }
        """.formatted(MODULE, folder, folder, rtmp.getPort(), APP, recordings, announcements);
  }

  static boolean present() {
    return Files.isExecutable(Path.of(PROGRAM)) && Files.exists(Path.of(MODULE));
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
