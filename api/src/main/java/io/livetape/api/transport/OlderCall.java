package io.livetape.api.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A call signed with HmacSHA1 or HmacSHA256 (contract 1.5): everything is one flat list of parameters, in the query of a GET or in the
 * form of a POST.
 *
 * <pre>
 *  to sign    METHOD host path "?" name=value&amp;name=value…     sorted by name, values not encoded, without Signature
 *  Signature  base64(HMAC(secret, to sign))
 * </pre>
 *
 * One client writes underscores in names as dots there, and hosts come with or without their port; each form is tried.
 */
record OlderCall(ApiRequest request, String path, Map<String, String> all, Instant signedAt) implements SignedCall {
  private static final Set<String> COMMON = Set.of("Action", "Version", "Region", "Timestamp", "Nonce", "SecretId", "SignatureMethod",
      "Signature", "Token", "Language", "RequestClient");
  private static final Map<String, String> ALGORITHMS = Map.of("HmacSHA1", "HmacSHA1", "HmacSHA256", "HmacSHA256");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}");

  static OlderCall of(ApiRequest request) {
    return of(request, "/", List.of("Action", "Version", "Timestamp", "Nonce", "SecretId", "Signature"));
  }

  /** Of API 2.0, which has no versions. */
  static OlderCall ofVersion2(ApiRequest request) {
    return of(request, Version2.PATH, List.of("Action", "Timestamp", "Nonce", "SecretId", "Signature"));
  }

  private static OlderCall of(ApiRequest request, String path, List<String> required) {
    String list = request.post() ? new String(request.body(), StandardCharsets.UTF_8) : request.rawQuery();
    if (request.post() && !request.header("content-type").startsWith("application/x-www-form-urlencoded")) {
      throw new ApiException("AuthFailure.SignatureFailure", "The request is not signed: it has no header Authorization.");
    }
    Map<String, String> all = FlatParameters.of(list).values();
    for (String name : required) {
      if (all.getOrDefault(name, "").isEmpty()) {
        throw ApiException.missing(name);
      }
    }
    if (!DECIMAL.matcher(all.get("Timestamp")).matches()) {
      throw ApiException.invalid("Timestamp", "a decimal number of seconds");
    }
    if (!ALGORITHMS.containsKey(all.getOrDefault("SignatureMethod", "HmacSHA1"))) {
      throw ApiException.invalid("SignatureMethod", "HmacSHA1 or HmacSHA256");
    }
    return new OlderCall(request, path, all, Instant.ofEpochSecond(Long.parseLong(all.get("Timestamp"))));
  }

  @Override
  public String action() {
    return all.get("Action");
  }

  @Override
  public String version() {
    return path.equals(Version2.PATH) ? Version2.VERSION : all.get("Version");
  }

  @Override
  public String secretId() {
    return all.get("SecretId");
  }

  @Override
  public boolean temporary() {
    return !all.getOrDefault("Token", "").isEmpty();
  }

  @Override
  public Optional<String> nonce() {
    return Optional.of(all.get("Nonce"));
  }

  @Override
  public boolean signedWith(String secretKey) {
    String algorithm = ALGORITHMS.get(all.getOrDefault("SignatureMethod", "HmacSHA1"));
    boolean signed = false;
    for (String host : new TreeSet<>(List.of(request.host(), Tc3Call.withoutPort(request.host())))) {
      for (boolean dotted : new boolean[] {false, true}) {
        byte[] signature = Hashes.hmac(algorithm, Hashes.utf8(secretKey), source(host, dotted));
        signed |= Hashes.same(Base64.getEncoder().encodeToString(signature), all.get("Signature"));
      }
    }
    return signed;
  }

  private String source(String host, boolean dotted) {
    Map<String, String> sorted = new TreeMap<>(all);
    sorted.remove("Signature");
    return sorted.entrySet().stream()
        .map(entry -> (dotted ? entry.getKey().replace('_', '.') : entry.getKey()) + "=" + entry.getValue())
        .collect(Collectors.joining("&", request.method() + host + path + "?", ""));
  }

  @Override
  public ObjectNode parameters() {
    Map<String, String> own = new TreeMap<>(all);
    own.keySet().removeAll(COMMON);
    return new FlatParameters(path.equals(Version2.PATH) ? Version2.newer(own) : own).tree();
  }

  @Override
  public boolean textual() {
    return true;
  }

  /** Without the values: they hold a signature. */
  @Override
  public String toString() {
    return "OlderCall[" + action() + "]";
  }
}
