package io.livetape.api.vod;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The parts of {@link MediaInfo} that can be asked for, or left out. */
enum Block {
  BASIC_INFO("basicInfo"),
  META_DATA("metaData"),
  TRANSCODE_INFO("transcodeInfo"),
  ANIMATED_GRAPHICS_INFO("animatedGraphicsInfo"),
  IMAGE_SPRITE_INFO("imageSpriteInfo"),
  SNAPSHOT_BY_TIME_OFFSET_INFO("snapshotByTimeOffsetInfo"),
  SAMPLE_SNAPSHOT_INFO("sampleSnapshotInfo"),
  KEY_FRAME_DESC_INFO("keyFrameDescInfo"),
  ADAPTIVE_DYNAMIC_STREAMING_INFO("adaptiveDynamicStreamingInfo"),
  MINI_PROGRAM_REVIEW_INFO("miniProgramReviewInfo"),
  SUBTITLE_INFO("subtitleInfo"),
  REVIEW_INFO("reviewInfo");

  private final String filter;

  Block(String filter) {
    this.filter = filter;
  }

  /** @param filters null or empty for all; a name that is not known, such as that of a newer block, asks for nothing */
  static Set<Block> of(List<String> filters) {
    if (filters == null || filters.isEmpty()) {
      return EnumSet.allOf(Block.class);
    }
    Set<Block> blocks = EnumSet.noneOf(Block.class);
    for (Block block : values()) {
      if (filters.contains(block.filter)) {
        blocks.add(block);
      }
    }
    return blocks;
  }
}
