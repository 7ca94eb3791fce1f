package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.FileFormat;
import io.livetape.media.Pictures;
import io.livetape.record.FormatPlan;
import io.livetape.record.LandedFile;
import io.livetape.record.RecordPlan;
import io.livetape.testkit.Json;
import io.livetape.vod.Entry;
import io.livetape.vod.NameTemplate;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLandingTest {
  private static final Instant START = Instant.parse("2026-11-20T23:30:00.120456Z");

  @TempDir Path folder;
  private Shop shop;
  private FileLanding landing;

  @BeforeEach
  void open() throws Exception {
    shop = new Shop(folder);
    landing = landing("http://receiver.test/");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void file_isInTheCatalogueAndInTheOutbox() throws Exception {
    land(file("", Duration.ofDays(7)));
    RecordedFile file = shop.catalogue.find("42").orElseThrow();
    assertThat(file.videoId()).isEqualTo("1250000001_" + Md5.hex("42"));
    assertThat(file.name()).isEqualTo("2121_15919131751_2026-11-21-07-30-00_2026-11-21-07-30-10");
    assertThat(file.startedAt()).isEqualTo(START);
    assertThat(file.endedAt()).isEqualTo(START.plusSeconds(10));
    assertThat(file.blobKeys()).containsExactly("tapes/1.mp4", "tapes/2.mp4");
    assertThat(file.playlistKey()).isEqualTo("m3u8/42.m3u8");
    assertThat(file.createdAt()).isEqualTo(Shop.NOW);
    assertThat(file.expiresAt()).isEqualTo(Shop.NOW.plus(Duration.ofDays(7)));
    assertThat(file.origin().streamParam()).isEqualTo(Shop.PUSH.query());
    assertThat(file.recovered()).isTrue();
    assertThat(shop.events()).singleElement().satisfies(event -> {
      var body = Json.parse(event.event().body());
      assertThat(event.event().relatedId()).isEqualTo("42");
      assertThat(body.get("event_type").intValue()).isEqualTo(100);
      assertThat(body.get("video_url").textValue()).isEqualTo("http://replay.test/hls/42");
      assertThat(body.get("video_id").textValue()).isEqualTo(file.videoId());
    });
  }

  @Test
  void landedTwice_isOneFileAndOneEvent() throws Exception {
    land(file("", Duration.ZERO));
    land(file("", Duration.ZERO));
    assertThat(shop.catalogue.volume().fileCount()).isOne();
    assertThat(shop.events()).hasSize(1);
  }

  @Test
  void transactionThatFails_leavesNeither() throws Exception {
    assertThatThrownBy(() -> shop.database.writeNow(transaction -> {
      landing.landed(transaction, file("", Duration.ZERO));
      throw new SQLException("made to fail");
    })).isInstanceOf(SQLException.class);
    assertThat(shop.catalogue.volume().fileCount()).isZero();
    assertThat(shop.events()).isEmpty();
  }

  @Test
  void withoutAReceiver_itIsInTheCatalogueAlone() throws Exception {
    landing = landing("");
    land(file("", Duration.ZERO));
    assertThat(shop.catalogue.find("42").orElseThrow().expiresAt()).as("kept for ever").isNull();
    assertThat(shop.events()).isEmpty();
  }

  @Test
  void wishedName_standsForTheStreams() throws Exception {
    land(file("My/Show <1>", Duration.ZERO));
    assertThat(shop.catalogue.find("42").orElseThrow().name()).isEqualTo("My/Show <1>_2026-11-21-07-30-00_2026-11-21-07-30-10");
  }

  @Test
  void landed_file_isFiledWhereItsPlanSays() throws Exception {
    assertThat(filed(43, 1_500_000_001, 1002).entry()).isEqualTo(Entry.recorded(1_500_000_001, 1002));
    assertThat(filed(44, 1_250_000_001, 0).entry()).as("the account's own part by its number").isEqualTo(Entry.RECORDED);
  }

  @Test
  void landed_file_isKnownByRateAndSizeOfItsPictures() throws Exception {
    RecordedFile.Content content = filed(43, 0, 0).content();
    assertThat(content.frameRate()).isEqualTo(25);
    assertThat(content.videoSizeBytes()).isEqualTo(900_000);
    assertThat(content.sampleRateHz()).isEqualTo(48_000);
  }

  private RecordedFile filed(long fileId, long subAppId, long classId) throws SQLException {
    FormatPlan part = new FormatPlan(Duration.ofSeconds(1800), Duration.ZERO, "", Duration.ZERO, new FormatPlan.Filing(subAppId, classId));
    landing = landing("");
    land(file(fileId, new RecordPlan(Set.of(FileFormat.HLS), part, false, "", "")));
    return shop.catalogue.find(Long.toString(fileId)).orElseThrow();
  }

  private void land(LandedFile file) throws SQLException {
    shop.database.writeNow(transaction -> {
      landing.landed(transaction, file);
      return null;
    });
  }

  private FileLanding landing(String url) {
    FileLanding.Presentation presentation = new FileLanding.Presentation(1_250_000_001L, NameTemplate.DEFAULT, ZoneId.of("Asia/Shanghai"),
        (format, id) -> "http://replay.test/" + format.label() + "/" + id, new SubApps(1_250_000_001L));
    return new FileLanding(
        shop.catalogue, shop.receivers(url, ""), new CallbackBodies(1_250_000_001L, "10.0.0.5"), presentation,
        FileEvents.NOBODY, InstantSource.fixed(Shop.NOW));
  }

  private static LandedFile file(String wishedName, Duration storageTime) {
    return file(42, new RecordPlan(Set.of(FileFormat.HLS), Duration.ofSeconds(1800), false, wishedName, "", storageTime));
  }

  private static LandedFile file(long fileId, RecordPlan plan) {
    return new LandedFile(fileId, FileFormat.HLS, Shop.PUSH, plan, START, START.plusSeconds(10), 10_000, 0, 1_000_000, 1280, 720,
        "h264", "aac", new Pictures(250, 900_000), 48_000, List.of("tapes/1.mp4", "tapes/2.mp4"), "m3u8/42.m3u8", true);
  }
}
