package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.livetape.media.mp4.Probe.Packet;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mp4parser.Box;
import org.mp4parser.IsoFile;
import org.mp4parser.boxes.iso14496.part12.ChunkOffset64BitBox;
import org.mp4parser.boxes.iso14496.part12.EditListBox;
import org.mp4parser.boxes.iso14496.part12.SampleSizeBox;
import org.mp4parser.boxes.iso14496.part12.SyncSampleBox;
import org.mp4parser.boxes.iso14496.part12.TimeToSampleBox;
import org.mp4parser.boxes.iso14496.part12.TrackHeaderBox;

/** What other readers find in a tape that was made from the committed clip: the same packets, at the same times, in all three views. */
class TapeWitnessTest {
  private static final int VIDEO = 0;
  private static final int AUDIO = 1;
  private static final double AUDIO_STARTS_SECONDS = 2513 / 44_100.0;

  @TempDir
  private Path folder;
  private Path file;
  private TapeFile tape;

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("tape.mp4");
    tape = TapeFile.write(file, Clip.bFramesWithAac());
  }

  @AfterEach
  void close() throws Exception {
    tape.close();
  }

  @Test
  void ffprobe_ofTheFragmentedTape_findsTheSourcesPacketsAndTimes() throws Exception {
    Probe.needs("ffprobe");
    checkPackets(file, 0);
    assertThat(Probe.packets(file, AUDIO).getFirst().pts()).isEqualTo(2513);
  }

  @Test
  void ffprobe_ofTheFinishedTape_findsTheSourcesPacketsFromTimeZero() throws Exception {
    Probe.needs("ffprobe");
    tape.finish();
    checkPackets(file, AUDIO_STARTS_SECONDS);
    assertThat(Probe.packets(file, AUDIO).getFirst().pts()).isZero();
    assertThat(Double.parseDouble(Probe.format(file, "duration"))).isCloseTo(131 * 1024 / 44_100.0, within(1e-6));
    assertThat(Double.parseDouble(Probe.format(file, "start_time"))).isZero();
  }

  @Test
  void ffprobe_ofATrackOnItsOwn_findsItsPackets() throws Exception {
    Probe.needs("ffprobe");
    for (int track : new int[] {VIDEO, AUDIO}) {
      Path alone = folder.resolve("track-" + track + ".mp4");
      try (TapeFile single = TapeFile.write(alone, Clip.bFramesWithAac().only(track))) {
        assertThat(hashes(alone, 0)).isEqualTo(hashes(Clip.FLV, track));
        single.finish();
        assertThat(hashes(alone, 0)).isEqualTo(hashes(Clip.FLV, track));
        assertThat(Probe.packets(alone, 0).getFirst().pts()).isZero();
      }
    }
  }

  @Test
  void ffmpeg_decodesAllViewsWithoutAComplaint() throws Exception {
    Probe.needs("ffmpeg");
    Probe.decode(file);
    tape.finish();
    Probe.decode(file);
  }

  @Test
  void ffprobe_ofInitAndOneFragment_findsThatFragmentsPackets() throws Exception {
    Probe.needs("ffprobe", "ffmpeg");
    tape.finish();
    ByteBuffer content = tape.content();
    ByteBuffer init = content.slice(tape.header.initOffset(), tape.header.initSizeBytes());
    TapeFile.Range third = tape.fragments.get(2);
    ByteBuffer fragment = content.slice((int) third.offset(), (int) third.sizeBytes());
    Path part = folder.resolve("part.mp4");
    byte[] bytes = new byte[init.limit() + fragment.limit()];
    ByteBuffer.wrap(bytes).put(init).put(fragment);
    Files.write(part, bytes);
    List<Packet> packets = Probe.packets(part, VIDEO);
    assertThat(packets.getFirst().key()).isTrue();
    assertThat(packets.getFirst().dts()).isEqualTo(90_000);
    assertThat(hashes(Clip.FLV, VIDEO)).containsSubsequence(packets.stream().map(Packet::hash).toList());
    assertThat(packets).hasSize(13);
    Probe.decode(part);
  }

  @Test
  void mediainfo_ofBothViews_seesTheSameFramesAndDuration() throws Exception {
    Probe.needs("mediainfo");
    assertThat(mediainfo("Video;%Format% %Width%x%Height%")).isEqualTo("AVC 160x120");
    tape.finish();
    assertThat(mediainfo("General;%Format% %IsTruncated% %Duration%")).isEqualTo("MPEG-4  3042");
    assertThat(mediainfo("Video;%Format% %Duration% %Source_Duration% %FrameRate%")).as("with its empty edit of 23 ms")
        .isEqualTo("AVC 3023 3000 25.000");
    assertThat(mediainfo("Audio;%Format% %SamplingRate% %Channel(s)%")).isEqualTo("AAC 44100 1");
  }

  @Test
  void isoparser_ofTheFragmentedTape_findsEveryFragment() throws Exception {
    try (IsoFile iso = new IsoFile(file.toFile())) {
      assertThat(paths(iso, "moof/traf/tfdt")).hasSize(tape.totals.track(0).chunkCount() + tape.totals.track(1).chunkCount());
      assertThat(paths(iso, "moof")).hasSize(tape.fragments.size());
      assertThat(paths(iso, "moov/mvex/trex")).hasSize(2);
    }
  }

  @Test
  void isoparser_ofTheFinishedTape_findsEverySample() throws Exception {
    tape.finish();
    try (IsoFile iso = new IsoFile(file.toFile())) {
      assertThat(paths(iso, "moof")).isEmpty();
      assertThat(iso.getMovieBox().getTrackCount()).isEqualTo(2);
      List<TrackHeaderBox> headers = paths(iso, "moov/trak/tkhd");
      assertThat(headers).extracting(TrackHeaderBox::getTrackId).containsExactly(1L, 2L);
      List<SampleSizeBox> sizes = paths(iso, "moov/trak/mdia/minf/stbl/stsz");
      assertThat(sizes).extracting(SampleSizeBox::getSampleCount).containsExactly(75L, 131L);
      List<SyncSampleBox> syncs = paths(iso, "moov/trak/mdia/minf/stbl/stss");
      assertThat(syncs.getFirst().getSampleNumber()).containsExactly(1, 26, 51);
      List<TimeToSampleBox> times = paths(iso, "moov/trak/mdia/minf/stbl/stts");
      assertThat(TimeToSampleBox.blowupTimeToSamples(times.getFirst().getEntries())).hasSize(75).containsOnly(3600);
      List<ChunkOffset64BitBox> chunks = paths(iso, "moov/trak/mdia/minf/stbl/co64");
      assertThat(chunks.getFirst().getChunkOffsets()).hasSize(tape.totals.track(0).chunkCount());
      List<EditListBox> edits = paths(iso, "moov/trak/edts/elst");
      assertThat(edits).extracting(box -> box.getEntries().size()).containsExactly(2, 1);
    }
  }

  /** @param startSeconds what is subtracted from the source's times */
  private static void checkPackets(Path file, double startSeconds) throws Exception {
    List<Packet> source = Probe.packets(Clip.FLV, VIDEO);
    List<Packet> video = Probe.packets(file, VIDEO);
    assertThat(video).extracting(Packet::hash).isEqualTo(source.stream().map(Packet::hash).toList());
    assertThat(video).extracting(Packet::key).isEqualTo(source.stream().map(Packet::key).toList());
    for (int i = 0; i < video.size(); i++) {
      assertThat((double) video.get(i).pts()).isCloseTo(source.get(i).pts() * 90.0 - startSeconds * 90_000, within(0.51));
      assertThat((double) video.get(i).dts()).isCloseTo(source.get(i).dts() * 90.0 - startSeconds * 90_000, within(0.51));
    }
    assertThat(hashes(file, AUDIO)).isEqualTo(hashes(Clip.FLV, AUDIO));
    List<Packet> audio = Probe.packets(file, AUDIO);
    for (int i = 0; i < audio.size(); i++) {
      assertThat(audio.get(i).pts()).isEqualTo(audio.getFirst().pts() + 1024L * i).isEqualTo(audio.get(i).dts());
    }
  }

  private static List<String> hashes(Path file, int stream) throws Exception {
    return Probe.packets(file, stream).stream().map(Packet::hash).toList();
  }

  private static <B extends Box> List<B> paths(IsoFile iso, String path) {
    return org.mp4parser.tools.Path.getPaths(iso, path);
  }

  private String mediainfo(String inform) throws Exception {
    return Probe.run(List.of("mediainfo", "--Inform=" + inform, file.toString())).strip();
  }
}
