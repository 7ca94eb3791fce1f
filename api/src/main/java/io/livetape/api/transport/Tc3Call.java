package io.livetape.api.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call signed with TC3-HMAC-SHA256 (contract 1.3), its names in {@code X-TC-} headers.
 *
 * <pre>
 *  Authorization: TC3-HMAC-SHA256 Credential=id/date/service/tc3_request, SignedHeaders=a;b, Signature=64 hex digits
 *
 *  request    METHOD \n / \n query \n (name:value \n)… \n a;b \n hex(sha256(body))
 *  to sign    TC3-HMAC-SHA256 \n timestamp \n date/service/tc3_request \n hex(sha256(request))
 *  key        HMAC(HMAC(HMAC("TC3" + secret, date), service), "tc3_request")
 * </pre>
 *
 * Clients disagree in three details when the endpoint is not the cloud's (contract 1.4): the service is whatever stands before the
 * first dot of the endpoint, the host is signed with or without its port, and the path as sent or as {@code /}. So the service is taken
 * as given, and each of these forms of the request is tried.
 */
record Tc3Call(ApiRequest request, String action, String version, Instant signedAt, Credential credential) implements SignedCall {
  private static final String ALGORITHM = "TC3-HMAC-SHA256";
  private static final String UNSIGNED_BODY = "UNSIGNED-PAYLOAD";
  private static final Pattern AUTHORIZATION = Pattern.compile(ALGORITHM + "\\s+Credential=([^/,\\s]{1,128})/(\\d{4}-\\d\\d-\\d\\d)/"
      + "([^,\\s]{0,256})/tc3_request\\s*,\\s*SignedHeaders=([A-Za-z0-9;_-]{1,1024})\\s*,\\s*Signature=([0-9a-f]{64})");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}");

  /**
   * What the Authorization header says.
   *
   * @param date the day of the signature in UTC, as it is written there
   * @param service any text
   * @param signedHeaders names joined by semicolons, as they are written there
   */
  record Credential(String secretId, String date, String service, String signedHeaders, String signature) {
    @Override
    public String toString() {
      return "Credential[" + secretId + "]";
    }
  }

  static Tc3Call of(ApiRequest request) {
    Matcher authorization = AUTHORIZATION.matcher(request.header("authorization").strip());
    if (!authorization.matches()) {
      throw new ApiException(
          "AuthFailure.SignatureFailure", "The header Authorization is missing or has not the form of " + ALGORITHM + ".");
    }
    Instant signedAt = Instant.ofEpochSecond(Long.parseLong(decimal(header(request, "Timestamp"))));
    Credential credential = new Credential(authorization.group(1), authorization.group(2), authorization.group(3), authorization.group(4),
        authorization.group(5));
    if (!credential.date.equals(signedAt.atZone(ZoneOffset.UTC).toLocalDate().toString())) {
      throw new ApiException("AuthFailure.SignatureFailure", "The date of the credential is not that of X-TC-Timestamp in UTC.");
    }
    if (!List.of(credential.signedHeaders.toLowerCase(Locale.ROOT).split(";")).contains("host")) {
      throw new ApiException("AuthFailure.SignatureFailure", "The header Host must be signed.");
    }
    return new Tc3Call(request, header(request, "Action"), header(request, "Version"), signedAt, credential);
  }

  private static String header(ApiRequest request, String name) {
    String value = request.header("x-tc-" + name.toLowerCase(Locale.ROOT));
    if (value.isEmpty()) {
      throw ApiException.missing(name);
    }
    return value;
  }

  private static String decimal(String timestamp) {
    if (!DECIMAL.matcher(timestamp).matches()) {
      throw ApiException.invalid("Timestamp", "a decimal number of seconds");
    }
    return timestamp;
  }

  @Override
  public String secretId() {
    return credential.secretId;
  }

  @Override
  public boolean temporary() {
    return !request.header("x-tc-token").isEmpty();
  }

  @Override
  public Optional<String> nonce() {
    return Optional.empty();
  }

  @Override
  public boolean signedWith(String secretKey) {
    byte[] dayKey = Hashes.hmac("HmacSHA256", Hashes.utf8("TC3" + secretKey), credential.date);
    byte[] signingKey = Hashes.hmac("HmacSHA256", Hashes.hmac("HmacSHA256", dayKey, credential.service), "tc3_request");
    String bodyHash = bodyHash();
    boolean signed = false;
    for (String path : paths()) {
      for (String host : hosts()) {
        for (boolean lowered : new boolean[] {false, true}) {
          signed |= Hashes.same(signature(signingKey, canonical(path, host, lowered, bodyHash)), credential.signature);
        }
      }
    }
    return signed;
  }

  private String bodyHash() {
    boolean unsigned = request.header("x-tc-content-sha256").equals(UNSIGNED_BODY);
    return Hashes.sha256Hex(unsigned ? Hashes.utf8(UNSIGNED_BODY) : request.body());
  }

  private Set<String> paths() {
    return new TreeSet<>(List.of("/", request.path()));
  }

  private Set<String> hosts() {
    return new TreeSet<>(List.of(request.host(), withoutPort(request.host())));
  }

  static String withoutPort(String host) {
    return host.replaceFirst(":[0-9]+(?=/|$)", "");
  }

  /** @param lowered header values in lower case, as the documentation has it and the SDKs do not */
  private String canonical(String path, String host, boolean lowered, String bodyHash) {
    StringBuilder headers = new StringBuilder();
    for (String name : credential.signedHeaders.split(";")) {
      String lowerName = name.toLowerCase(Locale.ROOT);
      String value = (lowerName.equals("host") ? host : request.header(lowerName)).strip();
      headers.append(lowerName).append(':').append(lowered ? value.toLowerCase(Locale.ROOT) : value).append('\n');
    }
    String query = request.post() ? "" : request.rawQuery();
    return String.join("\n", request.method(), path, query, headers, credential.signedHeaders, bodyHash);
  }

  private String signature(byte[] signingKey, String canonical) {
    String toSign = String.join("\n", ALGORITHM, Long.toString(signedAt.getEpochSecond()),
        credential.date + "/" + credential.service + "/tc3_request", Hashes.sha256Hex(Hashes.utf8(canonical)));
    return HexFormat.of().formatHex(Hashes.hmac("HmacSHA256", signingKey, toSign));
  }

  @Override
  public ObjectNode parameters() {
    return request.post() ? JsonBody.read(request.body()) : FlatParameters.of(request.rawQuery()).tree();
  }

  @Override
  public boolean textual() {
    return !request.post();
  }
}
