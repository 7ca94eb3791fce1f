package io.livetape.api.vod;

import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import java.util.List;

/** What is to be said of a file (contract 6.3); what is not given stays. */
record ModifyRequest(
    @Required String fileId,
    Long subAppId,
    String name,
    String description,
    @Between(max = Long.MAX_VALUE) Long classId,
    String expireTime,
    @Size(max = COVER_MAX_BYTES) @About("A picture in base64.") String coverData,
    @Size(max = KEY_FRAMES_MAX) List<KeyFrameDescItem> addKeyFrameDescs,
    @Size(max = KEY_FRAMES_MAX) List<Double> deleteKeyFrameDescs,
    Long clearKeyFrameDescs,
    List<String> addTags,
    List<String> deleteTags,
    Long clearTags,
    List<SubtitleInput> addSubtitles,
    List<String> deleteSubtitleIds,
    Long clearSubtitles) {

  static final int KEY_FRAMES_MAX = 100;
  static final int TAGS_MAX = 16;

  /** In base64, with line breaks. */
  private static final int COVER_MAX_BYTES = Covers.SIZE_MAX_BYTES / 2 * 3;

  private static final int NAME_MAX_CHARS = 64;
  private static final int DESCRIPTION_MAX_CHARS = 128;
  private static final int CONTENT_MAX_CHARS = 128;
  private static final int TAG_MAX_CHARS = 32;

  record SubtitleInput(String name, String language, String format, String content, String id) {}

  ModifyRequest {
    FileIds.check("FileId", fileId);
    addKeyFrameDescs = SearchRequest.orNone(addKeyFrameDescs);
    deleteKeyFrameDescs = SearchRequest.orNone(deleteKeyFrameDescs);
    addTags = SearchRequest.orNone(addTags);
    deleteTags = SearchRequest.orNone(deleteTags);
    check("Name", name == null || !name.isBlank() && chars(name) <= NAME_MAX_CHARS, "be 1 to " + NAME_MAX_CHARS + " characters long");
    check("Description", description == null || chars(description) <= DESCRIPTION_MAX_CHARS,
        "have at most " + DESCRIPTION_MAX_CHARS + " characters");
    checkTags(addTags, deleteTags, given(clearTags));
    checkKeyFrames(addKeyFrameDescs, deleteKeyFrameDescs, given(clearKeyFrameDescs));
    if (addSubtitles != null || deleteSubtitleIds != null || clearSubtitles != null) {
      throw new ApiException("UnsupportedOperation", "AddSubtitles, DeleteSubtitleIds, ClearSubtitles: files have no subtitles here.");
    }
  }

  boolean clearsTags() {
    return given(clearTags);
  }

  boolean clearsKeyFrames() {
    return given(clearKeyFrameDescs);
  }

  private static void checkTags(List<String> add, List<String> delete, boolean clear) {
    check("AddTags", add.stream().noneMatch(String::isBlank), "have no empty item");
    check("TagTooLong", add.stream().allMatch(tag -> chars(tag) <= TAG_MAX_CHARS), "AddTags", "have tags of at most " + TAG_MAX_CHARS
        + " characters");
    check("AddTagsAndClearTagsConflict", add.isEmpty() || !clear, "AddTags", "not be given together with ClearTags");
    check("AddTagsAndDeleteTagsConflict", add.stream().noneMatch(delete::contains), "AddTags", "have no tag of DeleteTags");
  }

  private static void checkKeyFrames(List<KeyFrameDescItem> add, List<Double> delete, boolean clear) {
    check("KeyFrameDescContentTooLong", add.stream().allMatch(frame -> chars(frame.content()) <= CONTENT_MAX_CHARS), "AddKeyFrameDescs",
        "have contents of at most " + CONTENT_MAX_CHARS + " characters");
    check("AddKeyFrameDescsAndClearKeyFrameDescsConflict", add.isEmpty() || !clear, "AddKeyFrameDescs",
        "not be given together with ClearKeyFrameDescs");
    List<Long> deleted = delete.stream().map(KeyFrameDescItem::toMs).toList();
    check("AddKeyFrameDescsAndDeleteKeyFrameDescsConflict", add.stream().noneMatch(frame -> deleted.contains(frame.offsetMs())),
        "AddKeyFrameDescs", "have no time of DeleteKeyFrameDescs");
  }

  /** Other numbers mean nothing. */
  private static boolean given(Long flag) {
    return flag != null && flag == 1;
  }

  private static int chars(String text) {
    return text.codePointCount(0, text.length());
  }

  private static void check(String parameter, boolean holds, String must) {
    check(parameter, holds, parameter, must);
  }

  private static void check(String code, boolean holds, String parameter, String must) {
    if (!holds) {
      throw new ApiException("InvalidParameterValue." + code, "The parameter `" + parameter + "` must " + must + ".");
    }
  }
}
