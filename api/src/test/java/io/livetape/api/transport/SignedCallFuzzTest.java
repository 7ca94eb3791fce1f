package io.livetape.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.testkit.FuzzContract;
import io.livetape.testkit.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whatever a stranger sends is answered with an error in an envelope, and is never taken for a signed call. */
class SignedCallFuzzTest extends FuzzContract {
  private static final Instant NOW = Instant.ofEpochSecond(1_551_113_065);
  private static final List<String> CODES = List.of("AuthFailure.", "MissingParameter", "InvalidParameter", "UnknownParameter");

  private final ApiCalls calls = new ApiCalls(
      List.of(), _ -> Optional.of(new KeyRing.Key("any", "a key that no input knows")), 1_000_000, InstantSource.fixed(NOW));

  /** METHOD path?query, then headers, an empty line, and the body. */
  @Override
  protected void take(byte[] input) {
    JsonNode response = Json.parse(calls.answer(request(new String(input, StandardCharsets.UTF_8)))).path("Response");

    assertThat(response.path("RequestId").asText()).hasSize(36);
    assertThat(CODES).anyMatch(response.path("Error").path("Code").asText()::startsWith);
  }

  /** The fuzzer watches each comparison of a header's name, and takes more for it than the server does. */
  @Override
  protected long allocatedMaxBytes(int inputBytes) {
    return 4 * super.allocatedMaxBytes(inputBytes);
  }

  private static ApiRequest request(String text) {
    String[] parts = text.split("\n\n", 2);
    String[] lines = parts[0].split("\n", -1);
    String[] first = lines[0].split(" ", 2);
    String[] target = (first.length < 2 ? "/" : first[1]).split("\\?", 2);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] header = lines[i].split(": ?", 2);
      headers.put(header[0].toLowerCase(Locale.ROOT), header.length < 2 ? "" : header[1]);
    }
    byte[] body = parts.length < 2 ? new byte[0] : parts[1].getBytes(StandardCharsets.UTF_8);
    return new ApiRequest(first[0].equals("POST") ? "POST" : "GET", target[0], target.length < 2 ? "" : target[1], headers, body);
  }

  @Override
  protected Map<String, byte[]> seeds() {
    Map<String, String> seeds = new LinkedHashMap<>();
    String credential = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request";
    String signature = "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168";
    seeds.put("TC3", "POST /\nHost: localhost:8080\nContent-Type: application/json\nX-TC-Action: DescribeX\nX-TC-Version: 2018-08-01\n"
        + "X-TC-Timestamp: 1551113065\nAuthorization: TC3-HMAC-SHA256 Credential=" + credential
        + ", SignedHeaders=content-type;host, Signature=" + signature + "\n\n{\"Limit\": 1}");
    seeds.put("older GET", "GET /?Action=DescribeX&Version=2018-08-01&Timestamp=1551113065&Nonce=1&SecretId=AKID1&SignatureMethod=HmacSHA256"
        + "&Signature=AAAA%3D&A.0.B=%E5%BD%95\nHost: localhost:8080");
    seeds.put("older POST", "POST /\nHost: localhost\nContent-Type: application/x-www-form-urlencoded\n\nAction=DescribeX&Version=2018-08-01"
        + "&Timestamp=1551113065&Nonce=1&SecretId=AKID1&Signature=AAAA");
    Map<String, byte[]> encoded = new LinkedHashMap<>();
    seeds.forEach((name, text) -> encoded.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return encoded;
  }
}
