package io.livetape.record;

/** Hears how recordings go. Called on publishers' threads; must not block. */
@FunctionalInterface
public interface RecordingListener {
  void heard(RecordingEvent event);
}
