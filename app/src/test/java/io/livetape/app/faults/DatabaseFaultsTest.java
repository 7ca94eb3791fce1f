package io.livetape.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.app.api.Calls;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Witness;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Another process keeps the database, at a stretch or again and again: nothing is lost or doubled, and only callers of the API wait. */
class DatabaseFaultsTest {
  private static final FileFormat[] ALL = FileFormat.values();
  private static final int LENGTH_MS = 10_000;
  private static final Duration ANSWER_MAX = Duration.ofSeconds(20);
  private static final String TEMPLATE = "{\"TemplateName\":\"late\",\"Mp4Param\":{\"Enable\":1,\"RecordInterval\":60}}";

  private static Source source;

  private final HeardLog log = new HeardLog();
  private DiskScene scene;

  @BeforeAll
  static void make() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    source = Source.of(Clip.h264Aac(Duration.ofMillis(LENGTH_MS + 1_000)));
  }

  @AfterEach
  void close() {
    scene.close();
    log.close();
  }

  @Test
  void databaseThatIsLocked_isMadeUpForAfterwards() throws Exception {
    scene = new DiskScene(source, LENGTH_MS, LivetapeServer::start);
    Calls calls = scene.calls();
    scene.push("before", ALL);
    scene.awaitFirstSent(1_500);
    try (Connection _ = lock()) {
      scene.push("meanwhile", FileFormat.MP4, FileFormat.HLS);
      long askedNanos = System.nanoTime();
      assertThat(calls.error("CreateLiveRecordTemplate", TEMPLATE)).isEqualTo("ResourceUnavailable");
      assertThat(System.nanoTime() - askedNanos).isLessThan(ANSWER_MAX.toNanos());
      assertThat(calls.call("DescribeLiveRecordTemplates", "{}").path("Templates")).as("reading goes on; nothing was made").isEmpty();
      scene.awaitFirstSent(LENGTH_MS - 500);
      assertThat(scene.receiver.events(100)).isEmpty();
    }
    scene.awaitPushes();
    scene.awaitLanded();

    scene.checkWhole("before", ALL);
    scene.checkWhole("meanwhile", FileFormat.MP4, FileFormat.HLS);
    assertThat(scene.statuses("meanwhile", 3)).containsExactly("record_start_succeeded", "record_ended");
    assertThat(log.lines("[db]")).hasSize(2);
    calls.call("CreateLiveRecordTemplate", TEMPLATE);
  }

  @Test
  void databaseThatIsSlow_isWaitedFor() throws Exception {
    scene = new DiskScene(source, LENGTH_MS, LivetapeServer::start);
    Calls calls = scene.calls();
    scene.push("before", ALL);
    scene.awaitFirstSent(1_500);
    scene.push("meanwhile", FileFormat.MP4, FileFormat.HLS);
    for (int i = 0; i < 10; i++) {
      try (Connection _ = lock()) {
        LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    calls.call("CreateLiveRecordTemplate", TEMPLATE);
    scene.awaitPushes();
    scene.awaitLanded();

    scene.checkWhole("before", ALL);
    scene.checkWhole("meanwhile", FileFormat.MP4, FileFormat.HLS);
  }

  /** As another process does that writes for long. */
  private Connection lock() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + scene.server.root().resolve("livetape.db"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute("BEGIN EXCLUSIVE");
    }
    return connection;
  }
}
