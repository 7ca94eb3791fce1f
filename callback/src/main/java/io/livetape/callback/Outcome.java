package io.livetape.callback;

/** What came of one attempt. */
sealed interface Outcome {
  /** The endpoint answered; {@code answer} is the beginning of the body. */
  record Answered(int status, String answer) implements Outcome {}

  /** There was no answer. */
  record Failed(String error) implements Outcome {}

  /** Nothing was sent, and nothing will be while the address or the rules stay as they are. */
  record Refused(String reason) implements Outcome {}

  /** The only status that the contract takes for success. */
  int SUCCESS = 200;

  default boolean delivered() {
    return this instanceof Answered answered && answered.status() == SUCCESS;
  }

  /** A clause for the log. */
  default String text() {
    return switch (this) {
      case Answered answered -> "status " + answered.status();
      case Failed failed -> failed.error();
      case Refused refused -> "address refused: " + refused.reason();
    };
  }
}
