package io.livetape.live;

/** Hears of every push session. Calls come on the stream's thread, begin before end, and must not block. */
public interface PushListener {
  /** A push was let in; no sample has passed yet, so a reader attached here misses nothing. */
  void pushBegan(LiveStream stream);

  void pushEnded(LiveStream stream, EndReason reason);
}
