package io.livetape.console.account;

import io.livetape.api.Secrets;
import io.livetape.db.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * From a name and a password to a session. A wrong name takes as long as a wrong password, so that nobody learns which names there are.
 * Blocks, for a good part of a second; any thread that may.
 */
public final class SignIn {
  /** Longer passwords are wrong. */
  public static final int PASSWORD_MAX_CHARS = 256;

  /** Passwords that are hashed at a time: each takes a processor core for a while, which belongs to recording. */
  private static final int HASHED_AT_A_TIME = 1;

  private final Database database;
  private final Sessions sessions;
  private final InstantSource clock;
  private final LoginLimits limits = new LoginLimits();
  private final Semaphore hashing = new Semaphore(HASHED_AT_A_TIME, true);

  /** Of a password that nobody knows, for names that do not exist. */
  private final String nobodysHash;

  /** @param firstHash the password of the user whom the first start makes, as {@link Secrets#hashed} has it */
  public SignIn(Database database, Sessions sessions, String firstHash, InstantSource clock) throws SQLException {
    this.database = database;
    this.sessions = sessions;
    this.clock = clock;
    nobodysHash = firstHash;
    database.writeNow(transaction -> {
      Accounts.addFirst(transaction, firstHash, clock.instant());
      return null;
    });
  }

  /** What became of a try. */
  public sealed interface Outcome {
    /** @param id of the new session */
    record In(String id) implements Outcome {}

    /** Name or password are wrong. */
    record Wrong() implements Outcome {}

    /** Too many tries; the next is after this time. */
    record Wait(Duration time) implements Outcome {}
  }

  public Outcome attempt(String name, String password, String address) throws SQLException, InterruptedException {
    Optional<Duration> wait = limits.take(address, clock.instant());
    if (wait.isPresent()) {
      return new Outcome.Wait(wait.get());
    }
    if (name.length() > Account.NAME_MAX_CHARS || password.length() > PASSWORD_MAX_CHARS) {
      return new Outcome.Wrong();
    }
    Optional<Account> account = database.readNow(connection -> Accounts.find(connection, name));
    if (!matches(password, account.map(Account::passwordHash).orElse(nobodysHash)) || account.isEmpty()) {
      return new Outcome.Wrong();
    }
    limits.giveBack(address);
    return new Outcome.In(sessions.begin(name));
  }

  private boolean matches(String password, String hash) throws InterruptedException {
    hashing.acquire();
    try {
      return Secrets.matches(password, hash);
    } finally {
      hashing.release();
    }
  }
}
