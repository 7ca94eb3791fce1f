package io.livetape.play;

import java.util.List;

/**
 * What somebody is told who may look at a page or be a program: pages say it in their language, programs get English.
 *
 * @param english with a {@code %s} for each value
 * @param values what stands in it; a sentence among them is said in the same language
 */
record Sentence(String english, List<Object> values) {
  static Sentence of(String english, Object... values) {
    return new Sentence(english, List.of(values));
  }

  String in(Language language) {
    return language.say(english, values.stream().map(value -> value instanceof Sentence part ? part.in(language) : value).toArray());
  }

  /** In English. */
  @Override
  public String toString() {
    return in(Language.ENGLISH);
  }
}
