package io.livetape.api.vod;

import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.vod.Classes;
import io.livetape.vod.Likeness;
import io.livetape.vod.Likeness.Place;
import io.livetape.vod.Listing;
import io.livetape.vod.Page;
import io.livetape.vod.Search;
import java.util.ArrayList;
import java.util.List;

/** What to look for (contract 6.1). A list that is left out or empty says nothing; of a list's items one is enough. */
record SearchRequest(
    Long subAppId,
    @Size(max = 10) List<String> fileIds,
    @Size(max = 10) List<String> names,
    @Size(max = 10) List<String> namePrefixes,
    @Size(max = 10) List<String> descriptions,
    @Size(max = 10) List<Long> classIds,
    @Size(max = 16) List<String> tags,
    @OneOf({MediaTypes.VIDEO, MediaTypes.AUDIO, "Image"}) List<String> categories,
    @Size(max = 10) @OneOf({"Record", "Upload", "VideoProcessing", "TrtcRecord", "WebPageRecord", "Unknown"}) List<String> sourceTypes,
    @Size(max = 10) List<String> streamIds,
    TimeRange createTime,
    TimeRange expireTime,
    @Size(max = 20) List<String> storageRegions,
    @OneOf({MediaTypes.STORAGE_CLASS, "STANDARD_IA", "ARCHIVE", "DEEP_ARCHIVE"}) List<String> storageClasses,
    @Size(max = 10) List<String> mediaTypes,
    @OneOf({"Normal", "SystemForbidden", "Forbidden"}) List<String> status,
    @OneOf({"pass", "review", "block", "notReview"}) List<String> reviewResults,
    @Size(max = 10) List<Long> trtcSdkAppIds,
    @Size(max = 10) List<String> trtcRoomIds,
    List<String> filters,
    SortBy sort,
    @Default("0") @Between(max = Listing.COUNT_MAX) Long offset,
    @Default("10") @Between(min = 1, max = Listing.COUNT_MAX) Long limit,
    String text,
    @OneOf({"", "Record", "Upload", "VideoProcessing", "TrtcRecord", "WebPageRecord", "Unknown"}) String sourceType,
    String streamId,
    String startTime,
    String endTime,
    @Size(max = 10) List<String> vids,
    String vid,
    @Size(max = 10) List<String> streamDomains,
    @Size(max = 10) List<String> streamPaths) {

  private static final int NAME_MAX_CHARS = 100;
  private static final int TAG_MAX_CHARS = 32;
  private static final int ROOM_MAX_CHARS = 64;
  private static final int TEXT_MAX_CHARS = 64;

  record SortBy(@Required @OneOf("CreateTime") String field, @Required @OneOf({"Asc", "Desc"}) String order) {}

  SearchRequest {
    fileIds = orNone(fileIds);
    fileIds.forEach(id -> FileIds.check("FileIds", id));
    names = bounded("Names", names, NAME_MAX_CHARS);
    namePrefixes = bounded("NamePrefixes", namePrefixes, NAME_MAX_CHARS);
    descriptions = bounded("Descriptions", descriptions, NAME_MAX_CHARS);
    tags = bounded("Tags", tags, TAG_MAX_CHARS);
    trtcRoomIds = bounded("TrtcRoomIds", trtcRoomIds, ROOM_MAX_CHARS);
    text = text == null ? "" : text;
    bounded("Text", List.of(text), TEXT_MAX_CHARS);
    if (offset + limit > Listing.COUNT_MAX) {
      throw new ApiException("InvalidParameterValue.Offset",
          "The parameters `Offset` and `Limit` must together be at most " + Listing.COUNT_MAX + ".");
    }
  }

  Search search(long part, Classes classes) {
    return new Search(part, new SearchConditions(this, classes).all(), likenesses(), sort != null && sort.order.equals("Asc"),
        new Page(offset.intValue(), limit.intValue()));
  }

  private List<Likeness> likenesses() {
    List<Likeness> likenesses = new ArrayList<>();
    add(likenesses, Place.NAME, names);
    add(likenesses, Place.DESCRIPTION, descriptions);
    add(likenesses, Place.EITHER, List.of(text));
    return likenesses;
  }

  private static void add(List<Likeness> likenesses, Place place, List<String> texts) {
    List<String> given = texts.stream().filter(text -> !text.isEmpty()).toList();
    if (!given.isEmpty()) {
      likenesses.add(new Likeness(place, given));
    }
  }

  private static List<String> bounded(String parameter, List<String> texts, int charsMax) {
    if (texts != null && texts.stream().anyMatch(text -> text.codePointCount(0, text.length()) > charsMax)) {
      throw new ApiException("InvalidParameterValue." + parameter,
          "Each text of the parameter `" + parameter + "` must have at most " + charsMax + " characters.");
    }
    return orNone(texts);
  }

  static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : list;
  }
}
