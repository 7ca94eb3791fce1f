package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.db.Sql;
import io.livetape.media.FileFormat;
import io.livetape.media.Track;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every output must do; each runs it. */
@Timeout(60)
abstract class OutputContract {
  @TempDir Path root;
  Studio studio;
  SessionFiles files;
  Output output;
  final Feed feed = new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));

  abstract FileFormat format();

  abstract Output create(SessionFiles files);

  RecordPlan plan() {
    return Studio.plan(format());
  }

  boolean hasPictures() {
    return true;
  }

  /** Whether its files end at the interval. */
  boolean isCut() {
    return true;
  }

  /** Files over a change of the picture's format and, later, of the sound's. */
  abstract int filesOverTwoChanges();

  @BeforeEach
  void open() throws Exception {
    studio = new Studio(root);
    files = studio.session(plan());
    output = create(files);
  }

  @AfterEach
  void close() {
    studio.close();
  }

  @Test
  void samples_areInTheFileOnceAndInOrder() throws Exception {
    begin();
    feed.to(3_000, output);
    land();
    assertThat(studio.landed()).hasSize(1);
    checkEverythingRecorded();
  }

  @Test
  void landedFile_leavesNothingBehind() throws Exception {
    begin();
    feed.to(1_300, output);
    land();
    assertThat(studio.openRows()).isZero();
    assertThat(studio.spooled()).isEmpty();
    assertThat(files.pendingBytes()).isZero();
    assertThat(studio.parts.growing()).isEmpty();
    assertThat(studio.parts.metrics().landedFiles.sum()).isEqualTo(studio.parts.metrics().openedFiles.sum());
  }

  @Test
  void landedFile_saysWhatItIs() throws Exception {
    begin();
    feed.to(2_000, output);
    land();
    Studio.Landed file = studio.landed().getFirst();
    long sizeBytes = 0;
    for (String key : file.blobKeys()) {
      sizeBytes += studio.store.sizeBytes(key).orElseThrow();
    }
    sizeBytes += file.playlistKey().isEmpty() ? 0 : studio.store.sizeBytes(file.playlistKey()).orElseThrow();
    assertThat(file.format()).isEqualTo(format());
    assertThat(file.sizeBytes()).isEqualTo(sizeBytes);
    assertThat(file.durationMs()).isBetween(2_000L, 2_022L);
    assertThat(file.startedAt()).isEqualTo(Micros.toInstant(0));
    assertThat(file.width()).isEqualTo(hasPictures() ? 1280 : 0);
    assertThat(file.codecs()).isEqualTo(hasPictures() ? "h264aac" : "aac");
    assertThat(file.recovered()).isFalse();
    assertThat(file.times()).isOne();
  }

  @Test
  void onePicture_lastsAsLongAsAPictureUsuallyDoes() throws Exception {
    Feed one = new Feed(Feed.video(Feed.H264_720P));
    output.tracks(one.tracks());
    one.to(1, output);
    land();
    assertThat(studio.landed()).hasSize(hasPictures() ? 1 : 0).allMatch(file -> file.durationMs() == TapeWriter.PICTURE_GUESS_MS);
  }

  @Test
  void cut_losesAndDoublesNothing() throws Exception {
    begin();
    for (int end = 1_000; end <= 3_000; end += 1_000) {
      feed.to(end, output);
      output.cut(feed.next());
    }
    feed.to(3_500, output);
    land();
    assertThat(studio.landed()).hasSize(isCut() ? 4 : 1);
    assertThat(studio.landed().stream().mapToLong(Studio.Landed::durationMs).sum()).as("the lengths add up").isBetween(3_480L, 3_550L);
    checkEverythingRecorded();
  }

  @Test
  void flush_givesEverythingToTheDisk_andLosesAndDoublesNothing() throws Exception {
    begin();
    for (int end = 120; end <= 1_080; end += 120) {
      feed.to(end, output);
      output.flush(feed.next());
      output.flush(feed.next());
    }
    studio.database.writeNow(_ -> null);
    studio.drainDisk();
    Recorded onDisk = new Recorded().add(root.resolve("spool").resolve(
        studio.spooled().stream().filter(name -> !name.endsWith(".m3u8")).findFirst().orElseThrow()));
    assertThat(onDisk.pictures()).isEqualTo(hasPictures() ? feed.pictures : List.of());
    assertThat(onDisk.sounds()).as("a tape's newest sound waits for the next").hasSizeGreaterThanOrEqualTo(feed.sounds.size() - 1);
    feed.to(1_200, output);
    land();
    checkEverythingRecorded();
  }

  @Test
  void changesOfTracks_loseAndDoubleNothing() throws Exception {
    begin();
    feed.to(1_000, output);
    feed.switchTo(Feed.video(Feed.H264_240P), Feed.audio(Feed.AAC_48K));
    begin();
    feed.to(2_000, output);
    feed.switchTo(Feed.video(Feed.H264_240P), new Track(Track.AUDIO_ID, 48_000, Feed.AAC_44K));
    begin();
    feed.to(3_000, output);
    land();
    assertThat(studio.landed()).hasSize(filesOverTwoChanges());
    checkEverythingRecorded();
  }

  @Test
  void trackThatComesLate_losesAndDoublesNothing() throws Exception {
    Feed sound = new Feed(Feed.audio(Feed.AAC_48K));
    output.tracks(sound.tracks());
    sound.to(700, output);
    Feed late = new Feed(Feed.video(Feed.H264_720P));
    output.tracks(List.of(late.tracks().getFirst(), sound.tracks().getFirst()));
    late.to(500, sample -> output.write(sample.set(
        sample.track(), sample.dts() + 63_000, 0, sample.sync(), sample.buffer(), sample.offset(), sample.sizeBytes()), 0));
    sound.to(1_200, output);
    land();
    Recorded recorded = studio.recorded(format());
    assertThat(recorded.sounds()).isEqualTo(sound.sounds);
    assertThat(recorded.pictures()).isEqualTo(hasPictures() ? late.pictures : List.of());
  }

  @Test
  void nothingWritten_makesNoFile() throws Exception {
    output.cut(feed.next());
    output.end();
    begin();
    output.cut(feed.next());
    land();
    assertThat(studio.landed()).isEmpty();
    assertThat(studio.openRows()).isZero();
    assertThat(studio.spooled()).isEmpty();
    assertThat(studio.parts.metrics().openedFiles.sum()).isZero();
  }

  @Test
  void identity_isStoredBeforeTheFirstByte() throws Exception {
    CountDownLatch release = studio.holdDatabase();
    begin();
    feed.to(1_000, output);
    studio.drainDisk();
    assertThat(studio.spooled()).filteredOn(name -> !name.endsWith(".m3u8")).isEmpty();
    release.countDown();
    studio.database.writeNow(_ -> null);
    assertThat(studio.openRows()).isPositive();
    studio.drainDisk();
    assertThat(studio.spooled()).filteredOn(name -> !name.endsWith(".m3u8")).hasSize(1);
    land();
    checkEverythingRecorded();
  }

  @Test
  void identityThatCannotBeStored_doesNotStopTheRecording() throws Exception {
    rename("recording_file", "recording_file_away");
    rename("recording_tape", "recording_tape_away");
    begin();
    feed.to(1_000, output);
    studio.database.writeNow(_ -> null);
    rename("recording_file_away", "recording_file");
    rename("recording_tape_away", "recording_tape");
    feed.to(2_000, output);
    land();
    assertThat(studio.landed()).hasSize(1);
    assertThat(studio.openRows()).isZero();
    checkEverythingRecorded();
  }

  private void rename(String from, String to) throws Exception {
    studio.database.writeNow(transaction -> Sql.update(transaction, "alter table " + from + " rename to " + to));
  }

  @Test
  void slowDisk_isSeenAsPendingBytes_overCutsAsWell() throws Exception {
    CountDownLatch release = studio.holdDisk();
    begin();
    feed.to(2_000, output);
    long firstBytes = files.pendingBytes();
    output.cut(feed.next());
    feed.to(4_000, output);
    assertThat(firstBytes).isPositive();
    assertThat(files.pendingBytes()).isGreaterThan(firstBytes + firstBytes / 2);
    release.countDown();
    land();
    assertThat(files.pendingBytes()).isZero();
    assertThat(studio.parts.metrics().writtenBytes.sum()).isPositive();
    checkEverythingRecorded();
  }

  @Test
  void fileThatCannotBeCreated_isDropped_andTheNextOneLands() throws Exception {
    studio.obstruct(true);
    begin();
    feed.to(1_000, output);
    studio.obstruct(false);
    output.cut(feed.next());
    feed.to(2_000, output);
    land();
    assertThat(files.pendingBytes()).isZero();
    assertThat(studio.openRows()).isZero();
    assertThat(studio.parts.growing()).isEmpty();
    assertThat(studio.landed()).hasSize(isCut() ? 1 : 0);
    if (isCut()) {
      assertThat(studio.recorded(format()).sounds()).startsWith("a47").endsWith(feed.sounds.getLast());
    }
  }

  @Test
  void diskThatFailsInMidFile_keepsWhatWasWritten_andGoesOnInAnotherFile() throws Exception {
    begin();
    feed.to(1_600, output);
    settleDisk();
    assertThat(output.failed()).isFalse();
    studio.diskFails = true;
    feed.to(2_000, output);
    output.flush(feed.next());
    settleDisk();
    assertThat(output.failed()).isTrue();
    output.breakOff();
    assertThat(output.failed()).isFalse();
    studio.diskFails = false;
    feed.to(3_500, output);
    land();
    Recorded recorded = studio.recorded(format());
    assertThat(recorded.sounds()).doesNotHaveDuplicates().startsWith("a0", "a1").contains("a50", "a94").endsWith(feed.sounds.getLast());
    if (hasPictures()) {
      assertThat(recorded.pictures()).doesNotHaveDuplicates().startsWith("v0", "v1").contains("v25", "v50").doesNotContain("v49")
          .endsWith(feed.pictures.getLast());
    }
    assertThat(studio.landed()).hasSize(isCut() ? 2 : 1).extracting(Studio.Landed::recovered).startsWith(true);
    assertThat(studio.openRows()).isZero();
    assertThat(studio.spooled()).isEmpty();
    assertThat(studio.parts.growing()).isEmpty();
  }

  /** What the disk has been given so far is written, or not. */
  private void settleDisk() throws Exception {
    studio.database.writeNow(_ -> null);
    studio.drainDisk();
  }

  @Test
  void otherSessions_doNotNoticeADiskThatFailsOne() throws Exception {
    studio.obstruct(true);
    begin();
    feed.to(500, output);
    studio.obstruct(false);
    SessionFiles others = studio.session(plan());
    Output other = create(others);
    Feed otherFeed = new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));
    other.tracks(otherFeed.tracks());
    otherFeed.to(1_000, other);
    other.end();
    output.end();
    others.allLanded().get(20, TimeUnit.SECONDS);
    assertThat(studio.recorded(format()).sounds()).isEqualTo(otherFeed.sounds);
  }

  final void begin() {
    output.tracks(feed.tracks());
  }

  final void land() throws Exception {
    output.end();
    files.allLanded().get(20, TimeUnit.SECONDS);
  }

  final void checkEverythingRecorded() throws Exception {
    Recorded recorded = studio.recorded(format());
    assertThat(recorded.sounds()).isEqualTo(feed.sounds);
    assertThat(recorded.pictures()).isEqualTo(hasPictures() ? feed.pictures : List.of());
  }
}
