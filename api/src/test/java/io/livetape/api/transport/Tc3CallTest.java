package io.livetape.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Tc3CallTest {
  private static final String BODY = "{\"Limit\":1}";
  private static final String SECRET = "a-secret-key";
  /** 2019-02-25 */
  private static final long TIMESTAMP = 1_551_113_065;

  /** The example of the public documentation of this signature. */
  @Test
  void documentedExample_isSignedWithItsKey() {
    String body = "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"], \"Name\": \"instance-name\"}]}";
    Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/json; charset=utf-8",
        "host", "cvm.tencentcloudapi.com", "x-tc-action", "DescribeInstances", "x-tc-version", "2017-03-12",
        "x-tc-timestamp", "1551113065"));
    headers.put("authorization", "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, "
        + "SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
    Tc3Call call = Tc3Call.of(new ApiRequest("POST", "/", "", headers, body.getBytes(StandardCharsets.UTF_8)));

    assertThat(call.signedWith("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE")).isTrue();
    assertThat(call.signedWith("Gu5t9xGARNpq86cd98joQYCN3EXAMPLF")).isFalse();
    assertThat(call.secretId()).isEqualTo("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE");
    assertThat(call.signedAt()).isEqualTo(Instant.ofEpochSecond(1_551_113_065));
  }

  /** What is signed, against what is sent (contract 1.4). */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:18080,       127.0.0.1:18080,      127,             /",
    "localhost:18080,       localhost:18080,      localhost:18080, /",
    "127.0.0.1,             127.0.0.1:18080,      127,             /",
    "localhost,             localhost:18080,      localhost:18080, /",
    "127.0.0.1:18080/live,  127.0.0.1:18080/live, 127,             /",
    "localhost:18080/live,  localhost:18080/live, localhost:18080/live, /",
    "127.0.0.1:18080,       127.0.0.1:18080,      127,             /live/",
    "live.example.test,     live.example.test,    live,            /"
  })
  void endpoint_asClientsWriteIt_isUnderstood(String signedHost, String sentHost, String service, String path) {
    Signed signed = new Signed();
    signed.headers.put("host", signedHost);
    signed.service = service;
    signed.path = path;
    ApiRequest request = signed.request("POST", "");
    Map<String, String> sent = new HashMap<>(request.headers());
    sent.put("host", sentHost);

    assertThat(Tc3Call.of(new ApiRequest("POST", "/live/", "", sent, request.body())).signedWith(SECRET)).isTrue();
  }

  @Test
  void get_isSignedOverTheQueryAsItIsSent() {
    ApiRequest request = new Signed().request("GET", "Name=%E5%BD%95&B=1&A=2");

    assertThat(Tc3Call.of(request).signedWith(SECRET)).isTrue();
    ApiRequest sorted = new ApiRequest("GET", "/", "A=2&B=1&Name=%E5%BD%95", request.headers(), request.body());
    assertThat(Tc3Call.of(sorted).signedWith(SECRET)).isFalse();
    assertThat(Tc3Call.of(request).parameters().toString()).isEqualTo("{\"Name\":\"录\",\"B\":\"1\",\"A\":\"2\"}");
  }

  @Test
  void furtherHeaders_thatAreSigned_count() {
    Signed signed = new Signed();
    signed.signedHeaders = "content-type;host;x-tc-action";
    ApiRequest request = signed.request("POST", "");

    assertThat(Tc3Call.of(request).signedWith(SECRET)).isTrue();
    assertThat(Tc3Call.of(with(request, "x-tc-action", "Another")).signedWith(SECRET)).isFalse();
  }

  @Test
  void headerValues_signedInLowerCaseAsDocumented_areUnderstood() {
    Signed signed = new Signed();
    signed.headers.put("content-type", "application/json; charset=utf-8");
    ApiRequest request = signed.request("POST", "");

    assertThat(Tc3Call.of(with(request, "content-type", "application/JSON; charset=UTF-8")).signedWith(SECRET)).isTrue();
  }

  @Test
  void body_saidToBeUnsigned_isLeftOut() {
    Signed signed = new Signed();
    signed.headers.put("x-tc-content-sha256", "UNSIGNED-PAYLOAD");
    signed.signedBody = "UNSIGNED-PAYLOAD";

    assertThat(Tc3Call.of(signed.request("POST", "")).signedWith(SECRET)).isTrue();
  }

  @Test
  void request_changedInAnyPart_isNotSigned() {
    ApiRequest request = new Signed().request("POST", "");

    assertThat(Tc3Call.of(request).signedWith(SECRET)).isTrue();
    assertThat(Tc3Call.of(new ApiRequest("POST", "/", "", request.headers(), "{\"Limit\":2}".getBytes(StandardCharsets.UTF_8)))
        .signedWith(SECRET)).isFalse();
    assertThat(Tc3Call.of(with(request, "host", "other.test")).signedWith(SECRET)).isFalse();
    assertThat(Tc3Call.of(with(request, "content-type", "text/plain")).signedWith(SECRET)).isFalse();
    assertThat(Tc3Call.of(with(request, "x-tc-timestamp", "1551113066")).signedWith(SECRET)).isFalse();
    assertThat(Tc3Call.of(new ApiRequest("GET", "/", "", request.headers(), request.body())).signedWith(SECRET)).isFalse();
  }

  @Test
  void date_ofAnotherDayThanTheTimestamp_isRefused() {
    Signed signed = new Signed();
    signed.date = "2019-02-26";

    assertThatThrownBy(() -> Tc3Call.of(signed.request("POST", ""))).isInstanceOf(ApiException.class).hasMessageContaining("date");
  }

  @Test
  void host_thatIsNotSigned_isRefused() {
    Signed signed = new Signed();
    signed.signedHeaders = "content-type";

    assertThatThrownBy(() -> Tc3Call.of(signed.request("POST", ""))).isInstanceOf(ApiException.class).hasMessageContaining("Host");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "SKIP", "Bearer x", "TC3-HMAC-SHA256", "TC3-HMAC-SHA256 Credential=a/2019-02-25/x/tc3_request",
    "TC3-HMAC-SHA256 Credential=a/2019-02-25/tc3_request, SignedHeaders=host, Signature=00",
    "TC3-HMAC-SHA256 Credential=/2019-02-25/x/tc3_request, SignedHeaders=host, Signature="
        + "0000000000000000000000000000000000000000000000000000000000000000"
  })
  void authorization_ofAnotherForm_isRefused(String authorization) {
    ApiRequest request = new Signed().request("POST", "");

    assertThatThrownBy(() -> Tc3Call.of(with(request, "authorization", authorization)))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo("AuthFailure.SignatureFailure"));
  }

  @ParameterizedTest
  @CsvSource({"x-tc-action, MissingParameter", "x-tc-version, MissingParameter", "x-tc-timestamp, MissingParameter"})
  void header_thatIsMissing_isNamed(String header, String code) {
    Map<String, String> headers = new HashMap<>(new Signed().request("POST", "").headers());
    headers.remove(header);

    assertThatThrownBy(() -> Tc3Call.of(new ApiRequest("POST", "/", "", headers, new byte[0])))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void text_ofACall_showsNoSignature() {
    assertThat(Tc3Call.of(new Signed().request("POST", "")).toString()).contains("AKIDtest").doesNotContainPattern("[0-9a-f]{64}");
  }

  private static ApiRequest with(ApiRequest request, String header, String value) {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put(header, value);
    return new ApiRequest(request.method(), request.path(), request.rawQuery(), headers, request.body());
  }

  /** A client, written from the documentation. */
  private static final class Signed {
    final Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/json", "host", "127.0.0.1:8080",
        "x-tc-action", "DescribeX", "x-tc-version", "2018-08-01", "x-tc-timestamp", Long.toString(TIMESTAMP)));
    String service = "127";
    String path = "/";
    String date = "2019-02-25";
    String signedHeaders = "content-type;host";
    String signedBody;

    ApiRequest request(String method, String query) {
      byte[] body = method.equals("POST") ? BODY.getBytes(StandardCharsets.UTF_8) : new byte[0];
      StringBuilder canonical = new StringBuilder(method + "\n" + path + "\n" + query + "\n");
      for (String name : signedHeaders.split(";")) {
        canonical.append(name).append(':').append(headers.get(name)).append('\n');
      }
      byte[] hashed = signedBody == null ? body : signedBody.getBytes(StandardCharsets.UTF_8);
      canonical.append('\n').append(signedHeaders).append('\n').append(Hashes.sha256Hex(hashed));
      String scope = date + "/" + service + "/tc3_request";
      String toSign = "TC3-HMAC-SHA256\n" + TIMESTAMP + "\n" + scope + "\n" + Hashes.sha256Hex(Hashes.utf8(canonical.toString()));
      byte[] key = Hashes.utf8("TC3" + SECRET);
      for (String part : new String[] {date, service, "tc3_request"}) {
        key = Hashes.hmac("HmacSHA256", key, part);
      }
      headers.put("authorization", "TC3-HMAC-SHA256 Credential=AKIDtest/" + scope + ", SignedHeaders=" + signedHeaders + ", Signature="
          + HexFormat.of().formatHex(Hashes.hmac("HmacSHA256", key, toSign)));
      return new ApiRequest(method, "/", query, Map.copyOf(headers), body);
    }
  }
}
