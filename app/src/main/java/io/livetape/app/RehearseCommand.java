package io.livetape.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code livetape rehearse}, which the launcher calls. */
@Command(name = "rehearse", hidden = true, description = "Do the main job on a folder that is thrown away, for the JVM to learn from.")
final class RehearseCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    new Rehearsal().run();
    return 0;
  }
}
