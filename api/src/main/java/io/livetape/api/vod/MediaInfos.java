package io.livetape.api.vod;

import io.livetape.api.vod.MediaInfo.BasicInfo;
import io.livetape.api.vod.MediaInfo.KeyFrameDescInfo;
import io.livetape.api.vod.MediaInfo.LiveRecordInfo;
import io.livetape.api.vod.MediaInfo.SourceInfo;
import io.livetape.api.vod.MediaInfo.TrtcRecordInfo;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Classes;
import io.livetape.vod.Classes.FileClass;
import io.livetape.vod.Entry;
import io.livetape.vod.KeyFrame;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.Source;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes what the API tells of files (contract 6.2). Any thread that may wait for the database. */
final class MediaInfos {
  /** How a file's class is told when it has none. */
  private static final String NO_CLASS = "其他";

  private final Catalogue catalogue;
  private final FileAddresses addresses;

  MediaInfos(Catalogue catalogue, FileAddresses addresses) {
    this.catalogue = catalogue;
    this.addresses = addresses;
  }

  /** @param subAppId of all these files */
  List<MediaInfo> of(long subAppId, List<RecordedFile> files, Set<Block> blocks) throws SQLException {
    if (files.isEmpty()) {
      return List.of();
    }
    Classes classes = catalogue.classes(subAppId);
    List<MediaInfo> infos = new ArrayList<>(files.size());
    for (RecordedFile file : files) {
      infos.add(of(file, classes, blocks));
    }
    return infos;
  }

  private MediaInfo of(RecordedFile file, Classes classes, Set<Block> blocks) throws SQLException {
    return new MediaInfo(
        blocks.contains(Block.BASIC_INFO) ? basicInfo(file, classes) : null,
        blocks.contains(Block.META_DATA) ? MediaFacts.metaData(file) : null,
        blocks.contains(Block.TRANSCODE_INFO) ? MediaFacts.asRecorded(file, addresses.media(file)) : null,
        null, null, null, null,
        blocks.contains(Block.KEY_FRAME_DESC_INFO) ? keyFrames(file) : null,
        null, null, null, file.fileId(), null, null, null, null, null);
  }

  BasicInfo basicInfo(RecordedFile file, Classes classes) {
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

  private KeyFrameDescInfo keyFrames(RecordedFile file) throws SQLException {
    List<KeyFrame> frames = catalogue.keyFrames(file.fileId());
    return frames.isEmpty() ? null : new KeyFrameDescInfo(
        frames.stream().map(frame -> new KeyFrameDescItem(frame.offsetMs() / 1000.0, frame.description())).toList());
  }
}
