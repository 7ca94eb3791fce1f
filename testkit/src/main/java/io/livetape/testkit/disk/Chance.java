package io.livetape.testkit.disk;

import java.util.random.RandomGenerator;

/** How much of what was not synced is on the disk all the same. */
public interface Chance {
  /** Nothing of it. */
  Chance NOTHING = _ -> 0;

  /** All of it: what the death of the process leaves, while the system goes on. */
  Chance EVERYTHING = count -> count;

  /** How many of so many successive changes of one page, size or name, from none to all. */
  int kept(int count);

  /** Each for itself, by a generator. */
  static Chance drawn(RandomGenerator random) {
    return count -> random.nextInt(count + 1);
  }
}
