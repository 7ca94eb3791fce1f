package io.livetape.vod.cover;

import static io.livetape.vod.picture.Darkroom.await;
import static io.livetape.vod.picture.Darkroom.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.db.Database;
import io.livetape.db.Sql;
import io.livetape.media.FileFormat;
import io.livetape.store.BlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import io.livetape.vod.RemovalReason;
import io.livetape.vod.Removals;
import io.livetape.vod.picture.Darkroom;
import io.livetape.vod.picture.PictureMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which files get a cover, whatever goes wrong; the decoder is one that can be told to fail. */
@Timeout(60)
class CoverKindTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path folder;
  private final FakeDecoder decoder = new FakeDecoder();
  private Darkroom room;
  private Database database;
  private Catalogue catalogue;
  private BlobStore store;
  private Removals removals;
  private CoverKind kind;

  /** Writes a byte for a picture, unless it is told otherwise. */
  private static final class FakeDecoder implements CoverDecoder {
    final List<Duration> asked = Collections.synchronizedList(new ArrayList<>());
    volatile String fault = "";
    volatile boolean broken;
    volatile Runnable meanwhile = () -> { };

    @Override
    public String fault() {
      return fault;
    }

    @Override
    public byte[] picture(Path file, FileFormat format, Duration at) throws IOException {
      asked.add(at);
      meanwhile.run();
      if (broken) {
        throw new IOException("broken");
      }
      return new byte[1];
    }

    @Override
    public void close() {
      // It has nothing open.
    }
  }

  @BeforeEach
  void open() throws Exception {
    room = new Darkroom(folder);
    database = room.database();
    catalogue = room.catalogue();
    store = room.store();
    removals = room.removals();
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void file_thatLands_getsACover_ofATenthOfItOrTenSeconds() throws Exception {
    PictureMaker maker = started();
    land(maker, "1", 60_000);
    land(maker, "2", 7_200_000);

    await(() -> kind.metrics().made.sum() == 2);
    assertThat(catalogue.find("1").orElseThrow().entry().coverKey()).isEqualTo("covers/1/cover.jpg");
    assertThat(store.sizeBytes("covers/2/cover.jpg")).contains(1L);
    assertThat(decoder.asked).containsExactly(Duration.ofSeconds(6), Duration.ofSeconds(10));
    assertThat(removals.waitingBlobCount()).isZero();
    assertThat(jobCount()).isZero();
  }

  @Test
  void coverThatWasNotMadeBeforeTheProcessEnded_isMadeByTheNext() throws Exception {
    PictureMaker before = maker();
    land(before, "1", 60_000);

    PictureMaker maker = started();
    await(() -> kind.metrics().made.sum() == 1);
  }

  @Test
  void file_thatCannotBeDecoded_isTriedAgainLater() throws Exception {
    decoder.broken = true;
    PictureMaker maker = started();
    land(maker, "1", 60_000);

    await(() -> room.number("SELECT SUM(tries) FROM vod_cover_job") == 1);
    assertThat(room.number("SELECT due_at FROM vod_cover_job"))
        .isGreaterThan(Instant.now().plusSeconds(30).toEpochMilli());
    database.writeNow(connection -> Sql.update(connection, "UPDATE vod_cover_job SET tries = 2, due_at = 0"));
    maker.wake();
    await(() -> jobCount() == 0);
    assertThat(kind.metrics().missed.sum()).isEqualTo(1);
    assertThat(catalogue.find("1").orElseThrow().entry().coverKey()).isNull();
    assertThat(removals.waitingBlobCount()).isZero();
  }

  @Test
  void file_thatIsDeletedWhileItIsDecoded_leavesNothing() throws Exception {
    decoder.meanwhile = () -> run(() -> removals.remove("1", RemovalReason.REQUESTED));
    PictureMaker maker = started();
    land(maker, "1", 60_000);

    await(() -> kind.metrics().made.sum() == 1);
    assertThat(catalogue.find("1")).isEmpty();
    assertThat(database.<List<String>>readNow(connection -> Sql.list(connection,
        "SELECT blob_key FROM vod_freed_blob WHERE blob_key LIKE 'c%' AND due_at <= ?", row -> row.getString(1), Instant.now())))
        .as("to be deleted at the next look").containsExactly("covers/1/cover.jpg");
  }

  @Test
  void file_thatGetsACoverByHandMeanwhile_keepsThat() throws Exception {
    decoder.meanwhile = () -> run(() -> database.writeNow(connection -> catalogue.setCover(connection, "1", "covers/own.jpg")));
    PictureMaker maker = started();
    land(maker, "1", 60_000);

    await(() -> kind.metrics().made.sum() == 1);
    assertThat(catalogue.find("1").orElseThrow().entry().coverKey()).isEqualTo("covers/own.jpg");
  }

  @Test
  void withoutADecoder_nothingIsBegun() throws Exception {
    decoder.fault = "there is none";
    PictureMaker maker = started();
    await(() -> {
      land(maker, Long.toString(System.nanoTime()), 60_000);
      long before = jobCount();
      land(maker, Long.toString(System.nanoTime()), 60_000);
      return jobCount() == before;
    });
    assertThat(decoder.asked).isEmpty();
  }

  @Test
  void close_whileItRests_returnsAtOnce() throws Exception {
    CountDownLatch decoding = new CountDownLatch(1);
    decoder.meanwhile = decoding::countDown;
    PictureMaker maker = started();
    land(maker, "1", 60_000);
    decoding.await();

    long startedNanos = System.nanoTime();
    maker.close();
    assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isLessThan(Duration.ofSeconds(4));
  }

  private PictureMaker maker() {
    kind = new CoverKind(catalogue, removals, store, decoder, InstantSource.system());
    return room.maker(kind);
  }

  private PictureMaker started() {
    PictureMaker maker = maker();
    maker.start();
    return maker;
  }

  private void land(PictureMaker maker, String id, long durationMs) throws Exception {
    RecordedFile file = new RecordedFile(id, "1_0", FileFormat.MP4, "n", new Origin("", "live", "s", "", "", ""), NOON, NOON.plusSeconds(60),
        new Content(durationMs, 0, 1, 640, 360, "h264", "aac"), List.of("tapes/" + id + ".mp4"), null, NOON, null, false, FileStatus.NORMAL);
    room.land(maker, file);
  }

  private long jobCount() throws Exception {
    return room.number("SELECT COUNT(*) FROM vod_cover_job");
  }
}
