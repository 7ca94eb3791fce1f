package io.livetape.callback;

/** Where an event is on its way; the names are those in the table. */
public enum EventState {
  /** Behind another event of its lane. */
  QUEUED,
  /** First of its lane: to be sent now or later. */
  WAITING,
  /** Answered with status 200. */
  DELIVERED,
  /** Given up or refused. Kept, and sent again when somebody asks for it. */
  PARKED
}
