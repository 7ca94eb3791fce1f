package io.livetape.app;

import com.sun.management.UnixOperatingSystemMXBean;
import io.livetape.app.config.Config;
import io.livetape.app.config.HttpConfig;
import io.livetape.live.Headcount;
import io.livetape.rtmp.RtmpConfig;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files, sockets among them, that the system lets this process have open. Connections may take three quarters of them: what is
 * left is for recordings, which otherwise could not open their next file because strangers have taken the last one.
 *
 * @param max {@code ulimit -n}; HotSpot raises the soft limit to the hard one by itself
 * @param wanted connections that all listeners together may have by configuration
 */
record OpenFiles(long max, long wanted) {
  private static final Logger log = LoggerFactory.getLogger(OpenFiles.class);

  static OpenFiles of(Config config) {
    long listeners = config.rtmp().tls().on() ? 2 : 1;
    long wanted = listeners * config.rtmp().connectionMax() + config.http().connectionMax();
    boolean known = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean;
    long max = known ? ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount() : Long.MAX_VALUE;
    return new OpenFiles(max, wanted);
  }

  /** What a listener gets of the number that its configuration has: all, or as much less as the others. */
  int share(int connectionMax) {
    long available = max / 4 * 3;
    return wanted <= available ? connectionMax : (int) Math.max(1, connectionMax * available / wanted);
  }

  RtmpConfig limit(RtmpConfig config) {
    RtmpConfig.Crowd crowd = config.crowd();
    int connectionMax = share(crowd.connectionMax());
    return config.withCrowd(new RtmpConfig.Crowd(connectionMax, crowd.addressMax(), waiting(crowd.waitingMax(), connectionMax)));
  }

  HttpVisits visits(HttpConfig config) {
    int connectionMax = share(config.connectionMax());
    Headcount headcount = new Headcount(connectionMax, config.connectionMaxPerAddress());
    return new HttpVisits(headcount, waiting(config.waitingMax(), connectionMax), config.requestTimeout());
  }

  /** Those who wait leave at least half of the places to the others. */
  private static int waiting(int waitingMax, int connectionMax) {
    return Math.clamp(connectionMax / 2, 1, waitingMax);
  }

  /** Says so when the configured numbers do not hold. */
  void tell(Config config) {
    if (share(Integer.MAX_VALUE) < Integer.MAX_VALUE) {
      log.warn("[server] only {} files may be open (ulimit -n), so that rtmp.connection-max is {} and http.connection-max {}",
          max, share(config.rtmp().connectionMax()), share(config.http().connectionMax()));
    }
  }
}
