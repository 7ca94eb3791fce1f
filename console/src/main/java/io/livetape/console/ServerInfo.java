package io.livetape.console;

import java.time.ZoneId;

/**
 * What the pages show of the server, or need to show other things.
 *
 * @param timeZone of all times, as the recordings' names have it: {@code Asia/Shanghai}
 * @param publicUrl what addresses for others begin with
 */
public record ServerInfo(String version, String timeZone, String publicUrl) {
  ZoneId zone() {
    return ZoneId.of(timeZone);
  }
}
