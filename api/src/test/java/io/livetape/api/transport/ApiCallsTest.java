package io.livetape.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.api.transport.Check.Required;
import io.livetape.testkit.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a request to the envelope of its answer. */
class ApiCallsTest {
  private static final String SECRET = "a-secret-key";
  private static final Instant NOW = Instant.ofEpochSecond(1_795_200_000);

  private Instant now = NOW;
  private boolean revoked;
  private final ApiCalls calls = new ApiCalls(List.of(
      new Product("live", "2018-08-01", _ -> "InvalidParameterValue", List.of(
          new Action<>("DescribeEcho", "", Echo.class, Echo.class, echo -> echo),
          Action.command("Fail", "", Echo.class, ApiCallsTest::fail))),
      new Product("vod", "2018-07-17", path -> "InvalidParameterValue." + path, List.of())), this::find, 5, () -> now);

  record Echo(@Required String text) {}

  private static void fail(Echo echo) throws SQLException {
    switch (echo.text) {
      case "known" -> throw new ApiException("FailedOperation.X", "because");
      case "sql" -> throw new SQLException("secret detail");
      case "busy" -> throw new RejectedExecutionException("full");
      default -> throw new IllegalStateException("secret detail");
    }
  }

  private Optional<KeyRing.Key> find(String secretId) {
    return secretId.equals("AKIDtest") && !revoked ? Optional.of(new KeyRing.Key("test", SECRET)) : Optional.empty();
  }

  @Test
  void success_hasItsFieldsAndAnIdOfItsOwn() {
    JsonNode first = call("DescribeEcho", "hello");
    JsonNode second = call("DescribeEcho", "hello");

    assertThat(first.path("Text").asText()).isEqualTo("hello");
    assertThat(first.has("Error")).isFalse();
    assertThat(first.path("RequestId").asText()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .isNotEqualTo(second.path("RequestId").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "known, FailedOperation.X, because", "busy, RequestLimitExceeded, later", "sql, InternalError, log", "fault, InternalError, log"
  })
  void failure_ofAHandler_isAnErrorThatTellsNoSecrets(String text, String code, String message) {
    JsonNode error = call("Fail", text).path("Error");

    assertThat(error.path("Code").asText()).isEqualTo(code);
    assertThat(error.path("Message").asText()).contains(message).doesNotContain("secret detail");
  }

  @Test
  void versionAndAction_thatDoNotExist_haveTheirCodes() {
    assertThat(code(tc3("2018-08-02", "DescribeEcho", "{\"Text\":\"x\"}"))).isEqualTo("NoSuchVersion");
    assertThat(code(tc3("2018-08-01", "DescribeNothing", "{}"))).isEqualTo("InvalidAction");
    assertThat(code(tc3("2018-07-17", "DescribeEcho", "{}"))).as("an action of another product").isEqualTo("InvalidAction");
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "300, ''", "-300, ''", "301, AuthFailure.SignatureExpire", "-301, AuthFailure.SignatureExpire"})
  void clock_ofTheCaller_mayDifferByFiveMinutes(long seconds, String code) {
    ApiRequest request = tc3("2018-08-01", "DescribeEcho", "{\"Text\":\"x\"}");
    now = NOW.plusSeconds(seconds);

    assertThat(code(request)).isEqualTo(code);
  }

  @Test
  void key_revoked_isRefusedFromTheNextCallOn() {
    ApiRequest request = tc3("2018-08-01", "DescribeEcho", "{\"Text\":\"x\"}");
    assertThat(code(request)).isEmpty();
    revoked = true;
    assertThat(code(request)).isEqualTo("AuthFailure.SecretIdNotFound");
  }

  @Test
  void signature_thatIsWrong_isRefusedBeforeAnythingElse() {
    ApiRequest request = tc3("2018-08-02", "Nothing", "not JSON");
    ApiRequest tampered = new ApiRequest("POST", "/", "", request.headers(), "{}".getBytes(StandardCharsets.UTF_8));

    assertThat(code(tampered)).isEqualTo("AuthFailure.SignatureFailure");
  }

  @Test
  void temporaryCredentials_areRefused() {
    Map<String, String> headers = new HashMap<>(tc3("2018-08-01", "DescribeEcho", "{}").headers());
    headers.put("x-tc-token", "token");

    assertThat(code(new ApiRequest("POST", "/", "", headers, "{}".getBytes(StandardCharsets.UTF_8)))).isEqualTo("AuthFailure.TokenFailure");
  }

  @Test
  void secretId_thatCannotBeOne_isRefused() {
    Map<String, String> headers = new HashMap<>(tc3("2018-08-01", "DescribeEcho", "{}").headers());
    headers.computeIfPresent("authorization", (_, text) -> text.replace("AKIDtest", "AKID'--"));

    assertThat(code(new ApiRequest("POST", "/", "", headers, "{}".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("AuthFailure.InvalidSecretId");
  }

  @Test
  void nonce_usedAgain_isRefusedWhileItsSignatureIsValid() {
    ApiRequest request = older("1");
    assertThat(code(request)).isEmpty();
    assertThat(code(request)).isEqualTo("AuthFailure.SignatureExpire");
    assertThat(code(older("2"))).isEmpty();
    now = NOW.plusSeconds(299);
    assertThat(code(request)).isEqualTo("AuthFailure.SignatureExpire");
  }

  @Test
  void calls_aboveTheRate_areRefusedUntilTimeHasPassed() {
    for (int i = 0; i < 5; i++) {
      assertThat(code(tc3("2018-08-01", "DescribeEcho", "{\"Text\":\"x\"}"))).isEmpty();
    }
    assertThat(code(tc3("2018-08-01", "DescribeEcho", "{\"Text\":\"x\"}"))).isEqualTo("RequestLimitExceeded");
    now = NOW.plusMillis(190);
    assertThat(code(tc3("2018-08-01", "DescribeEcho", "{\"Text\":\"x\"}"))).isEqualTo("RequestLimitExceeded");
    now = NOW.plusMillis(201);
    assertThat(code(tc3("2018-08-01", "DescribeEcho", "{\"Text\":\"x\"}"))).isEmpty();
    assertThat(code(tc3("2018-08-01", "DescribeEcho", "{\"Text\":\"x\"}"))).isEqualTo("RequestLimitExceeded");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "not JSON", "[1]", "\"text\"", "{\"Text\":\"x\"} {}", "{\"Text\":\"x\",\"Text\":\"y\"}", "{\"Text\":", "{\"Text\":'x'}"
  })
  void body_thatIsNoJsonObject_isInvalid(String body) {
    assertThat(code(tc3("2018-08-01", "DescribeEcho", body))).isEqualTo("InvalidParameter");
  }

  @Test
  void body_thatIsTooDeep_isInvalid() {
    int depth = 100_000;
    String body = "{\"Text\":" + "[".repeat(depth) + "]".repeat(depth) + "}";

    assertThat(code(tc3("2018-08-01", "DescribeEcho", body))).isEqualTo("InvalidParameter");
  }

  private JsonNode call(String action, String text) {
    return Json.parse(calls.answer(tc3("2018-08-01", action, "{\"Text\":\"" + text + "\"}"))).path("Response");
  }

  /** Empty for success. */
  private String code(ApiRequest request) {
    return Json.parse(calls.answer(request)).path("Response").path("Error").path("Code").asText("");
  }

  private static ApiRequest tc3(String version, String action, String body) {
    Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/json", "host", "127.0.0.1:8080", "x-tc-action", action,
        "x-tc-version", version, "x-tc-timestamp", Long.toString(NOW.getEpochSecond())));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String day = NOW.toString().substring(0, 10);
    String scope = day + "/live/tc3_request";
    String canonical = "POST\n/\n\ncontent-type:application/json\nhost:127.0.0.1:8080\n\ncontent-type;host\n" + Hashes.sha256Hex(bytes);
    String toSign = "TC3-HMAC-SHA256\n" + NOW.getEpochSecond() + "\n" + scope + "\n" + Hashes.sha256Hex(Hashes.utf8(canonical));
    byte[] key = Hashes.utf8("TC3" + SECRET);
    for (String part : new String[] {day, "live", "tc3_request"}) {
      key = Hashes.hmac("HmacSHA256", key, part);
    }
    headers.put("authorization", "TC3-HMAC-SHA256 Credential=AKIDtest/" + scope + ", SignedHeaders=content-type;host, Signature="
        + HexFormat.of().formatHex(Hashes.hmac("HmacSHA256", key, toSign)));
    return new ApiRequest("POST", "/", "", headers, bytes);
  }

  private static ApiRequest older(String nonce) {
    Map<String, String> parameters = new TreeMap<>(Map.of("Action", "DescribeEcho", "Version", "2018-08-01", "Timestamp",
        Long.toString(NOW.getEpochSecond()), "Nonce", nonce, "SecretId", "AKIDtest", "Text", "x"));
    StringBuilder source = new StringBuilder();
    parameters.forEach((name, value) -> source.append(source.isEmpty() ? "" : "&").append(name).append('=').append(value));
    String signature = Base64.getEncoder().encodeToString(
        Hashes.hmac("HmacSHA1", Hashes.utf8(SECRET), "GET127.0.0.1:8080/?" + source));
    String query = source + "&Signature=" + URLEncoder.encode(signature, StandardCharsets.UTF_8);
    return new ApiRequest("GET", "/", query, Map.of("host", "127.0.0.1:8080"), new byte[0]);
  }
}
