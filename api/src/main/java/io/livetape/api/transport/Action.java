package io.livetape.api.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;

/**
 * One thing that a product can be asked to do.
 *
 * @param summary one sentence for the OpenAPI document
 */
public record Action<Q extends Record, A extends Record>(
    String name, String summary, Class<Q> request, Class<A> answer, Handler<Q, A> handler) {
  /** Does it. Runs on a virtual thread and may block. */
  @FunctionalInterface
  public interface Handler<Q, A> {
    /** @throws ApiException when the answer is an error */
    A handle(Q request) throws SQLException;
  }

  /** As {@link Handler}, where success has nothing to tell. */
  @FunctionalInterface
  public interface Command<Q> {
    void handle(Q request) throws SQLException;
  }

  /** A request, or an answer, without fields. */
  public record Nothing() {
    static final Nothing INSTANCE = new Nothing();
  }

  public Action {
    Shape.of(request);
    Shape.of(answer);
  }

  /** An action whose answer is no more than success. */
  public static <Q extends Record> Action<Q, Nothing> command(String name, String summary, Class<Q> request, Command<Q> command) {
    return new Action<>(name, summary, request, Nothing.class, parameters -> {
      command.handle(parameters);
      return Nothing.INSTANCE;
    });
  }

  /** Reads its request from the parameters and does it. */
  A run(RequestReader reader, ObjectNode parameters) throws SQLException {
    return handler.handle(reader.read(request, parameters));
  }

  /** Whether it changes nothing, or is asked over and over to hear whether there is news. */
  public boolean query() {
    return name.startsWith("Describe") || name.startsWith("Search") || name.equals("PullEvents");
  }
}
