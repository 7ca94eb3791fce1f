package io.livetape.db;

import java.io.IOException;

/** The database cannot be opened; the message says why in words for the person who runs the server. */
public final class DatabaseException extends IOException {
  public DatabaseException(String message) {
    super(message);
  }

  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
