package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.media.FileFormat;
import io.livetape.media.Pictures;
import io.livetape.media.flv.FlvMetadata;
import io.livetape.media.flv.FlvTags;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.mp4.TapeFinisher;
import io.livetape.testkit.disk.Chance;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process that died leaves behind, and what the next one makes of it. */
@Timeout(60)
class RecoveryTest {
  @TempDir Path root;

  @ParameterizedTest
  @EnumSource
  void openFile_isFinishedUnderItsOwnId(FileFormat format) throws Exception {
    long fileId;
    Feed feed;
    try (Studio studio = new Studio(root)) {
      feed = recordAndDie(studio, 1_900, format);
      fileId = studio.database.readNow(Journal::files).getFirst().fileId();
    }
    try (Studio studio = new Studio(root)) {
      studio.recover();
      Studio.Landed file = studio.landed().getFirst();
      assertThat(studio.landed()).hasSize(1);
      assertThat(file.fileId()).isEqualTo(fileId);
      assertThat(file.recovered()).isTrue();
      assertThat(file.endedAt()).isEqualTo(file.startedAt().plusMillis(file.durationMs()));
      assertThat(file.codecs()).isEqualTo(format == FileFormat.AAC ? "aac" : "h264aac");
      assertThat(file.width()).isEqualTo(format == FileFormat.AAC ? 0 : 1280);
      assertThat(Duration.ofMillis(1_900 - file.durationMs())).as("lost").isLessThan(Duration.ofMillis(500));
      Recorded recorded = studio.recorded(format);
      assertBegins(feed.sounds, recorded.sounds());
      assertBegins(feed.pictures, recorded.pictures());
      assertThat(file.pictures()).isEqualTo(format == FileFormat.AAC ? Pictures.NONE : feed.counted(recorded.pictures().size()));
      assertThat(file.pictures().rate(file.durationMs())).isEqualTo(format == FileFormat.AAC ? 0 : 25);
      assertThat(file.sampleRateHz()).isEqualTo(48_000);
      checkNothingLeft(studio);
    }
  }

  @ParameterizedTest
  @EnumSource
  void recoveryTwice_changesNothing(FileFormat format) throws Exception {
    try (Studio studio = new Studio(root)) {
      recordAndDie(studio, 1_900, format);
    }
    List<Studio.Landed> first;
    try (Studio studio = new Studio(root)) {
      studio.recover();
      first = studio.landed();
    }
    try (Studio studio = new Studio(root)) {
      studio.recover();
      assertThat(studio.landed()).isEqualTo(first);
      checkNothingLeft(studio);
    }
  }

  /** The first recovery finishes the file and dies before it has moved it; the file's own time is then later than its end. */
  @ParameterizedTest
  @EnumSource(names = {"MP4", "FLV", "AAC"})
  void recoveryThatDies_isRepeatedWithTheSameResult(FileFormat format, @TempDir Path other) throws Exception {
    try (Studio studio = new Studio(root)) {
      recordAndDie(studio, 1_900, format);
    }
    copy(root, other);
    Studio.Landed whole;
    try (Studio studio = new Studio(other)) {
      studio.recover();
      whole = studio.landed().getFirst();
    }
    for (int effect = 1; effect <= 3; effect++) {
      recoverAndDie(effect);
    }
    try (Studio studio = new Studio(root)) {
      studio.recover();
      assertThat(studio.landed()).containsExactly(whole);
      checkNothingLeft(studio);
    }
  }

  /** The process died between its last write and the sync behind it: the next one finds nothing to do but the sync. */
  @Test
  void finishedTape_thatWasNotSynced_isSyncedBeforeItLands() throws Exception {
    try (Life life = Life.first(root)) {
      recordAndDie(life.studio, 1_900, FileFormat.MP4);
      life.restartProcess();
      Path tape = life.disk.root().resolve("spool").resolve(life.studio.spooled().getFirst());
      try (FileChannel channel = FileChannel.open(tape, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        TapeFinisher.finish(channel, RecoveredTape.of(channel).totals(), (_, _) -> { });
      }
      life.studio.recover();
      checkSurvivesAPowerCut(life);
    }
  }

  @ParameterizedTest
  @EnumSource
  void recoveredFile_survivesAPowerCut(FileFormat format) throws Exception {
    try (Life life = Life.first(root)) {
      recordAndDie(life.studio, 1_900, format);
      life.restartProcess();
      life.studio.recover();
      checkSurvivesAPowerCut(life);
    }
  }

  private void checkSurvivesAPowerCut(Life life) throws Exception {
    StoredBlobs landed = StoredBlobs.of(life.studio);
    landed.checkTapes();
    assertThat(landed.bytes()).isNotEmpty();
    try (Life next = life.next(life.now(), Chance.NOTHING, root.resolve("next"))) {
      next.studio.recover();
      StoredBlobs.of(next.studio).bytes().forEach((key, bytes) -> assertThat(bytes).as(key).isEqualTo(landed.bytes().get(key)));
      assertThat(next.studio.landed()).isEqualTo(life.studio.landed());
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowWithoutAFile_isDropped(FileFormat format) throws Exception {
    try (Studio studio = new Studio(root)) {
      recordAndDie(studio, 1_000, format);
    }
    for (Path file : spooled()) {
      Files.delete(file);
    }
    recoverNothing();
  }

  @ParameterizedTest
  @EnumSource
  void emptyFile_isDropped(FileFormat format) throws Exception {
    try (Studio studio = new Studio(root)) {
      recordAndDie(studio, 1_000, format);
    }
    for (Path file : spooled()) {
      truncate(file, 0);
    }
    recoverNothing();
  }

  /** Header and half a fragment, tag or frame. */
  @ParameterizedTest
  @EnumSource
  void tornBeforeTheFirstSample_landsNothingThatCannotBePlayed(FileFormat format) throws Exception {
    try (Studio studio = new Studio(root)) {
      recordAndDie(studio, 1_000, format);
    }
    for (Path file : spooled()) {
      truncate(file, format == FileFormat.AAC ? 100 : format == FileFormat.FLV ? 13 : 3_000);
    }
    recoverNothing();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 1_000, 20_000, 41_000, 44_444})
  void tornTape_keepsItsWholeFragments(int tornBytes) throws Exception {
    Feed feed;
    try (Studio studio = new Studio(root)) {
      feed = recordAndDie(studio, 3_000, FileFormat.MP4);
    }
    Path tape = spooled().getFirst();
    truncate(tape, Files.size(tape) - tornBytes);
    try (Studio studio = new Studio(root)) {
      studio.recover();
      Recorded recorded = studio.recorded(FileFormat.MP4);
      assertBegins(feed.pictures, recorded.pictures());
      assertThat(recorded.pictures()).as("at most two fragments are gone").hasSizeGreaterThan(feed.pictures.size() - 40);
    }
  }

  @Test
  void whatIsCutOffATape_isKnownWithItsReason_once() throws Exception {
    try (Studio studio = new Studio(root)) {
      recordAndDie(studio, 3_000, FileFormat.MP4);
    }
    Path tape = spooled().getFirst();
    assertThat(torn(tape)).isEmpty();
    truncate(tape, Files.size(tape) - 100);
    assertThat(torn(tape).orElseThrow().why()).contains("not written to its end");
    long sizeBytes = Files.size(tape);
    Files.write(tape, new byte[1_000], StandardOpenOption.APPEND);
    try (RandomAccessFile file = new RandomAccessFile(tape.toFile(), "rw")) {
      long lastMoof = lastMoof(tape);
      file.seek(lastMoof);
      file.write("free".getBytes(StandardCharsets.US_ASCII));
      assertThat(torn(tape)).hasValueSatisfying(found -> {
        assertThat(found.why()).contains("expected moof");
        assertThat(found.sizeBytes()).isEqualTo(sizeBytes + 1_000 - lastMoof + 4);
      });
    }
    try (FileChannel channel = FileChannel.open(tape, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      TapeFinisher.finish(channel, RecoveredTape.of(channel).totals(), TapeFinisher.Syncer.FORCE);
    }
    assertThat(torn(tape)).as("a second recovery").isEmpty();
  }

  private static Optional<TornTail> torn(Path tape) throws Exception {
    try (FileChannel channel = FileChannel.open(tape)) {
      return RecoveredTape.of(channel).torn();
    }
  }

  private static int lastMoof(Path tape) throws IOException {
    return Files.readString(tape, StandardCharsets.ISO_8859_1).lastIndexOf("moof");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 14, 500, 20_000})
  void tornFlv_keepsItsWholeTags(int tornBytes) throws Exception {
    Feed feed;
    try (Studio studio = new Studio(root)) {
      feed = recordAndDie(studio, 3_000, FileFormat.FLV);
    }
    Path flv = spooled().getFirst();
    truncate(flv, Files.size(flv) - tornBytes);
    try (Studio studio = new Studio(root)) {
      studio.recover();
      Recorded recorded = studio.recorded(FileFormat.FLV);
      assertBegins(feed.sounds, recorded.sounds());
      assertBegins(feed.pictures, recorded.pictures());
      assertThat(recorded.pictures()).hasSizeGreaterThan(feed.pictures.size() - 40);
    }
  }

  /** After a power cut the end of a file can be anything. */
  @ParameterizedTest
  @EnumSource(names = {"MP4", "FLV", "AAC"})
  void zerosAtTheEnd_areCutOff(FileFormat format) throws Exception {
    Feed feed;
    try (Studio studio = new Studio(root)) {
      feed = recordAndDie(studio, 1_500, format);
    }
    try (RandomAccessFile file = new RandomAccessFile(spooled().getFirst().toFile(), "rw")) {
      file.setLength(file.length() + 10_000);
    }
    try (Studio studio = new Studio(root)) {
      studio.recover();
      Recorded recorded = studio.recorded(format);
      assertThat(recorded.sounds()).hasSizeGreaterThan(40);
      assertBegins(feed.sounds, recorded.sounds());
    }
  }

  @Test
  void damagedTape_isSetAside_andTheHlsFileLandsWithoutIt() throws Exception {
    try (Studio studio = new Studio(root)) {
      recordAndDie(studio, 3_000, FileFormat.MP4, FileFormat.HLS);
    }
    Path damaged = spooled().stream().filter(file -> file.toString().endsWith(".mp4")).findFirst().orElseThrow();
    Files.write(damaged, new byte[5_000]);
    for (int start = 1; start <= 2; start++) {
      try (Studio studio = new Studio(root)) {
        studio.recover();
        assertThat(studio.spooled()).containsExactly(damaged.getFileName() + ".damaged");
        assertThat(studio.landed(FileFormat.MP4)).hasSize(2);
        assertThat(studio.landed(FileFormat.HLS)).singleElement().satisfies(hls -> assertThat(hls.blobKeys()).hasSize(2));
        assertThat(studio.openRows()).isZero();
      }
    }
  }

  @Test
  void tapeThatCannotBeOpened_keepsItsHlsFileWaiting_butNothingElse() throws Exception {
    Feed feed;
    try (Studio studio = new Studio(root)) {
      feed = recordAndDie(studio, 3_000, FileFormat.MP4, FileFormat.HLS, FileFormat.FLV);
    }
    Path tape = spooled().stream().filter(file -> file.toString().endsWith(".mp4")).findFirst().orElseThrow();
    Path elsewhere = Files.move(tape, root.resolve("elsewhere"));
    Files.createDirectory(tape);
    try (Studio studio = new Studio(root)) {
      studio.recover();
      assertThat(studio.landed(FileFormat.MP4)).hasSize(2);
      assertThat(studio.landed(FileFormat.FLV)).hasSize(3);
      assertThat(studio.landed(FileFormat.HLS)).isEmpty();
    }
    Files.delete(tape);
    Files.move(elsewhere, tape);
    try (Studio studio = new Studio(root)) {
      studio.recover();
      assertThat(studio.landed(FileFormat.MP4)).hasSize(3);
      assertThat(studio.landed(FileFormat.HLS)).hasSize(1);
      assertBegins(feed.pictures, studio.recorded(FileFormat.HLS).pictures());
      checkNothingLeft(studio);
    }
  }

  @Test
  void recoveredPlaylist_isThatOfARecordingThatEndedThere() throws Exception {
    try (Studio studio = new Studio(root)) {
      recordAndDie(studio, 3_000, FileFormat.HLS);
    }
    try (Studio studio = new Studio(root)) {
      studio.recover();
      Studio.Landed file = studio.landed().getFirst();
      HlsPlaylist playlist = HlsPlaylist.parse(studio.playlist(file));
      assertThat(playlist.ended()).isTrue();
      assertThat(playlist.segments()).hasSize(3).noneMatch(segment -> segment.discontinuity());
      assertThat(playlist.segments().stream().mapToLong(segment -> segment.duration().toMillis()).sum()).isEqualTo(file.durationMs());
    }
  }

  /** The configurations are there, and half of the first picture. */
  @Test
  void flvTornInItsFirstWrite_isDropped() throws Exception {
    try (Studio studio = new Studio(root)) {
      recordAndDie(studio, 1_000, FileFormat.FLV);
    }
    truncate(spooled().getFirst(), FlvTags.FILE_HEADER_BYTES + FlvMetadata.tagBytes(FlvOutput.INDEX_CAPACITY) + 20_000);
    recoverNothing();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLV", "AAC"})
  void recoveredFile_isTheSameAsOneThatWasClosed(FileFormat format, @TempDir Path other) throws Exception {
    try (Studio dying = new Studio(root)) {
      Feed feed = new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));
      send(dying.session(Studio.plan(format)), feed).flush(feed.next());
      dying.database.writeNow(_ -> null);
      dying.drainDisk();
    }
    try (Studio recovered = new Studio(root); Studio closed = new Studio(other)) {
      recovered.recover();
      SessionFiles files = closed.session(Studio.plan(format));
      send(files, new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K))).end();
      files.allLanded().get(20, TimeUnit.SECONDS);
      Studio.Landed same = recovered.landed().getFirst();
      assertThat(same.durationMs()).isEqualTo(closed.landed().getFirst().durationMs()).isPositive();
      assertThat(bytes(recovered, same)).isEqualTo(bytes(closed, closed.landed().getFirst()));
    }
  }

  private static Output send(SessionFiles files, Feed feed) {
    Output output = outputs(files).getFirst();
    output.tracks(feed.tracks());
    feed.to(1_910, output);
    return output;
  }

  private static byte[] bytes(Studio studio, Studio.Landed file) throws IOException {
    return Files.readAllBytes(studio.store.localFile(file.blobKeys().getFirst()).orElseThrow());
  }

  @Test
  void stop_whileItRuns_leavesTheRestToTheNextStart() throws Exception {
    Feed feed;
    try (Studio studio = new Studio(root)) {
      feed = recordAndDie(studio, 3_000, FileFormat.values());
    }
    List<Path> left = spooled();
    try (Studio studio = new Studio(root)) {
      int rows = studio.openRows();
      List<Studio.Landed> before = studio.landed();
      Recovery recovery = new Recovery(studio.parts);
      recovery.collect();
      CountDownLatch release = studio.holdDisk();
      CompletableFuture<Void> done = recovery.run();
      recovery.stop();
      release.countDown();
      done.get(20, TimeUnit.SECONDS);
      assertThat(studio.landed()).isEqualTo(before);
      assertThat(studio.openRows()).isEqualTo(rows);
      assertThat(spooled()).isEqualTo(left);
    }
    try (Studio studio = new Studio(root)) {
      studio.recover();
      assertThat(studio.landed()).hasSize(10);
      assertBegins(feed.pictures, studio.recorded(FileFormat.HLS).pictures());
      checkNothingLeft(studio);
    }
  }

  @Test
  void whatBelongsToNoRow_isKept_unlessItIsOfNoUse() throws Exception {
    Files.createDirectories(root.resolve("spool"));
    Files.writeString(root.resolve("spool/5.mp4"), "somebody's recording");
    Files.writeString(root.resolve("spool/notes.txt"), "notes");
    Files.writeString(root.resolve("spool/6.m3u8"), "entries");
    Files.createFile(root.resolve("spool/7.flv"));
    for (int start = 1; start <= 2; start++) {
      try (Studio studio = new Studio(root)) {
        studio.recover();
        assertThat(studio.spooled()).containsExactly("5.mp4", "notes.txt");
        assertThat(studio.landed()).isEmpty();
      }
    }
  }

  @Test
  void whatIsRecordedMeanwhile_isNotTouched() throws Exception {
    try (Studio studio = new Studio(root)) {
      recordAndDie(studio, 1_000, FileFormat.MP4, FileFormat.HLS);
    }
    try (Studio studio = new Studio(root)) {
      Recovery recovery = new Recovery(studio.parts);
      recovery.collect();
      Feed feed = new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));
      SessionFiles files = studio.session(Studio.plan(FileFormat.MP4, FileFormat.HLS));
      Output output = new TapeOutput(files);
      output.tracks(feed.tracks());
      feed.to(1_000, output);
      recovery.run().get();
      feed.to(2_000, output);
      output.end();
      files.allLanded().get();
      assertThat(studio.recorded(studio.landed(FileFormat.MP4).getLast()).pictures()).isEqualTo(feed.pictures);
      checkNothingLeft(studio);
    }
  }

  /**
   * Records, and is gone without an end: what the disk had been given is there, what was being collected is not. One format is one file;
   * several are cut each second.
   */
  private static Feed recordAndDie(Studio studio, long lengthMs, FileFormat... formats) throws Exception {
    Feed feed = new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));
    SessionFiles files = studio.session(Studio.plan(formats));
    boolean split = formats.length > 1;
    List<Output> outputs = outputs(files);
    outputs.forEach(output -> output.tracks(feed.tracks()));
    for (long at = 1_000; split && at < lengthMs; at += 1_000) {
      send(feed, at, outputs);
      outputs.forEach(output -> output.cut(feed.next()));
    }
    send(feed, lengthMs, outputs);
    studio.database.writeNow(_ -> null);
    studio.drainDisk();
    return feed;
  }

  private static void send(Feed feed, long endMs, List<Output> outputs) {
    feed.to(endMs, sample -> outputs.forEach(output -> output.write(sample, TapeWriter.timeMs(sample) * 1000)));
  }

  private static List<Output> outputs(SessionFiles files) {
    List<Output> outputs = new ArrayList<>();
    if (files.plan().tape()) {
      outputs.add(new TapeOutput(files));
    }
    if (files.plan().formats().contains(FileFormat.FLV)) {
      outputs.add(new FlvOutput(files));
    }
    if (files.plan().formats().contains(FileFormat.AAC)) {
      outputs.add(new AdtsOutput(files));
    }
    return outputs;
  }

  /** What was sent begins with what was recorded. */
  private static void assertBegins(List<String> sent, List<String> recorded) {
    assertThat(recorded).isEqualTo(sent.subList(0, Math.min(sent.size(), recorded.size())));
  }

  private void recoverAndDie(int effect) throws Exception {
    Faults faults = Faults.from(effect);
    try (Studio studio = new Studio(root, faults)) {
      Recovery recovery = new Recovery(studio.parts);
      recovery.collect();
      recovery.run();
      await().until(() -> !faults.failed().isEmpty());
    }
  }

  private void recoverNothing() throws Exception {
    try (Studio studio = new Studio(root)) {
      studio.recover();
      assertThat(studio.landed()).isEmpty();
      checkNothingLeft(studio);
    }
  }

  private static void checkNothingLeft(Studio studio) throws Exception {
    assertThat(studio.openRows()).isZero();
    assertThat(studio.spooled()).isEmpty();
  }

  private List<Path> spooled() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("spool"))) {
      return files.sorted().toList();
    }
  }

  private static void truncate(Path file, long sizeBytes) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(sizeBytes);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
