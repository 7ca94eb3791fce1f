package io.livetape.console.settings;

import io.livetape.api.Secrets;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.console.account.Account;
import io.livetape.console.account.Accounts;
import io.livetape.console.account.Role;
import io.livetape.console.account.Sessions;
import io.livetape.console.account.SignIn;
import io.livetape.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Who may use the console. There is always an admin; whoever is changed or deleted is signed out. */
public final class UserActions {
  /** Shorter passwords are refused. */
  public static final int PASSWORD_MIN_CHARS = 10;

  private final Database database;
  private final InstantSource clock;

  /** Hashing takes a processor core for a while, which belongs to recording: one at a time. */
  private final Semaphore hashing = new Semaphore(1);

  public UserActions(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  public List<Action<?, ?>> all() {
    return List.of(
        new Action<>("DescribeUsers", "All users of the console.", Action.Nothing.class, Users.class, _ -> describe()),
        Action.command("CreateUser", "Adds a user.", Create.class, this::create),
        Action.command("ModifyUser", "Changes a user's role or password, or both, and signs them out.", Modify.class, this::modify),
        Action.command("DeleteUser", "Deletes a user, and signs them out.", Delete.class, this::delete));
  }

  /** @param createdAt milliseconds since the epoch */
  record User(String userName, String role, long createdAt) {}

  record Users(List<User> users) {}

  private Users describe() throws SQLException {
    return new Users(database.readNow(Accounts::all).stream()
        .map(user -> new User(user.name(), user.role().label(), user.createdAt().toEpochMilli())).toList());
  }

  record Create(@Required String userName, @Required @OneOf({"viewer", "operator", "admin"}) String role, @Required String password) {
    @Override
    public String toString() {
      return "Create[" + userName + "]";
    }
  }

  private void create(Create request) throws SQLException {
    if (!Account.legalName(request.userName)) {
      throw new ApiException("InvalidParameterValue.UserName", "A user's name has 1 to " + Account.NAME_MAX_CHARS
          + " letters, digits and . _ @ -, and begins with a letter or a digit.");
    }
    Account account = new Account(request.userName, hashed(request.password), Role.of(request.role), clock.instant());
    database.writeNow(transaction -> {
      if (Accounts.all(transaction).size() >= Accounts.COUNT_MAX) {
        throw new ApiException("FailedOperation.TooManyUsers", "There are " + Accounts.COUNT_MAX + " users already.");
      }
      if (!Accounts.add(transaction, account)) {
        throw new ApiException("FailedOperation.UserExists", "There is a user " + account.name() + " already.");
      }
      return null;
    });
  }

  /** @param role null: it stays, as the password does */
  record Modify(@Required String userName, @OneOf({"viewer", "operator", "admin"}) String role, String password) {
    @Override
    public String toString() {
      return "Modify[" + userName + "]";
    }
  }

  private void modify(Modify request) throws SQLException {
    String hash = request.password == null ? null : hashed(request.password);
    database.writeNow(transaction -> {
      Account old = found(transaction, request.userName);
      Accounts.replace(transaction, new Account(old.name(), hash == null ? old.passwordHash() : hash,
          request.role == null ? old.role() : Role.of(request.role), old.createdAt()));
      checkAdminLeft(transaction);
      Sessions.endAll(transaction, old.name());
      return null;
    });
  }

  record Delete(@Required String userName) {}

  private void delete(Delete request) throws SQLException {
    database.writeNow(transaction -> {
      found(transaction, request.userName);
      Accounts.remove(transaction, request.userName);
      checkAdminLeft(transaction);
      Sessions.endAll(transaction, request.userName);
      return null;
    });
  }

  private static Account found(Connection transaction, String name) throws SQLException {
    return Accounts.find(transaction, name)
        .orElseThrow(() -> new ApiException("ResourceNotFound.User", "There is no user " + name + "."));
  }

  /** Fails after the change, which undoes it. */
  private static void checkAdminLeft(Connection transaction) throws SQLException {
    if (Accounts.count(transaction, Role.ADMIN) == 0) {
      throw new ApiException("FailedOperation.LastAdmin", "This is the last admin: make another user an admin first.");
    }
  }

  private String hashed(String password) {
    if (password.length() < PASSWORD_MIN_CHARS || password.length() > SignIn.PASSWORD_MAX_CHARS) {
      throw new ApiException("InvalidParameterValue.Password",
          "A password has " + PASSWORD_MIN_CHARS + " to " + SignIn.PASSWORD_MAX_CHARS + " characters.");
    }
    hashing.acquireUninterruptibly();
    try {
      return Secrets.hashed(password);
    } finally {
      hashing.release();
    }
  }
}
