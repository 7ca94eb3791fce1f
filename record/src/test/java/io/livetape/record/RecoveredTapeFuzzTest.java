package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.Segment;
import io.livetape.media.mp4.FragmentTable;
import io.livetape.media.mp4.TapeFinisher;
import io.livetape.media.mp4.TapeHeader;
import io.livetape.media.mp4.TapeIdentity;
import io.livetape.media.mp4.TapeReader;
import io.livetape.testkit.FuzzContract;
import io.livetape.testkit.ScratchFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A damaged tape in the spool is set aside as malformed, or becomes a file and a playlist of which every range lies in that file. */
class RecoveredTapeFuzzTest extends FuzzContract {
  private static final OpenTape TAPE = new OpenTape(1, 2, 3, 0, Instant.parse("2026-11-20T09:30:00Z"));

  private final ScratchFile file = new ScratchFile();

  @Override
  protected void take(byte[] input) throws Exception {
    FileChannel channel = file.with(input);
    try {
      RecoveredTape tape = RecoveredTape.of(channel);
      assertThat(tape.tracks()).isNotEmpty();
      if (!tape.totals().isEmpty()) {
        TapeFinisher.finish(channel, tape.totals(), (_, _) -> { });
        playlist(channel);
      }
    } catch (MalformedMediaException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void playlist(FileChannel channel) throws Exception {
    RecoveredPlaylist playlist = new RecoveredPlaylist(Duration.ofSeconds(1));
    try (TapeReader reader = TapeReader.open(channel)) {
      playlist.add(TAPE, reader);
      long end = reader.initEndOffset();
      for (Segment segment : HlsPlaylist.parseBody(playlist.entries()).segments()) {
        assertThat(segment.range().orElseThrow().offset()).isEqualTo(end);
        end = segment.range().orElseThrow().end();
        assertThat(segment.roundedSeconds()).isLessThanOrEqualTo(playlist.targetDurationSeconds());
      }
      assertThat(end).isLessThanOrEqualTo(channel.size());
    }
    assertThat(playlist.durationMs()).isPositive();
  }

  /** Each table is written through a buffer of its own, of 16 KiB. */
  @Override
  protected long allocatedMaxBytes(int inputBytes) {
    return (8L << 20) + 512L * inputBytes;
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    Track video = Feed.video(Feed.H264_240P);
    Track audio = Feed.audio(Feed.AAC_48K);
    seeds.put("both tracks", tape(3, List.of(video, audio)));
    seeds.put("sound alone", tape(2, List.of(audio)));
    seeds.put("nothing", tape(0, List.of(video)));
    return seeds;
  }

  /** A tape of half-second fragments with ten small samples of each track, the first of every other one a sync sample. */
  private static byte[] tape(int fragmentCount, List<Track> tracks) throws Exception {
    TapeIdentity identity = new TapeIdentity("1", "1", "7", "push.example.org", "live", "show", TAPE.startedAt(), 0, Duration.ZERO);
    TapeHeader header = TapeHeader.build(identity, tracks);
    ByteArrayOutputStream tape = new ByteArrayOutputStream();
    byte[] head = new byte[header.bytes().remaining()];
    header.bytes().get(head);
    tape.writeBytes(head);
    FragmentTable table = new FragmentTable(header.tracks());
    for (int fragment = 0; fragment < fragmentCount; fragment++) {
      for (int track = 0; track < tracks.size(); track++) {
        int duration = tracks.get(track).timescale() / 20;
        table.start(track, 10L * fragment * duration);
        for (int i = 0; i < 10; i++) {
          boolean video = tracks.get(track).format() instanceof Format.Video;
          table.add(track, duration, 3, video ? duration : 0, !video || i == 0 && fragment % 2 == 0);
        }
      }
      ByteBuffer out = ByteBuffer.allocate((int) table.fragmentSizeBytes());
      table.writeTo(out, fragment + 1);
      tape.writeBytes(out.array());
      table.clear();
    }
    return tape.toByteArray();
  }
}
