package io.livetape.console.files;

import io.livetape.play.FileLinks;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import java.util.List;

/**
 * A file as lists show it. Times are milliseconds since the epoch.
 *
 * @param app empty, as the stream, for a file that was not recorded here
 * @param createdAt when it came into the catalogue
 * @param videoCodec empty without pictures
 * @param coverPath on this server, with what opens it; empty without one
 * @param forbidden whether it may not be played at present
 */
record FileRow(
    String fileId, String name, String app, String stream, String format, long sizeBytes, long durationMs, long createdAt, long startedAt,
    long endedAt, long width, long height, String videoCodec, String audioCodec, String coverPath, List<String> tags, boolean forbidden) {

  static FileRow of(RecordedFile file, FileLinks links) {
    RecordedFile.Content content = file.content();
    return new FileRow(file.fileId(), file.name(), file.origin().app(), file.origin().stream(), file.format().label(), content.sizeBytes(),
        content.durationMs(), file.createdAt().toEpochMilli(), file.startedAt().toEpochMilli(), file.endedAt().toEpochMilli(),
        content.width(), content.height(), content.videoCodec(), content.audioCodec(), links.cover(file), file.entry().tags(),
        file.status() == FileStatus.FORBIDDEN);
  }
}
