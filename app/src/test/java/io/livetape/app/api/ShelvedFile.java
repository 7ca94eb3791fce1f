package io.livetape.app.api;

import io.livetape.media.FileFormat;
import io.livetape.vod.Entry;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import io.livetape.vod.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A file for the catalogue that was never recorded: a minute of the stream {@code s1}, landed at the time given. */
record ShelvedFile(String id, String name, FileFormat format, Origin origin, Instant at, Instant expiresAt, Entry entry) {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  static ShelvedFile of(String id, String name) {
    return new ShelvedFile(id, name, FileFormat.MP4, origin("s1"), NOON.plus(Duration.ofMinutes(Long.parseLong(id))), null, Entry.RECORDED);
  }

  static Origin origin(String stream) {
    return new Origin("push.test", "live", stream, "77", "a=b", "");
  }

  ShelvedFile ofStream(Origin other) {
    return new ShelvedFile(id, name, format, other, at, expiresAt, entry);
  }

  ShelvedFile as(FileFormat other) {
    return new ShelvedFile(id, name, other, origin, at, expiresAt, entry);
  }

  ShelvedFile until(Instant when) {
    return new ShelvedFile(id, name, format, origin, at, when, entry);
  }

  ShelvedFile entered(Entry other) {
    return new ShelvedFile(id, name, format, origin, at, expiresAt, other);
  }

  ShelvedFile filed(long subAppId, long classId) {
    return entered(Entry.recorded(subAppId, classId));
  }

  ShelvedFile said(Source source, String description, String... tags) {
    return entered(new Entry(0, 0, source, "context", description, null, List.of(tags), null, null));
  }

  RecordedFile file() {
    boolean sound = format == FileFormat.AAC;
    Content content = new Content(60_000, 0, 1_500_000, sound ? 0 : 1280, sound ? 0 : 720, sound ? "" : "h264", "aac", sound ? 0 : 25,
        sound ? 0 : 1_020_000, 48_000);
    return new RecordedFile(id, "1250000001_" + id, format, name, origin, at.minusSeconds(60), at, content, List.of("tapes/" + id), null,
        at, expiresAt, false, FileStatus.NORMAL, entry);
  }
}
