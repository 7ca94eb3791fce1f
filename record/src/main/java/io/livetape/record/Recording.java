package io.livetape.record;

import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.StreamReader;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.util.function.Consumer;

/** One running recording of a push, and who is told when it has ended. The publisher's thread. */
final class Recording implements StreamReader {
  private final LiveStream stream;
  private final SessionFiles files;
  private final StreamReader session;
  private final Consumer<Recording> ended;

  Recording(LiveStream stream, SessionFiles files, StreamReader session, Consumer<Recording> ended) {
    this.stream = stream;
    this.files = files;
    this.session = session;
    this.ended = ended;
  }

  LiveStream stream() {
    return stream;
  }

  SessionFiles files() {
    return files;
  }

  String taskId() {
    return files.plan().taskId();
  }

  /** Ends it; the push goes on. Any thread; returns at once. */
  void dismiss() {
    files.notContinued();
    stream.dismiss(this);
  }

  @Override
  public void onTrack(Track track) {
    session.onTrack(track);
  }

  @Override
  public void onSample(Sample sample) {
    session.onSample(sample);
  }

  @Override
  public void onEnd(EndReason reason) {
    if (reason == EndReason.DROPPED || reason == EndReason.FORBIDDEN) {
      files.notContinued();
    }
    try {
      session.onEnd(reason);
    } finally {
      ended.accept(this);
    }
  }

  @Override
  public boolean live() {
    return session.live();
  }
}
