package io.livetape.api.vod;

import io.livetape.api.vod.MediaInfo.BasicInfo;
import io.livetape.api.vod.MediaInfo.LiveRecordInfo;
import io.livetape.api.vod.MediaInfo.SourceInfo;
import io.livetape.api.vod.MediaInfo.TrtcRecordInfo;
import io.livetape.vod.Classes;
import io.livetape.vod.Classes.FileClass;
import io.livetape.vod.Entry;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.Source;
import java.util.List;
import java.util.stream.Collectors;

/** Makes what answers, events and tasks tell first of a file: its name, where it comes from and where it is. Pure. */
record BasicInfos(FileAddresses addresses) {
  /** How a file's class is told when it has none. */
  private static final String NO_CLASS = "其他";

  /** @param classes of the file's part of the account */
  BasicInfo of(RecordedFile file, Classes classes) {
    Entry entry = file.entry();
    List<FileClass> path = classes.path(entry.classId());
    String className = path.isEmpty() ? NO_CLASS : path.getLast().name();
    String classPath = path.isEmpty() ? NO_CLASS : path.stream().map(FileClass::name).collect(Collectors.joining(" - "));
    return new BasicInfo(file.name(), entry.description(), VodTime.text(file.createdAt()),
        VodTime.text(entry.updatedAt() == null ? file.createdAt() : entry.updatedAt()), VodTime.text(file.expiresAt()), entry.classId(),
        className, classPath, addresses.cover(file), file.format().label(), addresses.media(file),
        sourceInfo(file), MediaTypes.STORAGE_REGION, "", entry.tags(), file.videoId(),
        file.content().videoCodec().isEmpty() ? MediaTypes.AUDIO : MediaTypes.VIDEO, MediaTypes.of(file.status()),
        MediaTypes.STORAGE_CLASS);
  }

  private static SourceInfo sourceInfo(RecordedFile file) {
    Entry entry = file.entry();
    String context = entry.source() == Source.RECORD ? pushAddress(file.origin()) : entry.sourceContext();
    return new SourceInfo(MediaTypes.of(entry.source()), context, entry.source() == Source.RECORD ? liveRecordInfo(file) : null,
        entry.room() == null ? null
            : new TrtcRecordInfo(entry.room().appId(), entry.room().roomId(), file.origin().taskId(), List.of()),
        null);
  }

  private static LiveRecordInfo liveRecordInfo(RecordedFile file) {
    RecordedFile.Origin origin = file.origin();
    return new LiveRecordInfo(
        origin.domain(), origin.app(), origin.stream(), VodTime.text(file.startedAt()), VodTime.text(file.endedAt()));
  }

  /** The whole address of the push, query included (contract 6.2). */
  private static String pushAddress(RecordedFile.Origin origin) {
    return "rtmp://" + origin.domain() + "/" + origin.app() + "/" + origin.stream()
        + (origin.streamParam().isEmpty() ? "" : "?" + origin.streamParam());
  }
}
