package io.livetape.record;

import io.livetape.testkit.disk.Chance;
import io.livetape.testkit.disk.SimulatedDisk;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A machine from its start to a power cut: a disk, a database, and a recorder on them. What the next one finds depends on the moment of the
 * cut and on chance. One thread; recording goes on in others.
 */
final class Life implements AutoCloseable {
  /** Never by itself: tests say when. */
  private static final Duration SYNC_INTERVAL = Duration.ofHours(1);

  final SimulatedDisk disk;
  private final int beganAt;
  private final Path databaseFolder;
  private final DatabaseStates states;
  Studio studio;

  private Life(SimulatedDisk disk, Path databaseFolder) throws Exception {
    this.disk = disk;
    this.databaseFolder = databaseFolder;
    beganAt = disk.moment();
    begin();
    states = new DatabaseStates(databaseFolder);
    states.note(beganAt);
    disk.beforeChange(() -> states.note(disk.moment()));
  }

  /** On an empty disk. */
  static Life first(Path databaseFolder) throws Exception {
    return new Life(new SimulatedDisk(), databaseFolder);
  }

  /** The recorder's process dies, and another begins on what the system has. */
  void restartProcess() throws Exception {
    studio.close();
    begin();
  }

  private void begin() throws Exception {
    studio = new Studio(disk.root(), databaseFolder, SYNC_INTERVAL, Faults.none());
  }

  /** The machine after a power cut at this moment. */
  Life next(int moment, Chance chance, Path folder) throws Exception {
    return next(moment, chance, moment, folder);
  }

  /** @param databaseMoment when the database was as it is found, if the disk lied about its syncs or an older copy was put there */
  Life next(int moment, Chance chance, int databaseMoment, Path folder) throws Exception {
    states.copy(databaseMoment, folder);
    return new Life(disk.afterPowerCut(moment, chance), folder);
  }

  /** The same machine with another process, after the one of this moment has died. */
  Life afterProcessDeath(int moment, Path folder) throws Exception {
    states.copy(moment, folder);
    return new Life(disk.afterProcessDeath(moment), folder);
  }

  /** A moment of it so far: every second time one at a sync, else any. */
  int someMoment(Random random) {
    List<Integer> atSyncs = disk.momentsOfSyncs().stream().filter(moment -> moment >= beganAt).toList();
    boolean any = atSyncs.isEmpty() || random.nextBoolean();
    return any ? random.nextInt(beganAt, now() + 1) : atSyncs.get(random.nextInt(atSyncs.size()));
  }

  /** The moment that it has come to; what was committed until now is kept. */
  int now() {
    states.note(disk.moment());
    return disk.moment();
  }

  @Override
  public void close() throws SQLException {
    studio.close();
    states.close();
  }
}
