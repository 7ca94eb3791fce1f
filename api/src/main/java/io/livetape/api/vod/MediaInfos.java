package io.livetape.api.vod;

import io.livetape.api.vod.MediaInfo.ImageSpriteInfo;
import io.livetape.api.vod.MediaInfo.ImageSpriteItem;
import io.livetape.api.vod.MediaInfo.KeyFrameDescInfo;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Classes;
import io.livetape.vod.KeyFrame;
import io.livetape.vod.RecordedFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes what the API tells of files (contract 6.2). Any thread that may wait for the database. */
final class MediaInfos {
  /** The preset that players ask for: ten by ten small pictures. */
  private static final long SPRITE_DEFINITION = 10;

  private final Catalogue catalogue;
  private final FileAddresses addresses;
  private final BasicInfos basicInfos;

  MediaInfos(Catalogue catalogue, FileAddresses addresses) {
    this.catalogue = catalogue;
    this.addresses = addresses;
    basicInfos = new BasicInfos(addresses);
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
        blocks.contains(Block.BASIC_INFO) ? basicInfos.of(file, classes) : null,
        blocks.contains(Block.META_DATA) ? MediaFacts.metaData(file) : null,
        blocks.contains(Block.TRANSCODE_INFO) ? MediaFacts.asRecorded(file, addresses.media(file)) : null,
        null, null,
        blocks.contains(Block.IMAGE_SPRITE_INFO) ? sprite(file) : null,
        null,
        blocks.contains(Block.KEY_FRAME_DESC_INFO) ? keyFrames(file) : null,
        null, null, null, file.fileId(), null, null, null, null, null);
  }

  private ImageSpriteInfo sprite(RecordedFile file) throws SQLException {
    return catalogue.sprite(file.fileId()).map(sprite -> new ImageSpriteInfo(List.of(new ImageSpriteItem(
        SPRITE_DEFINITION, sprite.height(), sprite.width(), sprite.pictureCount(), List.of(addresses.beside(file, sprite.sheetKey())),
        addresses.beside(file, sprite.cuesKey()))))).orElse(null);
  }

  private KeyFrameDescInfo keyFrames(RecordedFile file) throws SQLException {
    List<KeyFrame> frames = catalogue.keyFrames(file.fileId());
    return frames.isEmpty() ? null : new KeyFrameDescInfo(
        frames.stream().map(frame -> new KeyFrameDescItem(frame.offsetMs() / 1000.0, frame.description())).toList());
  }
}
