package io.livetape.api.fcgi;

import io.livetape.api.CallbackSignature;
import io.livetape.api.live.Beijing;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of one call (contract 5.1). Names are understood in upper and lower case, and {@code Param.s.}, {@code Param.n.} and
 * {@code Param.a.} alike: clients mix them.
 *
 * @param common by lower-case name
 * @param own the interface's parameters, by lower-case name without {@code Param.x.}
 */
record FcgiCall(Map<String, String> common, Map<String, String> own) {
  static FcgiCall of(Iterable<Map.Entry<String, String>> query) {
    Map<String, String> common = new HashMap<>();
    Map<String, String> own = new HashMap<>();
    for (Map.Entry<String, String> entry : query) {
      String name = entry.getKey().toLowerCase(Locale.ROOT);
      if (name.matches("param\\.[a-z]\\..+")) {
        own.putIfAbsent(name.substring(8), entry.getValue());
      } else {
        common.putIfAbsent(name, entry.getValue());
      }
    }
    return new FcgiCall(Map.copyOf(common), Map.copyOf(own));
  }

  /** Refuses a call of another account, an expired one or one that is not signed with the key. */
  void prove(FcgiAccount account, Instant now) {
    String name = common.containsKey("cmd") && !common.containsKey("appid") ? "cmd" : "appid";
    if (!account.ids().contains(common.getOrDefault(name, ""))) {
      throw new FcgiException(FcgiException.WRONG_ACCOUNT, name + " is invalid");
    }
    String t = common.getOrDefault("t", "");
    if (!t.matches("[0-9]{1,12}") || Long.parseLong(t) < now.getEpochSecond()) {
      throw new FcgiException(FcgiException.WRONG_SIGNATURE, "t is missing or has passed");
    }
    if (account.key().isEmpty() || !CallbackSignature.matches(common.getOrDefault("sign", "").toLowerCase(Locale.ROOT), account.key(), t)) {
      throw new FcgiException(FcgiException.WRONG_SIGNATURE, "sign is invalid");
    }
  }

  String interfaceName() {
    return common.getOrDefault("interface", "");
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(own.get(name)).filter(text -> !text.isEmpty());
  }

  String required(String name) {
    return text(name).orElseThrow(() -> FcgiException.wrong(name, "given"));
  }

  long number(String name, long fallback, long min, long max) {
    String text = text(name).orElse(Long.toString(fallback));
    if (text.matches("-?[0-9]{1,15}") && Long.parseLong(text) >= min && Long.parseLong(text) <= max) {
      return Long.parseLong(text);
    }
    throw FcgiException.wrong(name, min + " to " + max);
  }

  /** A time by Beijing's clock. */
  Optional<Instant> time(String name) {
    return text(name).map(text -> Beijing.parse(text).orElseThrow(() -> FcgiException.wrong(name, "a time such as 2016-12-10 00:00:00")));
  }

  /** Without the signature. */
  @Override
  public String toString() {
    return "FcgiCall[" + interfaceName() + "]";
  }
}
