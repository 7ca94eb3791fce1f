package io.livetape.rtmp;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a peer addresses, put together from the two commands that say it. The query may come with the stream's name, the application
 * or the URL; the first of these that has one counts.
 *
 * <pre>
 *  connect   tcUrl  rtmp://host[:port]/app[?query]      app  app[/_definst_][?query]
 *  publish   name[?query]
 * </pre>
 *
 * Nothing is checked here: the parts may be illegal.
 *
 * @param domain lower case, without port; empty when there is none
 */
record StreamAddress(String domain, String app, String name, String query) {
  private static final Pattern URL = Pattern.compile("[A-Za-z]+://(?<host>\\[[^]/?#]*]|[^/:?#]*)(:[^/?]*)?(?<path>/[^?]*)?(\\?(?<query>.*))?",
      Pattern.DOTALL);
  /** What DNS allows (RFC 1035, 2.3.4). */
  private static final int DOMAIN_MAX_CHARS = 253;
  private static final String DOMAIN_MARKS = ".-_:[]%";
  private static final String DEFAULT_INSTANCE = "/_definst_";

  /** Without the query, which holds the push's signature. */
  @Override
  public String toString() {
    return "StreamAddress[" + domain + "/" + app + "/" + name + "]";
  }

  /** From a {@code connect}; the name is not known yet. */
  static StreamAddress ofConnect(String tcUrl, String app) {
    Matcher url = URL.matcher(tcUrl);
    boolean parsed = url.matches();
    String domain = parsed ? url.group("host").toLowerCase(Locale.ROOT) : "";
    String path = app.isEmpty() && parsed ? textOf(url.group("path")) : app;
    String query = queryOf(path);
    String bare = strip(beforeQuery(path));
    if (bare.endsWith(DEFAULT_INSTANCE)) {
      bare = strip(bare.substring(0, bare.length() - DEFAULT_INSTANCE.length()));
    }
    return new StreamAddress(domain, bare, "", query.isEmpty() && parsed ? textOf(url.group("query")) : query);
  }

  /**
   * With the stream name of a {@code publish} or {@code play}. Encoders that have one field for all leave it empty: then the application
   * ends with it.
   */
  StreamAddress withName(String nameAndQuery) {
    String bare = strip(beforeQuery(nameAndQuery));
    String ownQuery = queryOf(nameAndQuery);
    String anyQuery = ownQuery.isEmpty() ? query : ownQuery;
    int slash = app.lastIndexOf('/');
    if (bare.isEmpty() && slash > 0) {
      return new StreamAddress(domain, strip(app.substring(0, slash)), app.substring(slash + 1), anyQuery);
    }
    return new StreamAddress(domain, app, bare, anyQuery);
  }

  /** Whether the domain may be passed on: a host name or an address, not too long, without anything that means something elsewhere. */
  boolean domainLegal() {
    return domain.length() <= DOMAIN_MAX_CHARS
        && domain.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || DOMAIN_MARKS.indexOf(c) >= 0);
  }

  /** Whether the query may be passed on: not too long and without control characters. */
  boolean queryLegal(int maxBytes) {
    return query.length() <= maxBytes && query.chars().noneMatch(Character::isISOControl);
  }

  private static String textOf(String group) {
    return group == null ? "" : group;
  }

  private static String beforeQuery(String text) {
    int mark = text.indexOf('?');
    return mark < 0 ? text : text.substring(0, mark);
  }

  private static String queryOf(String text) {
    int mark = text.indexOf('?');
    return mark < 0 ? "" : text.substring(mark + 1);
  }

  private static String strip(String path) {
    int from = 0;
    int to = path.length();
    while (from < to && path.charAt(from) == '/') {
      from++;
    }
    while (to > from && path.charAt(to - 1) == '/') {
      to--;
    }
    return path.substring(from, to);
  }
}
