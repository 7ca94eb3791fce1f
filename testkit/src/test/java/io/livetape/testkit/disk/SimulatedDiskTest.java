package io.livetape.testkit.disk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest {
  private static final int PAGE_BYTES = 4096;

  private final SimulatedDisk disk = new SimulatedDisk();
  private final Path root = disk.root();

  @Test
  void files_ofALivingDisk_areAsOfAnyOther() throws IOException {
    Path folder = Files.createDirectories(root.resolve("a/b"));
    Path file = Files.writeString(folder.resolve("one"), "hello");
    Files.writeString(file, "hi");
    Files.move(file, root.resolve("two"), StandardCopyOption.ATOMIC_MOVE);

    assertThat(Files.readString(root.resolve("two"))).isEqualTo("hi");
    assertThat(Files.size(root.resolve("two"))).isEqualTo(2);
    assertThat(Files.exists(file)).isFalse();
    assertThatThrownBy(() -> Files.readString(file)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.delete(root.resolve("a"))).isInstanceOf(DirectoryNotEmptyException.class);
    assertThatThrownBy(() -> FileChannel.open(root.resolve("two"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
        .isInstanceOf(FileAlreadyExistsException.class);
    try (var names = Files.list(root.resolve("."))) {
      assertThat(names.map(path -> path.getFileName().toString())).containsExactly("a", "two");
    }
  }

  @Test
  void syncedFile_inAFolderThatIsNot_hasNoName() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "hello");
    sync(file);
    assertThat(Files.exists(cut(Chance.NOTHING).resolve("file"))).isFalse();
    sync(root);
    assertThat(Files.readString(cut(Chance.NOTHING).resolve("file"))).isEqualTo("hello");
  }

  @Test
  void syncedName_ofAFileThatIsNot_isEmpty() throws IOException {
    Files.writeString(root.resolve("file"), "hello");
    sync(root);
    assertThat(Files.size(cut(Chance.NOTHING).resolve("file"))).isZero();
    assertThat(Files.readString(cut(Chance.EVERYTHING).resolve("file"))).isEqualTo("hello");
  }

  @Test
  void newFolder_ofWhichOnlyTheInsideIsSynced_isLost() throws IOException {
    Path folder = Files.createDirectories(root.resolve("day"));
    sync(Files.writeString(folder.resolve("file"), "hello"));
    sync(folder);
    assertThat(Files.exists(cut(Chance.NOTHING).resolve("day"))).isFalse();
    sync(root);
    assertThat(Files.readString(cut(Chance.NOTHING).resolve("day/file"))).isEqualTo("hello");
  }

  @Test
  void rename_isKeptWithEitherFolder_andWhatItNeedsWithIt() throws IOException {
    Path spool = Files.createDirectories(root.resolve("spool"));
    Path store = Files.createDirectories(root.resolve("store"));
    sync(root);
    Path file = Files.writeString(spool.resolve("file"), "hello");
    sync(file);
    Files.move(file, store.resolve("file"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(Files.exists(cut(Chance.NOTHING).resolve("store/file"))).isFalse();
    sync(store);
    assertThat(Files.readString(cut(Chance.NOTHING).resolve("store/file"))).isEqualTo("hello");
    assertThat(Files.exists(cut(Chance.NOTHING).resolve("spool/file"))).isFalse();
  }

  /** Two pages written over at once: each is there or not, never half. */
  @Test
  void write_overTwoPages_isTornBetweenThem() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "a".repeat(2 * PAGE_BYTES));
    sync(file);
    sync(root);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap("b".repeat(200).getBytes(US_ASCII)), PAGE_BYTES - 100);
    }
    Random random = new Random(1);
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < 100; i++) {
      String text = Files.readString(cut(Chance.drawn(random)).resolve("file"));
      assertThat(text).hasSize(2 * PAGE_BYTES);
      seen.add(text.substring(PAGE_BYTES - 100, PAGE_BYTES + 100));
    }
    String a = "a".repeat(100);
    String b = "b".repeat(100);
    assertThat(seen).containsExactly(a + a, a + b, b + a, b + b);
  }

  @Test
  void appendedPages_mayLeaveHolesBehindTheSyncedOnes() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "a");
    sync(file);
    sync(root);
    Files.writeString(file, "b".repeat(3 * PAGE_BYTES), StandardOpenOption.WRITE);
    Random random = new Random(1);
    Set<Long> sizes = new TreeSet<>();
    boolean hole = false;
    for (int i = 0; i < 200; i++) {
      byte[] bytes = Files.readAllBytes(cut(Chance.drawn(random)).resolve("file"));
      sizes.add((long) bytes.length);
      assertThat(bytes[0]).isIn((byte) 'a', (byte) 'b');
      hole |= bytes.length == 3 * PAGE_BYTES && bytes[PAGE_BYTES] == 0 && bytes[2 * PAGE_BYTES] == 'b';
    }
    assertThat(sizes).contains(1L, 3L * PAGE_BYTES);
    assertThat(hole).isTrue();
  }

  @Test
  void moment_ofThePast_isWhatTheDiskWasThen() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "one");
    int moment = disk.moment();
    Files.delete(file);
    assertThat(Files.readString(disk.afterPowerCut(moment, Chance.EVERYTHING).root().resolve("file"))).isEqualTo("one");
    assertThat(Files.exists(cut(Chance.EVERYTHING).resolve("file"))).isFalse();
  }

  @Test
  void momentsOfSyncs_areBeforeAndAfterEach() throws IOException {
    Files.createDirectory(root.resolve("one"));
    sync(root);
    Files.createDirectory(root.resolve("two"));
    assertThat(disk.momentsOfSyncs()).containsExactly(1, 2);
    assertThat(disk.moment()).isEqualTo(3);
  }

  @Test
  void diskThatWasLeft_goesOnByItself() throws IOException {
    Files.writeString(root.resolve("file"), "one");
    SimulatedDisk next = disk.afterPowerCut(disk.moment(), Chance.EVERYTHING);
    Files.writeString(next.root().resolve("file"), "changed");
    assertThat(Files.readString(root.resolve("file"))).isEqualTo("one");
    SimulatedDisk last = next.afterPowerCut(next.moment(), Chance.NOTHING);
    assertThat(Files.readString(last.root().resolve("file"))).isEqualTo("one");
  }

  @Test
  void deathOfAProcess_leavesEverything_andNothingOfItSynced() throws IOException {
    Path folder = Files.createDirectories(root.resolve("folder"));
    sync(root);
    Path file = Files.writeString(folder.resolve("file"), "one");
    int moment = disk.moment();
    Files.writeString(file, "two");

    SimulatedDisk next = disk.afterProcessDeath(moment);
    assertThat(Files.readString(next.root().resolve("folder/file"))).isEqualTo("one");
    SimulatedDisk last = next.afterPowerCut(next.moment(), Chance.NOTHING);
    assertThat(Files.exists(last.root().resolve("folder"))).isTrue();
    assertThat(Files.exists(last.root().resolve("folder/file"))).isFalse();
  }

  private Path cut(Chance chance) {
    return disk.afterPowerCut(disk.moment(), chance).root();
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
