package io.livetape.console.files;

import io.livetape.play.FileLinks;
import io.livetape.vod.Entry;
import io.livetape.vod.KeyFrame;
import io.livetape.vod.RecordedFile;
import java.util.List;
import java.util.Optional;

/**
 * Everything of one file.
 *
 * @param expiresAt milliseconds since the epoch; null for never
 * @param recovered whether it was finished after a crash
 * @param push id of the push that it was recorded from; empty for other files
 * @param spritePath of the WebVTT that tells of small pictures for the time line, with what opens it; empty without them
 * @param siblings what else was recorded of the same push at the same time
 */
record FileDetail(
    FileRow file, String description, long classId, Long expiresAt, boolean recovered, String domain, String push, Player player,
    String spritePath, boolean signed, List<Moment> moments, List<FileRow> siblings) {

  /** @see FileLinks.Playback */
  record Player(String path, boolean soundOnly, String type, String codecs) {}

  /** A moment that somebody has described. */
  record Moment(double offsetSeconds, String text) {}

  static FileDetail of(RecordedFile file, String spritePath, List<KeyFrame> moments, List<RecordedFile> siblings, FileLinks links) {
    Entry entry = file.entry();
    return new FileDetail(FileRow.of(file, links), entry.description(), entry.classId(),
        Optional.ofNullable(file.expiresAt()).map(at -> at.toEpochMilli()).orElse(null), file.recovered(), file.origin().domain(),
        file.origin().pushSequence(), player(links.playback(file)), spritePath, links.signed(),
        moments.stream().map(each -> new Moment(each.offsetMs() / 1000.0, each.description())).toList(),
        siblings.stream().map(each -> FileRow.of(each, links)).toList());
  }

  private static Player player(FileLinks.Playback playback) {
    return new Player(playback.path(), playback.soundOnly(), playback.type(), playback.codecs());
  }
}
