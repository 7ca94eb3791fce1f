package io.livetape.api;

import io.livetape.db.Database;
import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The push and play domains with their keys: those of the configuration, those that were added, and keys that were set, which go before the
 * configured ones. The rows are in the database; publishers and players are checked with a copy in memory, since they must not wait for it.
 * Whoever changes rows calls {@link #reload} after the commit. Any thread.
 */
public final class Domains {
  private static final String PUSH = "push";
  private static final String PLAY = "play";

  private final Database database;
  private final PushDomains configured;
  private final boolean pushAuth;
  private volatile Known known = new Known(Map.of(), Map.of(), Map.of());

  /** A domain that was added; the numbers are the API's own, and mean nothing here but whether it is for pushing. */
  public record Added(String name, boolean push, long playType, boolean delay, boolean mini, Instant createdAt) {}

  private record Known(Map<String, Added> added, Map<String, AuthKeys> push, Map<String, AuthKeys> play) {}

  /** @param pushAuth whether pushes must be signed where nothing else was set */
  public Domains(Database database, PushDomains configured, boolean pushAuth) throws SQLException {
    this.database = database;
    this.configured = configured;
    this.pushAuth = pushAuth;
    reload();
  }

  public synchronized void reload() throws SQLException {
    known = database.readNow(connection -> {
      Map<String, Added> added = new HashMap<>();
      added(connection).forEach(domain -> added.put(domain.name(), domain));
      return new Known(Map.copyOf(added), keys(connection, PUSH), keys(connection, PLAY));
    });
  }

  /** What a push to this host must be signed with; empty when pushes to it are refused. Does not block. */
  public Optional<AuthKeys> push(String host) {
    Known now = known;
    AuthKeys set = now.push.get(host);
    if (set != null) {
      return Optional.of(set);
    }
    Optional<PushDomains.Keys> keys = addedFor(host, true) ? Optional.of(configured.any()) : configured.keysOf(host);
    return keys.map(some -> new AuthKeys(pushAuth, some.master(), some.backup(), Duration.ZERO));
  }

  /** What an address to play at this host must be signed with. Does not block. */
  public AuthKeys play(String host) {
    return known.play.getOrDefault(host, AuthKeys.OFF);
  }

  /** Whether keys for pushes to this host may be asked for: it is configured, was added, or is this machine by its address. */
  public boolean isPushDomain(String host) {
    boolean configuredHost = configured.domains().stream().anyMatch(domain -> domain.name().equals(host));
    return configuredHost || addedFor(host, true) || configured.domains().isEmpty() && isAddress(host);
  }

  /** Whether keys for playing at this host may be asked for. */
  public boolean isPlayDomain(String host) {
    return addedFor(host, false) || isPushDomain(host) || isAddress(host);
  }

  /**
   * The name under which streams of a host are known: hosts that are no domains of their own are one and the same server, so that
   * nobody gets around what was said of a stream by another name of it.
   */
  public String realm(String host) {
    boolean own = addedFor(host, true) || configured.domains().stream().anyMatch(domain -> domain.name().equals(host));
    return own ? host : "";
  }

  /** Every realm that there is. */
  public List<String> realms() {
    List<String> realms = new ArrayList<>(configuredNames());
    realms.add("");
    known.added.values().stream().filter(Added::push).map(Added::name).forEach(realms::add);
    return List.copyOf(realms);
  }

  private boolean addedFor(String host, boolean push) {
    Added added = known.added.get(host);
    return added != null && added.push == push;
  }

  private static boolean isAddress(String host) {
    return host.equals("localhost") || host.startsWith("[") || host.matches("[0-9.]+");
  }

  /** A push domain with the keys that were set for it, if there are any. */
  public PushDomains.Domain current(PushDomains.Domain domain) {
    AuthKeys set = known.push.get(domain.name());
    return set == null || set.keys().isEmpty() ? domain
        : new PushDomains.Domain(domain.name(), new PushDomains.Keys(set.master(), set.backup()));
  }

  /** The push domains of the configuration. */
  public List<String> configuredNames() {
    return configured.domains().stream().map(PushDomains.Domain::name).toList();
  }

  public Optional<Added> added(String name) {
    return Optional.ofNullable(known.added.get(name));
  }

  /** The domains that were added, oldest first. Static SQL on the caller's transaction, as are the following. */
  public static List<Added> added(Connection connection) throws SQLException {
    return Sql.list(connection, "select * from api_domain order by created_at, name", row -> new Added(row.getString("name"),
        row.getInt("type") == 0, row.getLong("play_type"), row.getInt("delay") == 1, row.getInt("mini") == 1,
        Sql.instant(row, "created_at")));
  }

  /** False, and nothing is changed, when there is one of this name. */
  public static boolean add(Connection transaction, Added domain) throws SQLException {
    return Sql.update(transaction, """
        insert into api_domain (name, type, play_type, delay, mini, created_at) values (?, ?, ?, ?, ?, ?)
        on conflict (name) do nothing""", domain.name, domain.push ? 0 : 1, domain.playType, domain.delay ? 1 : 0, domain.mini ? 1 : 0,
        domain.createdAt) == 1;
  }

  /** Removes an added domain with its keys; false when there is none. */
  public static boolean remove(Connection transaction, String name) throws SQLException {
    Sql.update(transaction, "delete from api_auth_key where domain = ?", name);
    return Sql.update(transaction, "delete from api_domain where name = ?", name) == 1;
  }

  public static void setPushKeys(Connection transaction, String domain, AuthKeys keys) throws SQLException {
    set(transaction, domain, PUSH, keys);
  }

  public static void setPlayKeys(Connection transaction, String domain, AuthKeys keys) throws SQLException {
    set(transaction, domain, PLAY, keys);
  }

  private static void set(Connection transaction, String domain, String kind, AuthKeys keys) throws SQLException {
    Sql.update(transaction, """
        insert into api_auth_key (domain, kind, enabled, master, backup, delta_s) values (?, ?, ?, ?, ?, ?)
        on conflict (domain, kind) do update set enabled = excluded.enabled, master = excluded.master, backup = excluded.backup,
          delta_s = excluded.delta_s""",
        domain, kind, keys.enabled() ? 1 : 0, keys.master(), keys.backup(), keys.delta().toSeconds());
  }

  private static Map<String, AuthKeys> keys(Connection connection, String kind) throws SQLException {
    Map<String, AuthKeys> keys = new HashMap<>();
    Sql.list(connection, "select * from api_auth_key where kind = ?", row -> Map.entry(row.getString("domain"), keys(row)), kind)
        .forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
    return Map.copyOf(keys);
  }

  private static AuthKeys keys(ResultSet row) throws SQLException {
    return new AuthKeys(row.getInt("enabled") == 1, row.getString("master"), row.getString("backup"),
        Duration.ofSeconds(row.getLong("delta_s")));
  }
}
