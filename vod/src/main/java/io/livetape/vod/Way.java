package io.livetape.vod;

import io.livetape.vod.Condition.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the files of a search are reached: from an index of what they have in common, or all of a part of the account one after the other.
 * Which it is must not be left to a planner that does not know how many files have what.
 *
 * @param seek what is answered from indexes
 * @param test what is only asked of each file that is reached
 */
record Way(long subAppId, List<Condition> seek, List<Condition> test) {
  /** Everything but where the search begins is asked of each file. */
  static Way from(Condition start, Search search) {
    return new Way(search.subAppId(), List.of(start), search.conditions().stream().filter(each -> each != start).toList());
  }

  /** All files of the part. */
  static Way through(Search search) {
    return new Way(search.subAppId(), List.of(), search.conditions());
  }

  Way and(List<Condition> more) {
    List<Condition> all = new ArrayList<>(test);
    all.addAll(more);
    return new Way(subAppId, seek, all);
  }

  String where() {
    boolean ofAll = seek.stream().anyMatch(condition -> condition.index() == Index.OF_ALL);
    // A sign before a column keeps the planner from its index, and changes nothing.
    return (ofAll ? "+sub_app_id = ?" : "sub_app_id = ?") + sql(seek, Condition::seek) + sql(test, Condition::test);
  }

  List<Object> arguments() {
    List<Object> arguments = new ArrayList<>();
    arguments.add(subAppId);
    seek.forEach(condition -> arguments.addAll(condition.arguments()));
    test.forEach(condition -> arguments.addAll(condition.arguments()));
    return arguments;
  }

  private static String sql(List<Condition> conditions, Function<Condition, String> form) {
    return conditions.stream().map(condition -> " AND " + form.apply(condition)).collect(Collectors.joining());
  }
}
