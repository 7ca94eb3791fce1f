package io.livetape.api.vod;

import io.livetape.vod.Classes;
import io.livetape.vod.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What the conditions of a search are in the catalogue's words. */
final class SearchConditions {
  private final SearchRequest request;
  private final Classes classes;
  private final List<Condition> conditions = new ArrayList<>();

  /** @param classes of the part of the account that is searched */
  SearchConditions(SearchRequest request, Classes classes) {
    this.request = request;
    this.classes = classes;
  }

  List<Condition> all() {
    any(request.fileIds(), Condition::fileIds);
    any(either(request.vids(), request.vid()), Condition::videoIds);
    any(request.namePrefixes(), Condition::namePrefixes);
    any(request.classIds(), ids -> Condition.classes(within(ids)));
    any(request.tags(), Condition::tags);
    any(request.mediaTypes(), types -> Condition.formats(MediaTypes.formats(types)));
    any(request.status(), names -> Condition.statuses(MediaTypes.statuses(names)));
    category();
    origin();
    times();
    onlyHere(request.storageRegions(), MediaTypes.STORAGE_REGION);
    onlyHere(request.storageClasses(), MediaTypes.STORAGE_CLASS);
    onlyHere(request.reviewResults(), "notReview");
    return conditions;
  }

  private void origin() {
    any(either(request.sourceTypes(), request.sourceType()), names -> Condition.sources(MediaTypes.sources(names)));
    any(either(request.streamIds(), request.streamId()), Condition::streams);
    any(request.streamDomains(), Condition::domains);
    any(request.streamPaths(), Condition::apps);
    any(request.trtcSdkAppIds(), Condition::roomApps);
    any(request.trtcRoomIds(), Condition::rooms);
  }

  private void times() {
    range("CreateTime", request.createTime(), Condition::created);
    range("ExpireTime", request.expireTime(), Condition::expires);
    Instant from = given("StartTime", request.startTime());
    Instant to = given("EndTime", request.endTime());
    if (from != null || to != null) {
      // The older pair leaves its end out.
      conditions.add(Condition.created(from, to == null ? null : to.minusMillis(1)));
    }
  }

  /** Both ends are included. */
  private void range(String parameter, TimeRange range, BiFunction<Instant, Instant, Condition> condition) {
    if (range != null) {
      Instant from = given(parameter, range.after());
      Instant to = given(parameter, range.before());
      if (from != null || to != null) {
        conditions.add(condition.apply(from, to));
      }
    }
  }

  private static Instant given(String parameter, String text) {
    return text == null || text.isEmpty() ? null : VodTime.parse(parameter, text);
  }

  private void category() {
    any(request.categories(), names -> {
      boolean video = names.contains(MediaTypes.VIDEO);
      boolean audio = names.contains(MediaTypes.AUDIO);
      return video && audio ? Condition.created(null, null) : video || audio ? Condition.withPictures(video) : Condition.never();
    });
  }

  /** There is one value here, which every file has. */
  private void onlyHere(List<String> wanted, String value) {
    any(wanted, values -> values.contains(value) ? Condition.created(null, null) : Condition.never());
  }

  private Collection<Long> within(List<Long> classIds) {
    Set<Long> all = new LinkedHashSet<>();
    classIds.forEach(id -> all.addAll(classes.below(id)));
    return all;
  }

  private <T> void any(List<T> values, Function<List<T>, Condition> condition) {
    if (values != null && !values.isEmpty()) {
      conditions.add(condition.apply(values));
    }
  }

  /** The newer list, or else the older single value. */
  private static List<String> either(List<String> list, String single) {
    return list != null && !list.isEmpty() || single == null || single.isEmpty() ? list : List.of(single);
  }
}
