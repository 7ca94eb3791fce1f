package io.livetape.vod.sprite;

import static io.livetape.vod.picture.Darkroom.await;
import static io.livetape.vod.picture.Darkroom.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.db.Database;
import io.livetape.db.Sql;
import io.livetape.media.Bytes;
import io.livetape.media.FileFormat;
import io.livetape.media.H264;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.flv.FlvMetadata;
import io.livetape.media.flv.FlvTags;
import io.livetape.media.flv.KeyFrameIndex;
import io.livetape.store.BlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import io.livetape.vod.RemovalReason;
import io.livetape.vod.Removals;
import io.livetape.vod.Sprite;
import io.livetape.vod.picture.Darkroom;
import io.livetape.vod.picture.PictureMaker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which files get a sheet, whatever goes wrong; they are FLV files with a key frame every second, and the decoder is told what to do. */
@Timeout(60)
class SpriteKindTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String AVCC = "0164001fffe1001a6764001facd9405005bb011000000300100000030320f183196001000668ebe3cb22c0fdf8f800";

  @TempDir Path folder;
  private final FakeDecoder decoder = new FakeDecoder();
  private Darkroom room;
  private Database database;
  private Catalogue catalogue;
  private BlobStore store;
  private Removals removals;
  private SpriteKind kind;

  /** Writes a byte for a sheet, unless it is told otherwise. */
  private static final class FakeDecoder implements SheetDecoder {
    final List<Grid> asked = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch closed = new CountDownLatch(1);
    volatile boolean broken;
    volatile Runnable meanwhile = () -> { };

    @Override
    public String fault() {
      return "";
    }

    @Override
    public byte[] sheet(List<KeyFrameRun> runs, Grid grid) throws IOException {
      asked.add(grid);
      meanwhile.run();
      if (broken) {
        throw new IOException("broken");
      }
      return new byte[1];
    }

    @Override
    public void close() {
      closed.countDown();
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
  void file_thatLands_getsASheet_andTakesItAlongWhenItGoes() throws Exception {
    land(started(), "1", 12, file(12));
    await(() -> kind.metrics().made.sum() == 1);

    assertThat(catalogue.sprite("1")).contains(new Sprite("sprites/1/sprite.jpg", "sprites/1/sprite.vtt", 12, 160, 90));
    assertThat(decoder.asked).containsExactly(new Grid(12, 160, 90));
    byte[] text = store.read("sprites/1/sprite.vtt", 0, 100_000);
    assertThat(new String(text)).contains("\n\n00:00:11.000 --> 00:00:12.000\nsprite.jpg#xywh=160,90,160,90\n");
    assertThat(removals.waitingBlobCount()).isZero();

    removals.remove("1", RemovalReason.REQUESTED);
    await(() -> store.sizeBytes("sprites/1/sprite.jpg").isEmpty() && store.sizeBytes("sprites/1/sprite.vtt").isEmpty());
    assertThat(catalogue.sprite("1")).isEmpty();
  }

  @Test
  void longFile_getsAHundredPictures() throws Exception {
    land(started(), "1", 500, file(500));
    await(() -> kind.metrics().made.sum() == 1);

    assertThat(decoder.asked).containsExactly(new Grid(100, 160, 90));
    assertThat(new String(store.read("sprites/1/sprite.vtt", 0, 100_000))).contains("00:08:15.000 --> 00:08:20.000");
  }

  @Test
  void sheetThatWasBegunWhenTheProcessEnded_isMadeOnceByTheNext() throws Exception {
    CountDownLatch decoding = new CountDownLatch(1);
    decoder.meanwhile = () -> run(() -> {
      decoding.countDown();
      decoder.closed.await();
      return null;
    });
    decoder.broken = true;
    PictureMaker before = started();
    land(before, "1", 3, file(3));
    decoding.await();
    before.close();
    decoder.broken = false;

    started();
    await(() -> kind.metrics().made.sum() == 1);
    assertThat(catalogue.sprite("1")).isPresent();
    assertThat(jobCount()).isZero();
    assertThat(removals.waitingBlobCount()).isZero();
  }

  @Test
  void fileThatIsDamaged_isTriedThreeTimes_andOthersGetTheirs() throws Exception {
    PictureMaker maker = started();
    byte[] whole = file(3);
    land(maker, "1", 3, Arrays.copyOf(whole, whole.length / 2));
    land(maker, "2", 3, whole);
    await(() -> kind.metrics().made.sum() == 1);
    assertThat(catalogue.sprite("2")).isPresent();

    database.writeNow(connection -> Sql.update(connection, "UPDATE vod_sprite_job SET tries = 2, due_at = 0"));
    maker.wake();
    await(() -> jobCount() == 0);
    assertThat(kind.metrics().missed.sum()).isEqualTo(1);
    assertThat(removals.waitingBlobCount()).isZero();
  }

  @Test
  void fileThatIsDeletedMeanwhile_leavesNothing() throws Exception {
    decoder.meanwhile = () -> run(() -> removals.remove("1", RemovalReason.REQUESTED));
    land(started(), "1", 3, file(3));
    await(() -> kind.metrics().made.sum() == 1);

    assertThat(room.number("SELECT COUNT(*) FROM vod_freed_blob WHERE blob_key LIKE 'sprites/1/%' AND due_at > ?",
        Instant.now().plusSeconds(60)))
        .as("kept for longer").isZero();
    assertThat(jobCount()).isZero();
  }

  private PictureMaker started() {
    kind = new SpriteKind(removals, store, decoder, SpriteKind.PICTURES_MAX, 160, InstantSource.system());
    PictureMaker maker = room.maker(kind);
    maker.start();
    return maker;
  }

  private void land(PictureMaker maker, String id, int seconds, byte[] content) throws Exception {
    String key = "flv/" + id + ".flv";
    store.put(key, content);
    RecordedFile file = new RecordedFile(id, "1_0", FileFormat.FLV, "n", new Origin("", "live", "s", "", "", ""), NOON,
        NOON.plusSeconds(600), new Content(seconds * 1000L, 0, content.length, 1280, 720, "h264", "aac"), List.of(key), null, NOON, null,
        false, FileStatus.NORMAL);
    room.land(maker, file);
  }

  private static byte[] file(int keyFrameCount) throws Exception {
    Track video = new Track(Track.VIDEO_ID, 1000, H264.parse(Bytes.fromHex(AVCC)));
    KeyFrameIndex index = new KeyFrameIndex(512);
    ByteBuffer out = ByteBuffer.allocate(1 << 20);
    FlvTags.putFileHeader(out, false, true);
    new FlvMetadata(List.of(video), 0, 0, 0, index).putTag(out);
    FlvTags.putConfigTag(out, video.format(), 0);
    for (int i = 0; i < keyFrameCount; i++) {
      index.add(1000L * i, out.position());
      FlvTags.putSampleTag(out, new Sample().set(video, 1000L * i, 0, true, ByteBuffer.allocate(100), 0, 100), 1000L * i);
    }
    new FlvMetadata(List.of(video), 1000L * keyFrameCount, out.position(), 0, index)
        .putTag(out.duplicate().position(FlvTags.FILE_HEADER_BYTES));
    return Arrays.copyOf(out.array(), out.position());
  }

  private long jobCount() throws Exception {
    return room.number("SELECT COUNT(*) FROM vod_sprite_job");
  }
}
