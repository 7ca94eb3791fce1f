package io.livetape.app;

import io.livetape.api.PushDomains;
import io.livetape.api.Secrets;
import io.livetape.api.Settings;
import io.livetape.app.config.PushConfig;
import io.livetape.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What a data folder's first use makes and every later one finds: push keys and the admin password. */
final class FirstStart {
  private static final String PUSH_MASTER_KEY = "push.master-key";
  private static final String PUSH_BACKUP_KEY = "push.backup-key";
  private static final String PUSH_DOMAIN = "push.domain";
  private static final String PUSH_DOMAIN_KEY = "push.domain-key";
  private static final String ADMIN_PASSWORD = "admin.password";
  private static final int KEY_BYTES = 16;
  private static final int PASSWORD_CHARS = 16;

  private FirstStart() {}

  /** The push domains: those of the configuration, with the made keys where it gives none. */
  static PushDomains pushDomains(Database database, PushConfig config) throws SQLException {
    PushDomains.Keys made = database.writeNow(transaction -> new PushDomains.Keys(
        key(transaction, PUSH_MASTER_KEY), key(transaction, PUSH_BACKUP_KEY)));
    List<PushDomains.Domain> domains = config.domains().stream().map(domain -> new PushDomains.Domain(domain.name(),
        domain.masterKey().isEmpty() ? made : new PushDomains.Keys(domain.masterKey().value(), domain.backupKey().value()))).toList();
    return new PushDomains(domains, made);
  }

  /** The password, only if this call has made it: what is kept is a hash, which takes long to make. */
  static Optional<String> adminPassword(Database database) throws SQLException {
    if (database.readNow(connection -> Settings.get(connection, ADMIN_PASSWORD)).isPresent()) {
      return Optional.empty();
    }
    String password = Secrets.random(PASSWORD_CHARS);
    String hash = Secrets.hashed(password);
    String kept = database.writeNow(transaction -> Settings.getOrMake(transaction, ADMIN_PASSWORD, () -> hash));
    return kept.equals(hash) ? Optional.of(password) : Optional.empty();
  }

  /** The hash of the password that the first start made. */
  static String adminPasswordHash(Database database) throws SQLException {
    return database.readNow(connection -> Settings.get(connection, ADMIN_PASSWORD)).orElseThrow();
  }

  /** Keeps the domain that push addresses are to be printed with, for commands that do not know the server's configuration. */
  static void rememberPushDomain(Database database, PushDomains.Domain domain) throws SQLException {
    database.writeNow(transaction -> {
      Settings.put(transaction, PUSH_DOMAIN, domain.name());
      Settings.put(transaction, PUSH_DOMAIN_KEY, domain.keys().master());
      return null;
    });
  }

  /** The domain that the newest server of this folder printed push addresses with. */
  static Optional<PushDomains.Domain> rememberedPushDomain(Database database) throws SQLException {
    return database.readNow(connection -> {
      Optional<String> name = Settings.get(connection, PUSH_DOMAIN);
      Optional<String> key = Settings.get(connection, PUSH_DOMAIN_KEY);
      return name.isEmpty() || key.isEmpty() ? Optional.empty()
          : Optional.of(new PushDomains.Domain(name.get(), new PushDomains.Keys(key.get(), "")));
    });
  }

  private static String key(Connection transaction, String name) throws SQLException {
    return Settings.getOrMake(transaction, name, () -> Secrets.randomHex(KEY_BYTES));
  }
}
