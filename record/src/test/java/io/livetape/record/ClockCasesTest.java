package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import io.livetape.media.H264;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The table of cases: {@code clock-cases.txt}. */
class ClockCasesTest {
  private static final long AMBIGUOUS_MS = 1000;

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "clock-cases.txt", delimiter = '|', maxCharsPerColumn = 400)
  void sender_ofEveryKind_isPutWhereItBelongs(String name, String script, double worstMs, String repairs) {
    ClockSender sender = new ClockSender().send(script);

    assertThat(sender.worstMs()).as("farthest from where it belongs, ms").isLessThanOrEqualTo(worstMs);
    assertThat(sender.lengthErrorMs()).as("length, ms").isLessThanOrEqualTo(worstMs > AMBIGUOUS_MS ? worstMs : sender.frameMs());
    assertThat(sender.apartMs()).as("picture and sound apart, ms").isLessThanOrEqualTo(sender.frameMs());
    assertThat(sender.repairs()).isEqualTo(repairs);
  }

  @Test
  void cases_ofTheTable_areInTheDocumentation() throws Exception {
    String document = Files.readString(Path.of("..", "docs", "timestamps.md"));
    List<String> names = Files.readAllLines(Path.of(ClockCasesTest.class.getResource("clock-cases.txt").toURI())).stream()
        .filter(line -> !line.startsWith("#")).map(line -> line.substring(0, line.indexOf('|')).strip()).toList();

    assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(document).contains("| " + name + " |"));
  }

  @Test
  void steadyPush_allocatesNothing() {
    Track track = new Track(Track.AUDIO_ID, 1000, new Aac(Bytes.EMPTY, 44_100, 2, 1024, "mp4a.40.2"));
    long[] repairCount = {0};
    MediaClock clock = new MediaClock(0, (_, _) -> repairCount[0]++);
    clock.track(track);
    Sample sample = new Sample();
    ByteBuffer bytes = ByteBuffer.allocate(1);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int i = 0; i < 200_000; i++) {
      if (i == 100_000) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      // Drifting, so that it is repaired all the time.
      clock.place(sample.set(track, Math.round(i * 23.3), 0, true, bytes, 0, 1), i * 23_300_000L);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    assertThat(repairCount[0]).isPositive();
  }

  @Test
  void timesAtRandom_riseStrictly() {
    Random random = new Random(341);
    Track track = new Track(Track.VIDEO_ID, 1000, new H264(Bytes.EMPTY, 640, 360, "avc1"));
    MediaClock clock = new MediaClock(0, (_, _) -> { });
    clock.track(track);
    Sample sample = new Sample();
    long sourceMs = 0;
    long nanos = 0;
    long dts = -1;
    for (int i = 0; i < 200_000; i++) {
      sourceMs += random.nextLong(-60, 100) << (random.nextInt(50) == 0 ? random.nextInt(32) : 0);
      nanos += random.nextInt(80_000_000);
      long next = clock.place(sample.set(track, sourceMs, 0, true, ByteBuffer.allocate(1), 0, 1), nanos).dts();
      assertThat(next).isGreaterThan(dts);
      dts = next;
    }
  }
}
