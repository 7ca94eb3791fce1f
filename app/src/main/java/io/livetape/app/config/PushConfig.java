package io.livetape.app.config;

import io.livetape.live.StreamKey;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Who may publish. */
public record PushConfig(
    boolean auth,
    @Range(max = 1000) List<String> apps,
    @Range(max = 100) List<Domain> domains,
    @Range(min = 60, max = 315_360_000) Duration urlValidity) {

  public PushConfig {
    Checks.of(PushConfig.class, auth, apps, domains, urlValidity)
        .that("apps", apps.stream().allMatch(StreamKey::legal), "a list of application names, of letters, digits and ._-+=@~:,!()")
        .that("domains", domains.stream().map(Domain::name).distinct().count() == domains.size(), "a list in which no name stands twice")
        .done();
    apps = List.copyOf(apps);
    domains = List.copyOf(domains);
  }

  /** A push domain and its keys; the backup key may be empty. The master key may be too, where push authentication is off. */
  public record Domain(
      @Range(min = 1, max = 253) String name,
      @Range(max = 128) Secret masterKey,
      @Range(max = 128) Secret backupKey) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9.:-]+");

    public Domain {
      Checks.of(Domain.class, name, masterKey, backupKey)
          .that("name", NAME.matcher(name).matches(), "a host name in lower case or an address, without a port")
          .that("backupKey", backupKey.isEmpty() || !masterKey.isEmpty(), "empty while there is no master key")
          .done();
    }
  }
}
