package io.livetape.live;

import java.util.concurrent.Executor;

/** The protocol's side of a push session, as the stream needs it. */
public interface PublisherConnection {
  /** The thread on which this publisher writes; everything about its stream happens there. */
  Executor thread();

  /** Whether a live reader is present: read the socket at once, else in batches. Called on the stream's thread. */
  void readAtOnce(boolean atOnce);

  /** Ends the push from our side, telling the publisher why where the protocol can. Any thread; returns at once. */
  void disconnect(EndReason reason);
}
