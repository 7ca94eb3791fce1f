package io.livetape.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;

/** A publisher's connection whose thread is the test's: what other threads ask of it waits until {@link #run}. */
final class FakePublisher implements PublisherConnection {
  final List<Boolean> readAtOnce = new ArrayList<>();
  final List<EndReason> disconnects = new ArrayList<>();
  private final Queue<Runnable> work = new ArrayDeque<>();

  @Override
  public Executor thread() {
    return work::add;
  }

  @Override
  public void readAtOnce(boolean atOnce) {
    readAtOnce.add(atOnce);
  }

  @Override
  public void disconnect(EndReason reason) {
    disconnects.add(reason);
  }

  void run() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
  }
}
