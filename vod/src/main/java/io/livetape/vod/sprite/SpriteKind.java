package io.livetape.vod.sprite;

import io.livetape.media.KeyFramePlace;
import io.livetape.store.BlobStore;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.Removals;
import io.livetape.vod.Sprite;
import io.livetape.vod.Sprites;
import io.livetape.vod.picture.Ffmpeg;
import io.livetape.vod.picture.PictureKind;
import io.livetape.vod.picture.PictureMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Gives files their sheets of small pictures. */
public final class SpriteKind implements PictureKind {
  /** The names of a file's sheet and of its text, within its folder; the text has the sheet's. */
  public static final String SHEET_NAME = "sprite.jpg";
  public static final String CUES_NAME = "sprite.vtt";

  public static final int PICTURES_MAX = Grid.COUNT_MAX;

  /** What has been stored gets its file within moments, or is deleted after this time. */
  private static final Duration LENT = Duration.ofHours(1);

  private final Removals removals;
  private final BlobStore store;
  private final SheetDecoder decoder;
  private final int countMax;
  private final int width;
  private final InstantSource clock;
  private final PictureMetrics metrics = new PictureMetrics();

  /**
   * @param countMax pictures on a sheet, at most {@value #PICTURES_MAX}
   * @param width of each picture, in pixels
   */
  public SpriteKind(Removals removals, BlobStore store, Ffmpeg ffmpeg, int countMax, int width, InstantSource clock) {
    this(removals, store, new FfmpegSheet(ffmpeg), countMax, width, clock);
  }

  SpriteKind(Removals removals, BlobStore store, SheetDecoder decoder, int countMax, int width, InstantSource clock) {
    this.removals = removals;
    this.store = store;
    this.decoder = decoder;
    this.countMax = countMax;
    this.width = width;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "sprite";
  }

  @Override
  public String jobTable() {
    return "vod_sprite_job";
  }

  @Override
  public PictureMetrics metrics() {
    return metrics;
  }

  @Override
  public String fault() {
    return decoder.fault();
  }

  @Override
  public boolean wanted(Connection connection, RecordedFile file) throws SQLException {
    return file.content().width() > 0 && Sprites.find(connection, file.fileId()).isEmpty();
  }

  @Override
  public Attachment make(RecordedFile file) throws IOException, SQLException {
    List<KeyFrameRun> runs = new KeyFrameFinder(store).find(file, SpriteTimes.of(file.content().durationMs(), countMax));
    List<Long> timesMs = runs.stream().flatMap(run -> run.places().stream()).map(KeyFramePlace::timeMs).toList();
    if (timesMs.isEmpty()) {
      throw new IOException("it has no key frames");
    }
    Grid grid = Grid.of(timesMs.size(), width, file.content().width(), file.content().height());
    byte[] sheet = decoder.sheet(runs, grid);
    String cues = SpriteCues.text(timesMs, file.content().durationMs(), grid, SHEET_NAME);
    Sprite sprite = new Sprite(key(file, SHEET_NAME), key(file, CUES_NAME), grid.count(), grid.width(), grid.height());
    put(sprite.sheetKey(), sheet);
    put(sprite.cuesKey(), cues.getBytes(StandardCharsets.US_ASCII));
    return transaction -> attach(transaction, file.fileId(), sprite);
  }

  private static String key(RecordedFile file, String name) {
    return "sprites/" + file.fileId() + "/" + name;
  }

  private void put(String key, byte[] bytes) throws IOException, SQLException {
    removals.lend(key, clock.instant().plus(LENT));
    store.put(key, bytes);
  }

  /** A file that is deleted meanwhile leaves them to be deleted. */
  private void attach(Connection transaction, String fileId, Sprite sprite) throws SQLException {
    if (Sprites.put(transaction, fileId, sprite)) {
      removals.keep(transaction, sprite.sheetKey());
      removals.keep(transaction, sprite.cuesKey());
    } else {
      removals.free(transaction, List.of(sprite.sheetKey(), sprite.cuesKey()));
    }
  }

  @Override
  public void close() {
    decoder.close();
  }
}
