package io.livetape.api.transport;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer, or why there is none.
 *
 * @param answer null when the call failed
 * @param code of the error; empty when there is none
 */
record CallResult(Record answer, String code, String message) {
  private static final Logger log = LoggerFactory.getLogger(CallResult.class);

  /** What makes the answer. */
  @FunctionalInterface
  interface Work {
    Record answer() throws SQLException;
  }

  /** Does the work and counts what became of it. */
  static CallResult of(Work work, String requestId, ApiMetrics metrics) {
    try {
      Record answer = work.answer();
      metrics.succeeded.increment();
      return new CallResult(answer, "", "");
    } catch (ApiException e) {
      metrics.refused.increment();
      log.debug("[api {}] {}: {}", requestId, e.code(), e.getMessage());
      return error(e.code(), e.getMessage());
    } catch (RejectedExecutionException e) {
      metrics.refused.increment();
      log.warn("[api {}] refused: {}", requestId, e.getMessage());
      return error("RequestLimitExceeded", "The server has too much to do; try again later.");
    } catch (SQLTransientException e) {
      metrics.failed.increment();
      log.warn("[api {}] failed: {}", requestId, e.getMessage());
      return error("ResourceUnavailable", "The server cannot use its database at the moment; try again later.");
    } catch (SQLException | RuntimeException e) {
      metrics.failed.increment();
      log.error("[api {}] failed", requestId, e);
      return error("InternalError", "The server could not do this; its log says why, under this RequestId.");
    }
  }

  private static CallResult error(String code, String message) {
    return new CallResult(null, code, message);
  }

  /** As API 3.0 answers. */
  String envelope(String requestId) {
    return answer == null ? Envelope.error(code, message, requestId) : Envelope.success(answer, requestId);
  }

  /** As API 2.0 answers. */
  String version2() {
    return answer == null ? Version2.error(code, message) : Version2.success(answer);
  }
}
