package io.livetape.app.api;

import static io.livetape.app.api.Edits.clip;
import static io.livetape.app.api.Edits.files;
import static io.livetape.app.api.Edits.of;
import static io.livetape.app.api.Edits.part;
import static io.livetape.app.api.Edits.url;
import static io.livetape.app.api.Edits.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tencentcloudapi.vod.v20180717.models.EditMediaTask;
import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Probe;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** FLV recordings cut and joined; ffprobe judges what comes of it. Each clip lasts 5 s, with a key frame each second. */
class EditFlvTest {
  private static final double FRAME_SECONDS = 0.04;

  @AutoClose
  private static LivetapeServer server;
  private static Edits edits;
  private static Path source;

  @BeforeAll
  static void start() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    source = Ffmpeg.make(clip());
    server = LivetapeServer.start("recording.segment-target=2", "cover.ffmpeg=ffmpeg");
    edits = new Edits(server);
  }

  @Test
  void wholeFile_becomesAnMp4OfTheSameFrames() throws Exception {
    RecordedFile flv = edits.push(source, "whole", "flv").getFirst();

    EditMediaTask task = edits.done(files(part(flv, null, null)));

    PacketHashes.of(url(task)).assertSameAs(PacketHashes.of(source));
    assertThat(decoded(url(task))).isEqualTo(decoded(server.url(flv)));
    assertThat(Probe.of(url(task)).durationSeconds()).isCloseTo(Probe.of(source).durationSeconds(), within(FRAME_SECONDS));
    assertThat(soundSteps(url(task))).as("one length of all frames of sound, but the last").containsExactly("1024");
    assertThat(task.getOutput().getMediaName()).isEqualTo(flv.name());
    assertThat(server.root().resolve("work")).isEmptyDirectory();
    Awaitility.await().atMost(Edits.LIMIT).untilAsserted(
        () -> assertThat(server.get(url(task).replace("f0.mp4", "cover.jpg"))).isNotEmpty());
  }

  @Test
  void part_isCutAtTheKeyFramesAroundIt() throws Exception {
    RecordedFile flv = edits.push(source, "part", "flv").getFirst();

    EditMediaTask task = edits.done(files(part(flv, 1.4f, 3.2f)));

    assertThat(task.getMessage()).matches(flv.fileId() + ": (0\\.9|1\\.0)\\d+-(3\\.9|4\\.0)\\d+ s");
    PacketHashes made = PacketHashes.of(url(task));
    assertThat(made.video()).isEqualTo(PacketHashes.of(source).video().subList(25, 100));
    made.assertRunOf(PacketHashes.of(source));
    assertThat(Probe.of(url(task)).durationSeconds()).isCloseTo(3, within(0.05));
  }

  @Test
  void flvMp4AndHls_ofOnePush_areJoined() throws Exception {
    List<RecordedFile> files = edits.push(source, "mixed", "mp4|hls|flv");
    RecordedFile flv = of(files, FileFormat.FLV);

    EditMediaTask task = edits.done(files(
        part(flv, 3.2f, null), part(of(files, FileFormat.MP4), null, 1.9f), part(flv, null, 0.9f),
        part(of(files, FileFormat.HLS), 4.1f, 0f)));

    List<String> pictures = PacketHashes.of(source).video();
    assertThat(PacketHashes.of(url(task)).video()).isEqualTo(Stream.of(
        pictures.subList(75, 125), pictures.subList(0, 50), pictures.subList(0, 25), pictures.subList(100, 125))
        .flatMap(List::stream).toList());
    assertThat(Probe.of(url(task)).durationSeconds()).isCloseTo(6, within(0.2));
  }

  @Test
  void windowOfAStream_recordedAsFlvAndThenAsMp4_isOneFile() throws Exception {
    edits.push(source, "window", "flv", Ffmpeg.Pace.REAL_TIME);
    RecordedFile second = edits.push(source, "window", "mp4|flv", Ffmpeg.Pace.REAL_TIME).getLast();

    EditMediaTask task = edits.done(window("window", second.startedAt().minusSeconds(60), second.endedAt().plusSeconds(60)));

    PacketHashes.of(url(task)).assertSameAs(PacketHashes.of(source).then(PacketHashes.of(source)));
  }

  @Test
  void windowWithinAnFlvRecording_isCutByTheClock() throws Exception {
    RecordedFile flv = edits.push(source, "clock", "flv", Ffmpeg.Pace.REAL_TIME).getFirst();

    EditMediaTask task = edits.done(window("clock", flv.startedAt().plusMillis(1_400), flv.startedAt().plusMillis(3_200)));

    assertThat(PacketHashes.of(url(task)).video()).isEqualTo(PacketHashes.of(source).video().subList(25, 100));
  }

  @Test
  void otherCodecs_areJoinedAsWell() throws Exception {
    Path h265 = Ffmpeg.make(clip().with(Clip.Container.MP4).with(Clip.Audio.NONE));
    RecordedFile pictures = edits.push(h265, "pictures", "flv").getFirst();
    RecordedFile sound = edits.push(Ffmpeg.make(clip().with(Clip.Video.NONE)), "sound", "flv").getFirst();

    PacketHashes.of(url(edits.done(files(part(pictures, null, null))))).assertSameAs(PacketHashes.of(h265));
    PacketHashes.of(url(edits.done(files(part(sound, null, null)))))
        .assertSameAs(PacketHashes.of(Ffmpeg.make(clip().with(Clip.Video.NONE))));
  }

  @Test
  void filesThatDoNotAgree_areRefusedWithWhichAndHow() throws Exception {
    RecordedFile small = edits.push(source, "small", "mp4").getFirst();
    RecordedFile large = edits.push(Ffmpeg.make(clip().withSize(640, 360)), "large", "flv").getFirst();

    EditMediaTask task = edits.ended(files(part(small, null, null), part(large, null, null)));

    assertThat(task.getErrCodeExt()).isEqualTo("SourceFile.Mismatch");
    assertThat(task.getMessage()).contains("File " + large.fileId() + " differs", "640×360", "320×180");
  }

  @Test
  void cutFile_isRefusedWithThePlace() throws Exception {
    RecordedFile flv = edits.push(source, "cut", "flv").getFirst();
    Path blob = blob(flv);
    try (FileChannel channel = FileChannel.open(blob, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 100);
    }

    EditMediaTask task = edits.ended(files(part(flv, null, null)));

    assertThat(task.getErrCode()).isEqualTo(60000);
    assertThat(task.getErrCodeExt()).isEqualTo("SourceFile.Content");
    assertThat(task.getMessage()).contains(flv.fileId(), "cut short", "at byte");
    assertThat(server.root().resolve("work")).isEmptyDirectory();
  }

  @Test
  void damagedFile_isRefusedWithThePlace() throws Exception {
    RecordedFile flv = edits.push(source, "damaged", "flv").getFirst();
    Path blob = blob(flv);
    byte[] bytes = Files.readAllBytes(blob);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 20_000, (byte) 0x55);
    Files.write(blob, bytes);

    EditMediaTask task = edits.ended(files(part(flv, null, null)));

    assertThat(task.getErrCodeExt()).isEqualTo("SourceFile.Content");
    assertThat(task.getMessage()).contains(flv.fileId(), "damaged");
  }

  private static Path blob(RecordedFile file) throws Exception {
    try (Stream<Path> all = Files.walk(server.root())) {
      return all.filter(path -> path.endsWith(file.blobKey())).findFirst().orElseThrow();
    }
  }

  /** The hash of all decoded pictures, and that of all sound. */
  private static List<String> decoded(String input) {
    return Ffmpeg.run(Edits.LIMIT, List.of("-i", input, "-fps_mode", "passthrough", "-f", "streamhash", "-hash", "md5", "-"))
        .lines().sorted().toList();
  }

  private static List<String> soundSteps(String input) {
    List<String> durations = ToolProcess.run(Edits.LIMIT, List.of(Witness.FFPROBE.path().toString(), "-v", "error", "-select_streams", "a",
        "-show_entries", "packet=duration", "-of", "csv=p=0", input)).lines().toList();
    return durations.subList(0, durations.size() - 1).stream().distinct().toList();
  }
}
