package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.db.Sql;
import io.livetape.media.FileFormat;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LandingTest {
  @TempDir Path root;

  /** The effects of landing one file: before the move, after it, the transaction, the telling. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void effectThatFailsOnce_isTriedAgain_andTheFileLandsOnce(int n) throws Exception {
    try (Studio studio = new Studio(root, Faults.once(n))) {
      land(studio);
      assertThat(studio.landed()).singleElement().satisfies(file -> assertThat(file.times()).isOne());
      assertThat(studio.parts.metrics().landingRetries.sum()).isOne();
      assertThat(studio.openRows()).isZero();
      assertThat(studio.spooled()).isEmpty();
    }
  }

  @Test
  void tellingThatFails_isNoReasonToLandAgain() throws Exception {
    try (Studio studio = new Studio(root, Faults.once(4))) {
      land(studio);
      assertThat(studio.landed()).singleElement().satisfies(file -> assertThat(file.times()).isOne());
      assertThat(studio.parts.metrics().landingRetries.sum()).isZero();
    }
  }

  @Test
  void databaseThatIsGoneForAWhile_isWaitedFor() throws Exception {
    try (Studio studio = new Studio(root)) {
      rename(studio, "landed", "landed_away");
      SessionFiles files = studio.session(Studio.plan(FileFormat.FLV));
      feed(files);
      await().until(() -> studio.parts.metrics().landingRetries.sum() >= 4);
      assertThat(files.allLanded()).isNotDone();
      rename(studio, "landed_away", "landed");
      files.allLanded().get(20, TimeUnit.SECONDS);
      assertThat(studio.landed()).singleElement().satisfies(file -> assertThat(file.times()).isOne());
    }
  }

  @Test
  void retries_endWithTheProcess() throws Exception {
    Studio studio = new Studio(root, Faults.from(1));
    SessionFiles files = studio.session(Studio.plan(FileFormat.FLV));
    feed(files);
    await().until(() -> studio.parts.metrics().landingRetries.sum() >= 1);
    studio.close();
    assertThat(files.allLanded()).isNotDone();
  }

  private static void land(Studio studio) throws Exception {
    SessionFiles files = studio.session(Studio.plan(FileFormat.FLV));
    feed(files);
    files.allLanded().get(20, TimeUnit.SECONDS);
  }

  private static void feed(SessionFiles files) {
    Feed feed = new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));
    Output output = new FlvOutput(files);
    output.tracks(feed.tracks());
    feed.to(500, output);
    output.end();
  }

  private static void rename(Studio studio, String from, String to) throws Exception {
    studio.database.writeNow(transaction -> Sql.update(transaction, "alter table " + from + " rename to " + to));
  }
}
