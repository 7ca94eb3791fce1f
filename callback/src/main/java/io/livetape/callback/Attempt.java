package io.livetape.callback;

import java.time.Instant;

/**
 * One line of the delivery log.
 *
 * @param number from 1
 * @param status of the HTTP answer; 0 when there was none
 * @param error why there was no answer; empty when there was one
 * @param answer the beginning of the answer's body
 */
public record Attempt(int number, Instant startedAt, long durationMs, int status, String error, int requestBytes, String answer) {
  static Attempt of(int number, Sending sending) {
    return switch (sending.outcome()) {
      case Outcome.Answered(int status, String answer) ->
          new Attempt(number, sending.startedAt(), sending.durationMs(), status, "", sending.requestBytes(), answer);
      case Outcome.Failed _, Outcome.Refused _ ->
          new Attempt(number, sending.startedAt(), sending.durationMs(), 0, sending.outcome().text(), sending.requestBytes(), "");
    };
  }

  /** Whether the endpoint has taken the event. */
  public boolean delivered() {
    return status == Outcome.SUCCESS;
  }
}
