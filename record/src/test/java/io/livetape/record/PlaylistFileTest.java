package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.testkit.disk.TroubledChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaylistFileTest {
  @TempDir Path folder;
  private boolean diskFails;
  private PlaylistFile file;

  @BeforeEach
  void create() {
    file = new PlaylistFile(folder.resolve("1.m3u8"), path -> {
      fail();
      return new TroubledChannel(SpoolFile.Opener.NEW.open(path), this::fail);
    });
  }

  private void fail() throws IOException {
    if (diskFails) {
      throw new IOException("made to fail");
    }
  }

  @Test
  void entries_areWrittenAsTheyCome() throws Exception {
    file.append("one\n");
    assertThat(file.path()).hasContent("one\n");
    file.append("two\n");
    assertThat(file.path()).hasContent("one\ntwo\n");
    file.finish();
    assertThat(file.path()).hasContent("one\ntwo\n");
  }

  @Test
  void entriesThatTheDiskDoesNotTake_areWrittenWithTheNext() throws Exception {
    diskFails = true;
    file.append("one\n");
    diskFails = false;
    file.append("two\n");
    diskFails = true;
    file.append("three\n");
    file.append("four\n");
    diskFails = false;
    file.append("five\n");
    assertThat(file.path()).hasContent("one\ntwo\nthree\nfour\nfive\n");
    file.finish();
  }

  @Test
  void lastEntry_isTriedAgainAtTheEnd() throws Exception {
    file.append("one\n");
    diskFails = true;
    file.append("two\n");
    diskFails = false;
    file.finish();
    assertThat(file.path()).hasContent("one\ntwo\n");
  }

  @Test
  void diskThatStaysInTrouble_isToldAtTheEnd() {
    file.append("one\n");
    diskFails = true;
    file.append("two\n");
    assertThatThrownBy(file::finish).isInstanceOf(IOException.class);
  }

  @Test
  void listThatIsLeft_goesOnInTheNext() throws Exception {
    file.append("one\n");
    file.leave();
    PlaylistFile next = file.next();
    next.append("two\n");
    next.leave();
    PlaylistFile last = next.next();
    last.append("three\n");
    assertThat(file.path()).hasContent("one\ntwo\nthree\n");
    last.finish();
    assertThat(file.path()).hasContent("one\ntwo\nthree\n");
  }

  @Test
  void entriesOfTheNext_waitForTheOneBefore() throws Exception {
    PlaylistFile next = file.next();
    PlaylistFile last = next.next();
    last.append("four\n");
    next.append("two\n");
    next.leave();
    last.append("five\n");
    assertThat(file.path()).doesNotExist();
    assertThatThrownBy(last::finish).as("too early").isInstanceOf(IOException.class);
    file.append("one\n");
    file.leave();
    last.append("six\n");
    assertThat(file.path()).hasContent("one\ntwo\nfour\nfive\nsix\n");
    last.finish();
  }

  @Test
  void entryThatTheDiskDidNotTakeBeforeItWasLeft_isWrittenByTheNext() throws Exception {
    file.append("one\n");
    diskFails = true;
    file.append("two\n");
    file.leave();
    diskFails = false;
    PlaylistFile next = file.next();
    next.append("three\n");
    assertThat(file.path()).hasContent("one\ntwo\nthree\n");
    next.finish();
  }

  @Test
  void listThatIsLeft_canBeFinishedWithoutANext() throws Exception {
    file.append("one\n");
    file.leave();
    file.finish();
    assertThat(file.path()).hasContent("one\n");
  }

  @Test
  void listThatWasMadeAnew_goesOnBehindThat() throws Exception {
    PlaylistFile next = file.next();
    next.append("two\n");
    Files.writeString(file.path(), "anew\n");
    file.rebuilt(5);
    next.append("three\n");
    assertThat(file.path()).hasContent("anew\ntwo\nthree\n");

    Files.delete(file.path());
    PlaylistFile nothing = file.next();
    file.rebuilt(0);
    nothing.append("first\n");
    assertThat(file.path()).hasContent("first\n");
  }

  @Test
  void entriesWithoutNumber_areNotKept_andTheEndTellsSo() {
    diskFails = true;
    for (int i = 0; i < 200; i++) {
      file.append("x".repeat(1_000));
    }
    diskFails = false;
    file.append("last\n");
    assertThat(file.path()).satisfies(path -> assertThat(Files.size(path)).isBetween(60_000L, 70_000L));
    assertThatThrownBy(file::finish).hasMessageContaining("lacks entries");
  }
}
