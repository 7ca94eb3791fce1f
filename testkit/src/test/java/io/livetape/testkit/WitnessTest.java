package io.livetape.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class WitnessTest {
  @TempDir
  private Path folder;

  @Test
  void require_withProgramOnPath_letsTheTestRun() throws IOException {
    install("ffmpeg");
    install("ffprobe");

    assertThatCode(() -> Witness.require("/nowhere::" + folder, true, Witness.FFMPEG, Witness.FFPROBE)).doesNotThrowAnyException();
    assertThat(Witness.FFMPEG.find(folder.toString())).contains(folder.resolve("ffmpeg"));
  }

  @Test
  void require_withoutProgram_skipsAndNamesThePackage() {
    assertThatThrownBy(() -> Witness.require(folder.toString(), false, Witness.FFPROBE, Witness.GST_LAUNCH))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContainingAll("ffprobe is not installed (apt-get install ffmpeg)",
            "gst-launch-1.0 is not installed (apt-get install gstreamer1.0-tools)");
  }

  @Test
  void require_withoutProgramWhereDemanded_fails() {
    assertThatThrownBy(() -> Witness.require(null, true, Witness.MEDIAINFO)).isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("mediainfo is not installed");
  }

  private void install(String command) throws IOException {
    assertThat(Files.createFile(folder.resolve(command)).toFile().setExecutable(true)).isTrue();
  }
}
