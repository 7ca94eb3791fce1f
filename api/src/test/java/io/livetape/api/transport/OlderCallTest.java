package io.livetape.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OlderCallTest {
  private static final String SECRET = "a-secret-key";
  private static final String HOST = "127.0.0.1:8080";

  @ParameterizedTest
  @CsvSource({"GET, HmacSHA1", "GET, HmacSHA256", "POST, HmacSHA1", "POST, HmacSHA256"})
  void call_ofEitherVerbAndHash_isSignedOverItsValuesAsTheyAre(String method, String algorithm) {
    Map<String, String> parameters = parameters();
    parameters.put("SignatureMethod", algorithm);
    parameters.put("Name", "录 & + =%");
    parameters.put("Mp4Param.Enable", "1");
    OlderCall call = OlderCall.of(request(method, HOST, signed(parameters, method + HOST + "/?", algorithm)));

    assertThat(call.signedWith(SECRET)).isTrue();
    assertThat(call.signedWith("another")).isFalse();
    assertThat(call.parameters().toString()).isEqualTo("{\"Mp4Param\":{\"Enable\":\"1\"},\"Name\":\"录 & + =%\"}");
    assertThat(call.nonce()).contains("4711");
  }

  @Test
  void signatureMethod_thatIsNotSaid_isHmacSha1() {
    Map<String, String> parameters = parameters();

    assertThat(OlderCall.of(request("GET", HOST, signed(parameters, "GET" + HOST + "/?", "HmacSHA1"))).signedWith(SECRET)).isTrue();
    assertThat(OlderCall.of(request("GET", HOST, signed(parameters, "GET" + HOST + "/?", "HmacSHA256"))).signedWith(SECRET)).isFalse();
  }

  @Test
  void host_signedWithoutItsPort_isUnderstood() {
    assertThat(OlderCall.of(request("GET", HOST, signed(parameters(), "GET127.0.0.1/?", "HmacSHA1"))).signedWith(SECRET)).isTrue();
  }

  @Test
  void underscores_thatOneClientSignsAsDots_areUnderstood() {
    Map<String, String> parameters = parameters();
    parameters.put("A_b", "1");
    String source = source(parameters, "GET" + HOST + "/?").replace("A_b", "A.b");
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("Signature", Base64.getEncoder().encodeToString(Hashes.hmac("HmacSHA1", Hashes.utf8(SECRET), source)));

    assertThat(OlderCall.of(request("GET", HOST, all)).signedWith(SECRET)).isTrue();
  }

  @Test
  void call_changedInAnyPart_isNotSigned() {
    Map<String, String> signed = signed(parameters(), "GET" + HOST + "/?", "HmacSHA1");
    for (String name : new String[] {"Action", "Version", "Nonce", "Timestamp", "SecretId", "Limit"}) {
      Map<String, String> changed = new TreeMap<>(signed);
      changed.put(name, "9");
      assertThat(OlderCall.of(request("GET", HOST, changed)).signedWith(SECRET)).as(name).isFalse();
    }
    assertThat(OlderCall.of(request("POST", HOST, signed)).signedWith(SECRET)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Action", "Version", "Timestamp", "Nonce", "SecretId", "Signature"})
  void commonParameter_thatIsMissing_isNamed(String name) {
    Map<String, String> parameters = signed(parameters(), "GET" + HOST + "/?", "HmacSHA1");
    parameters.remove(name);

    assertThatThrownBy(() -> OlderCall.of(request("GET", HOST, parameters))).isInstanceOfSatisfying(ApiException.class, e -> {
      assertThat(e.code()).isEqualTo("MissingParameter");
      assertThat(e).hasMessageContaining(name);
    });
  }

  @ParameterizedTest
  @CsvSource({"Timestamp, yesterday", "SignatureMethod, MD5"})
  void commonParameter_thatIsWrong_isNamed(String name, String value) {
    Map<String, String> parameters = parameters();
    parameters.put(name, value);
    Map<String, String> signed = signed(parameters, "GET" + HOST + "/?", "HmacSHA1");

    assertThatThrownBy(() -> OlderCall.of(request("GET", HOST, signed))).isInstanceOf(ApiException.class).hasMessageContaining(name);
  }

  @Test
  void post_thatIsNeitherSignedNorAForm_isRefused() {
    ApiRequest request = new ApiRequest("POST", "/", "", Map.of("host", HOST, "content-type", "application/json"), "{}".getBytes());

    assertThatThrownBy(() -> OlderCall.of(request))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo("AuthFailure.SignatureFailure"));
  }

  @Test
  void text_ofACall_showsNoSignature() {
    assertThat(OlderCall.of(request("GET", HOST, signed(parameters(), "GET" + HOST + "/?", "HmacSHA1"))))
        .hasToString("OlderCall[DescribeX]");
  }

  private static Map<String, String> parameters() {
    return new TreeMap<>(Map.of("Action", "DescribeX", "Version", "2018-08-01", "Timestamp", "1551113065", "Nonce", "4711",
        "SecretId", "AKIDtest"));
  }

  private static String source(Map<String, String> parameters, String head) {
    return new TreeMap<>(parameters).entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("&", head, ""));
  }

  private static Map<String, String> signed(Map<String, String> parameters, String head, String algorithm) {
    Map<String, String> signed = new TreeMap<>(parameters);
    byte[] signature = Hashes.hmac(algorithm, Hashes.utf8(SECRET), source(parameters, head));
    signed.put("Signature", Base64.getEncoder().encodeToString(signature));
    return signed;
  }

  private static ApiRequest request(String method, String host, Map<String, String> parameters) {
    String list = parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    boolean post = method.equals("POST");
    Map<String, String> headers = Map.of("host", host, "content-type", "application/x-www-form-urlencoded; charset=utf-8");
    return new ApiRequest(method, "/", post ? "" : list, headers, post ? list.getBytes(StandardCharsets.UTF_8) : new byte[0]);
  }
}
