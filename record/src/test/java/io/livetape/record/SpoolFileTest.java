package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.testkit.disk.TroubledChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SpoolFileTest {
  @TempDir Path folder;
  private final DiskCrew crew = new DiskCrew("test-disk", 1);
  private final DiskLane lane = new DiskLane(crew);
  private final BlockPool pool = new BlockPool(4);
  private final DiskLoad load = new DiskLoad(new LongAdder());

  @AfterEach
  void close() {
    crew.close();
  }

  @Test
  void file_isMadeWhenItIsReady_withEverythingGivenBefore() throws Exception {
    SpoolFile file = file("a.flv");
    file.append(bytes("one "));
    file.append(bytes("two "));
    drain();
    assertThat(file.path()).doesNotExist();
    assertThat(load.pendingBytes()).isEqualTo(8);
    file.ready();
    file.append(bytes("three"));
    file.finish(_ -> { }).get(10, TimeUnit.SECONDS);
    assertThat(file.path()).hasContent("one two three");
    assertThat(load.pendingBytes()).isZero();
    assertThat(file.closed()).isTrue();
  }

  @Test
  void finish_worksOnTheWholeFile() throws Exception {
    SpoolFile file = file("a.flv");
    file.ready();
    file.append(bytes("0123456789"));
    file.finish(channel -> channel.write(ByteBuffer.wrap(new byte[] {'X'}), 3)).get(10, TimeUnit.SECONDS);
    assertThat(file.path()).hasContent("012X456789");
  }

  @Test
  void fileThatExists_isNeverOverwritten() throws Exception {
    Files.writeString(folder.resolve("a.flv"), "precious");
    SpoolFile file = file("a.flv");
    file.ready();
    file.append(bytes("other"));
    assertThatThrownBy(() -> file.finish(_ -> { }).get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(FileAlreadyExistsException.class);
    assertThat(file.path()).hasContent("precious");
    assertThat(load.pendingBytes()).isZero();
  }

  @Test
  void folderThatIsGone_isTheFilesFailure_notTheLanes() throws Exception {
    SpoolFile failing = new SpoolFile(folder.resolve("gone/a.flv"), lane, Runnable::run, pool, load, SpoolFile.Opener.NEW);
    failing.ready();
    failing.append(bytes("lost"));
    SpoolFile other = file("b.flv");
    other.ready();
    other.append(bytes("kept"));
    other.finish(_ -> { }).get(10, TimeUnit.SECONDS);
    assertThat(other.path()).hasContent("kept");
    assertThatThrownBy(() -> failing.finish(_ -> { }).get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void afterAFailedWrite_nothingMoreIsWritten() throws Exception {
    SpoolFile file = file("a.flv");
    file.ready();
    file.append(bytes("good "));
    file.finish(_ -> { }).get(10, TimeUnit.SECONDS);
    file.append(bytes("into a closed file"));
    assertThatThrownBy(() -> file.finish(_ -> { }).get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(ClosedChannelException.class);
    assertThat(file.path()).hasContent("good ");
    assertThat(load.pendingBytes()).isZero();
  }

  @Test
  void faultWhileFinishing_isTold() {
    SpoolFile file = file("a.flv");
    file.ready();
    assertThatThrownBy(() -> file.finish(_ -> {
      throw new IllegalStateException("the totals are wrong");
    }).get(10, TimeUnit.SECONDS)).rootCause().hasMessage("the totals are wrong");
    assertThat(file.closed()).isTrue();
  }

  @Test
  void sync_atAnyTime_isHarmless() throws Exception {
    SpoolFile file = file("a.flv");
    file.sync();
    file.ready();
    file.append(bytes("x"));
    drain();
    file.sync();
    file.finish(_ -> { }).get(10, TimeUnit.SECONDS);
    file.sync();
    assertThat(file.path()).hasContent("x");
  }

  @Test
  void sync_thatFails_isTheFilesFailure_forTheNextWouldSucceedInVain() throws Exception {
    AtomicBoolean fails = new AtomicBoolean();
    SpoolFile file = new SpoolFile(folder.resolve("a.flv"), lane, Runnable::run, pool, load,
        path -> new TroubledChannel(SpoolFile.Opener.NEW.open(path), () -> {
          if (fails.get()) {
            throw new IOException("made to fail");
          }
        }));
    file.ready();
    file.append(bytes("x"));
    drain();
    fails.set(true);
    file.sync();
    fails.set(false);
    assertThat(file.failed()).isTrue();
    file.append(bytes("y"));
    assertThatThrownBy(() -> file.finish(_ -> { }).get(10, TimeUnit.SECONDS)).rootCause().hasMessage("made to fail");
    assertThat(file.path()).hasContent("x");
  }

  private SpoolFile file(String name) {
    return new SpoolFile(folder.resolve(name), lane, Runnable::run, pool, load, SpoolFile.Opener.NEW);
  }

  private void drain() {
    CountDownLatch drained = new CountDownLatch(1);
    lane.run(drained::countDown);
    Studio.await(drained);
  }

  private static List<ByteBuffer> bytes(String text) {
    return new ArrayList<>(List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII))));
  }
}
