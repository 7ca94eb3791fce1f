package io.livetape.console.account;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The users in the database. Static SQL on the caller's transaction. */
public final class Accounts {
  /** The user that the first start makes. */
  public static final String FIRST = "admin";

  /** More users than anybody keeps in a console. */
  public static final int COUNT_MAX = 1_000;

  private Accounts() {}

  public static Optional<Account> find(Connection connection, String name) throws SQLException {
    return Sql.first(connection, "select * from console_user where name = ?", Accounts::account, name);
  }

  /** All of them, by name. */
  public static List<Account> all(Connection connection) throws SQLException {
    return Sql.list(connection, "select * from console_user order by name limit " + COUNT_MAX, Accounts::account);
  }

  /** False, and nothing is changed, when there is one of this name. */
  public static boolean add(Connection transaction, Account account) throws SQLException {
    return 1 == Sql.update(transaction,
        "insert into console_user (name, password_hash, role, created_at) values (?, ?, ?, ?) on conflict (name) do nothing",
        account.name(), account.passwordHash(), account.role(), account.createdAt());
  }

  /** Gives the user of this name this role and password. */
  public static void replace(Connection transaction, Account account) throws SQLException {
    Sql.update(transaction, "update console_user set password_hash = ?, role = ? where name = ?", account.passwordHash(), account.role(),
        account.name());
  }

  public static void remove(Connection transaction, String name) throws SQLException {
    Sql.update(transaction, "delete from console_user where name = ?", name);
  }

  public static long count(Connection connection, Role role) throws SQLException {
    return Sql.number(connection, "select count(*) from console_user where role = ?", role);
  }

  /** Makes the first admin, when there is no user at all. */
  public static void addFirst(Connection transaction, String passwordHash, Instant now) throws SQLException {
    if (Sql.number(transaction, "select count(*) from console_user") == 0) {
      add(transaction, new Account(FIRST, passwordHash, Role.ADMIN, now));
    }
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(row.getString("name"), row.getString("password_hash"), Role.valueOf(row.getString("role")),
        Sql.instant(row, "created_at"));
  }
}
