package io.livetape.app.browser;

import io.livetape.app.DataView;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Ffmpeg;
import io.livetape.vod.Entry;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import io.livetape.vod.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A stream with a past, for pictures: a lecture that was held on three Mondays. */
final class Lecture {
  static final String STREAM = "lecture";
  static final long REPLAY_ID = 700_000_000_000_000_000L;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final List<String> COLOURS =
      List.of("0xa90f08", "0xec3b00", "0xff910a", "0xffb90a", "0x8ac6e5", "0x1493bd", "0x002d45");

  private Lecture() {}

  /** A slide that is shown for a minute and a half, with a key frame every 2 s. */
  static Path clip(Path folder) {
    StringBuilder slide = new StringBuilder("color=c=0xf7f0e6:s=1280x720"
        + ",drawtext=text='Colour theory':x=110:y=120:fontsize=92:fontcolor=0x22223b:font=DejaVu Sans"
        + ",drawtext=text='Lecture 4\\: warm and cold':x=114:y=232:fontsize=44:fontcolor=0x6b6b83:font=DejaVu Sans");
    for (int i = 0; i < COLOURS.size(); i++) {
      slide.append(",drawbox=x=%d:y=360:w=150:h=180:c=%s:t=fill".formatted(110 + 150 * i, COLOURS.get(i)));
    }
    Path picture = folder.resolve("slide.png");
    Ffmpeg.run(LIMIT, List.of("-f", "lavfi", "-i", slide.toString(), "-frames:v", "1", picture.toString()));
    Path file = folder.resolve("lecture.mp4");
    Ffmpeg.run(LIMIT, List.of("-loop", "1", "-framerate", "2", "-t", "90", "-i", picture.toString(), "-f", "lavfi", "-i",
        "sine=f=220:r=44100:d=90", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "4", "-bf", "0",
        "-c:a", "aac", "-b:a", "96k", file.toString()));
    return file;
  }

  /** Puts three recordings of the past into the catalogue, over the blobs and covers of files that were recorded just now. */
  static void remember(DataView data, RecordedFile mp4, RecordedFile hls) {
    Instant fourth = Instant.parse("2026-03-30T09:00:04Z");
    add(data, mp4, REPLAY_ID, "Colour theory, lecture 4", fourth, mp4.content().durationMs(), 1_812_345);
    add(data, hls, REPLAY_ID + 1, "Colour theory, lecture 4", fourth, hls.content().durationMs(), 1_815_012);
    Instant third = Instant.parse("2026-03-23T09:00:21Z");
    add(data, mp4, 690_000_000_000_000_000L, "Colour theory, lecture 3", third, 1_800_000, 402_119_834);
    add(data, mp4, 690_000_000_000_000_001L, "Colour theory, lecture 3", third.plusSeconds(1800), 871_000, 193_640_220);
    add(data, hls, 690_000_000_000_000_002L, "Colour theory, lecture 3", third, 2_671_000, 595_771_502);
    add(data, mp4, 680_000_000_000_000_000L, "Colour theory, lecture 2", Instant.parse("2026-03-16T09:00:11Z"), 1_620_000, 351_290_118);
  }

  private static void add(DataView data, RecordedFile blobs, long id, String name, Instant start, long durationMs, long sizeBytes) {
    Content real = blobs.content();
    Content content =
        new Content(durationMs, 0, sizeBytes, real.width(), real.height(), real.videoCodec(), real.audioCodec());
    Entry entry = new Entry(Entry.MAIN_APP, Entry.NO_CLASS, Source.RECORD, "", "", null, List.of(), blobs.entry().coverKey(), null);
    Origin origin = new Origin(blobs.origin().domain(), "live", STREAM, name, "", "");
    String playlistKey = blobs.format() == FileFormat.HLS ? blobs.playlistKey() : null;
    data.add(new RecordedFile(Long.toString(id), blobs.videoId(), blobs.format(), name, origin, start, start.plusMillis(durationMs),
        content, blobs.blobKeys(), playlistKey, start.plusMillis(durationMs), null, false, blobs.status(), entry));
  }
}
