package io.livetape.play;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;

/**
 * A language that pages speak. Texts are written in English where they are used, and looked up by that. Pure; any thread.
 */
public enum Language {
  ENGLISH("en", "en", "English", Map.of()),
  CHINESE("zh", "zh-CN", "中文", Chinese.TEXTS);

  /** Names a language in an address, for this answer alone. */
  static final String PARAMETER = "lang";

  /** Holds the code of the language that was chosen on a page or in the console; scripts set it. */
  public static final String COOKIE = "livetape_language";

  private static final int ACCEPT_MAX_CHARS = 500;
  private static final List<String> CODES = Arrays.stream(values()).map(Language::code).toList();

  private final String code;
  private final String tag;
  private final String ownName;
  private final Map<String, String> texts;

  Language(String code, String tag, String ownName, Map<String, String> texts) {
    this.code = code;
    this.tag = tag;
    this.ownName = ownName;
    this.texts = texts;
  }

  /** How cookies and addresses name it: {@code en}, {@code zh}. */
  public String code() {
    return code;
  }

  /** How pages and headers name it (BCP 47). */
  String tag() {
    return tag;
  }

  /** How those who speak it call it. */
  String ownName() {
    return ownName;
  }

  /** The one that the address names, else the one that was chosen before, else what the browser asks for. */
  static Language of(HttpServerRequest request) {
    return named(request.getParam(PARAMETER))
        .or(() -> Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue).flatMap(Language::named))
        .orElseGet(() -> accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
  }

  /** By its code, or a tag that begins with it: {@code zh}, {@code zh-CN}. */
  static Optional<Language> named(String tag) {
    return Arrays.stream(values()).filter(each -> tag != null && (tag.equals(each.code) || tag.startsWith(each.code + "-"))).findFirst();
  }

  /**
   * The one that a browser likes best (RFC 9110, 12.5.4; looked up as RFC 4647, 3.4, says). Every kind of Chinese gets the one there is;
   * who likes none of them, or says nothing that can be read, gets English.
   *
   * @param header {@code Accept-Language}; null for none
   */
  public static Language accepted(String header) {
    if (header == null || header.length() > ACCEPT_MAX_CHARS) {
      return ENGLISH;
    }
    try {
      List<LanguageRange> ranges = LanguageRange.parse(header).stream().filter(range -> range.getWeight() > 0).toList();
      return named(Locale.lookupTag(ranges, CODES)).orElse(ENGLISH);
    } catch (IllegalArgumentException _) {
      return ENGLISH;
    }
  }

  /**
   * A text in this language.
   *
   * @param english with a {@code %s} for each value
   */
  String say(String english, Object... values) {
    return texts.getOrDefault(english, english).formatted(values);
  }
}
