package io.livetape.api.vod;

/** What came of a {@link PullPlan}, as a task keeps it. */
record PullResult(String fileId, String fileUrl, MediaInfo.BasicInfo mediaBasicInfo, MediaInfo.MetaData metaData) {}
