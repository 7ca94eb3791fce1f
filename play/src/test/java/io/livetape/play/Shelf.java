package io.livetape.play;

import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Recorded files for pages to show. Names of recordings can be anything that a push address can say. */
final class Shelf {
  static final String HOSTILE = "\"><script>alert(1)</script>&amp;'{{x}} %s";
  static final StreamKey STREAM = new StreamKey("live", "直播.a!(b)~c:d@e=f+g,h");
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final VideoUrls URLS = new VideoUrls("http://replay.test", 1_250_000_001L);

  private static final Instant START = Instant.parse("2026-11-20T23:30:00.9Z");

  private Shelf() {}

  /** Of the push {@code 77}: 1280 × 720, an hour and two minutes long. */
  static RecordedFile file(String id, FileFormat format, String name) {
    return file(id, format, name, "77", Duration.ZERO, Duration.ofMillis(3_725_499));
  }

  /** One that began so long after the first of all, and lasted so long. */
  static RecordedFile file(String id, FileFormat format, String name, String push, Duration after, Duration length) {
    Content content = new Content(length.toMillis(), 0, 97_493_530, 1280, 720, "h264", "aac");
    return file(id, format, name, push, START.plus(after), content);
  }

  static RecordedFile file(String id, FileFormat format, String name, String push, Instant start, Content content) {
    Origin origin = new Origin("push.test", STREAM.app(), STREAM.name(), push, "", "");
    return new RecordedFile(id, "v", format, name, origin, start, start.plusMillis(content.durationMs()), content,
        List.of("tapes/1.mp4"), format == FileFormat.HLS ? "m3u8/42.m3u8" : null, start, null, false, FileStatus.NORMAL);
  }

  static RecordedFile with(RecordedFile file, Content content) {
    return file(file.fileId(), file.format(), file.name(), file.origin().pushSequence(), file.startedAt(), content);
  }

  static RecordedFile recovered(RecordedFile file, Instant expiresAt) {
    return new RecordedFile(file.fileId(), file.videoId(), file.format(), file.name(), file.origin(), file.startedAt(), file.endedAt(),
        file.content(), file.blobKeys(), file.playlistKey(), file.createdAt(), expiresAt, true, file.status());
  }
}
