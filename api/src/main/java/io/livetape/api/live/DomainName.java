package io.livetape.api.live;

import io.livetape.api.transport.ApiException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Push and play domains as callers write them. */
final class DomainName {
  private static final int MAX_CHARS = 253;
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");

  private DomainName() {}

  /** The domain in lower case, as pushes carry it; an IP address is one too. */
  static String of(String text) {
    return of("DomainName", text);
  }

  /** @param parameter that it comes in */
  static String of(String parameter, String text) {
    String name = text.toLowerCase(Locale.ROOT);
    if (name.length() > MAX_CHARS || !NAME.matcher(name).matches() && !IPV6.matcher(name).matches()) {
      throw new ApiException(
          "InvalidParameter.DomainFormatError", parameter + ": \"" + text + "\" is not a domain name: a host without scheme and port.");
    }
    return name;
  }
}
