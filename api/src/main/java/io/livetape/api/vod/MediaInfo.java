package io.livetape.api.vod;

import java.util.List;

/**
 * What the API tells of one file (contract 6.2). A block is null when it was not asked for, or when there is nothing to tell in it.
 *
 * @param imageSpriteInfo strips of small pictures for a player's time line
 */
record MediaInfo(
    BasicInfo basicInfo, MetaData metaData, TranscodeInfo transcodeInfo, NotMade animatedGraphicsInfo, NotMade sampleSnapshotInfo,
    ImageSpriteInfo imageSpriteInfo, NotMade snapshotByTimeOffsetInfo, KeyFrameDescInfo keyFrameDescInfo,
    NotMade adaptiveDynamicStreamingInfo, NotMade miniProgramReviewInfo, NotMade subtitleInfo, String fileId, NotMade reviewInfo,
    NotMade mPSAiMediaInfo, NotMade imageUnderstandingInfo, NotMade knowledgeBasesInfo, NotMade faceRecognitionInfo) {

  /** What it is called, where it comes from and where it is. */
  record BasicInfo(
      String name, String description, String createTime, String updateTime, String expireTime, long classId, String className,
      String classPath, String coverUrl, String type, String mediaUrl, SourceInfo sourceInfo, String storageRegion, String storagePath,
      List<String> tagSet, String vid, String category, String status, String storageClass) {}

  record SourceInfo(
      String sourceType, String sourceContext, LiveRecordInfo liveRecordInfo, TrtcRecordInfo trtcRecordInfo, NotMade webPageRecordInfo) {}

  record LiveRecordInfo(String domain, String path, String streamId, String recordStartTime, String recordEndTime) {}

  record TrtcRecordInfo(long sdkAppId, String roomId, String taskId, List<String> userIds) {}

  /** What is in it; 0 where that is not known. Durations are in seconds, rates in bits a second. */
  record MetaData(
      long size, String container, long bitrate, long height, long width, double duration, long rotate,
      List<VideoStreamItem> videoStreamSet, List<AudioStreamItem> audioStreamSet, double videoDuration, double audioDuration, String md5) {}

  record VideoStreamItem(
      long bitrate, long height, long width, String codec, long fps, String codecTag, NotMade dynamicRangeInfo) {}

  record AudioStreamItem(long bitrate, long samplingRate, String codec) {}

  record TranscodeInfo(List<TranscodeItem> transcodeSet) {}

  /** The file as it was recorded counts as made by definition 0. */
  record TranscodeItem(
      String url, long definition, long bitrate, long height, long width, long size, double duration, String md5, String container,
      List<VideoStreamItem> videoStreamSet, List<AudioStreamItem> audioStreamSet, String digitalWatermarkType,
      String copyRightWatermarkText, long blindWatermarkDefinition) {}

  record ImageSpriteInfo(List<ImageSpriteItem> imageSpriteSet) {}

  record ImageSpriteItem(long definition, long height, long width, long totalCount, List<String> imageUrlSet, String webVttUrl) {}

  record KeyFrameDescInfo(List<KeyFrameDescItem> keyFrameDescSet) {}
}
