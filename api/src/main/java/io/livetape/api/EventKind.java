package io.livetape.api;

/** What customers are told of, each at its own address of a callback template. */
public enum EventKind {
  PUSH_BEGAN("push began"),
  PUSH_ENDED("push ended"),
  FILE_RECORDED("file recorded"),
  RECORD_STATUS("recording status"),
  RECORD_EXCEPTION("recording exception");

  private final String label;

  EventKind(String label) {
    this.label = label;
  }

  /** In a word or two, for people. */
  public String label() {
    return label;
  }

  /** Whether the configured receiver gets it too; the others are only for templates that name an address for them. */
  boolean basic() {
    return switch (this) {
      case PUSH_BEGAN, PUSH_ENDED, FILE_RECORDED -> true;
      case RECORD_STATUS, RECORD_EXCEPTION -> false;
    };
  }
}
