package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.live.v20180801.LiveClient;
import com.tencentcloudapi.live.v20180801.models.DescribeLiveRecordRulesRequest;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API as it is on the wire: envelopes, status, limits, and what else is at the same address. */
class ApiOverHttpTest {
  private static final int BODY_MAX_BYTES = 10 << 20;
  private static final Path GOLDENS = Path.of("..", "api", "src", "test", "resources", "goldens");

  private LivetapeServer server;
  private Credential key;

  @BeforeEach
  void start() {
    server = LivetapeServer.start();
    key = server.apiKey();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void createTemplate_asDocumented_isAnsweredAsDocumented() throws IOException {
    JsonNode golden = golden("api-create-record-template.json");
    HttpResponse<String> answer = new SignedRequest(server, key, "CreateLiveRecordTemplate").send(golden.path("request").toString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(withoutRequestId(Json.parse(answer.body()))).isEqualTo(withoutRequestId(golden.path("response")));
  }

  @Test
  void error_asDocumented_hasStatus200AndItsEnvelope() throws IOException {
    new SignedRequest(server, key, "CreateLiveRecordTemplate").send(json("{'TemplateName':'t'}"));
    String rule = json("{'DomainName':'a.test','TemplateId':1001}");
    new SignedRequest(server, key, "CreateLiveRecordRule").send(rule);
    HttpResponse<String> answer = new SignedRequest(server, key, "CreateLiveRecordRule").send(rule);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(withoutRequestId(Json.parse(answer.body()))).isEqualTo(withoutRequestId(golden("api-error.json").path("response")));
  }

  @Test
  void endpoint_withAPath_worksWithTheSdk() throws Exception {
    for (Sdk.Way way : List.of(Sdk.USUAL, new Sdk.Way("TC3-HMAC-SHA256", "GET"))) {
      LiveClient client = Sdk.live("127.0.0.1:" + server.httpPort() + "/live", key, way);

      assertThat(client.DescribeLiveRecordRules(new DescribeLiveRecordRulesRequest()).getRules()).isEmpty();
    }
  }

  @Test
  void body_ofTheGreatestSize_isRead() {
    byte[] body = body(BODY_MAX_BYTES);
    HttpResponse<String> answer = new SignedRequest(server, key, "CreateLiveRecordTemplate").send(body, BodyPublishers.ofByteArray(body));

    assertThat(code(answer)).as("read, and then found too long a name").isEqualTo("InvalidParameterValue");
  }

  @Test
  void body_aboveTheGreatestSize_isRefusedByItsLength() {
    byte[] body = body(BODY_MAX_BYTES + 1);
    HttpResponse<String> answer = new SignedRequest(server, key, "CreateLiveRecordTemplate").send(body, BodyPublishers.ofByteArray(body));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(code(answer)).isEqualTo("RequestSizeLimitExceeded");
  }

  @Test
  void body_ofAnnouncedGigabytes_isRefusedBeforeItIsSent() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.httpPort())) {
      socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
      OutputStream out = socket.getOutputStream();
      out.write(("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-TC-Action: DescribeLiveRecordRules\r\nContent-Length: 4294967296\r\n\r\n{")
          .getBytes(StandardCharsets.US_ASCII));
      out.flush();

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("RequestSizeLimitExceeded");
    }
  }

  @Test
  void body_inChunks_isReadUpToTheSameSize() {
    byte[] fits = json("{'TemplateName':'chunked'}").getBytes(StandardCharsets.UTF_8);
    SignedRequest create = new SignedRequest(server, key, "CreateLiveRecordTemplate");
    assertThat(code(create.send(fits, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(fits))))).isEmpty();
    // Others may be answered while one is being read, and that one does not stop the server.
    byte[] tooLong = body(BODY_MAX_BYTES + (1 << 16));
    try {
      assertThat(code(create.send(tooLong, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong)))))
          .isEqualTo("RequestSizeLimitExceeded");
    } catch (AssertionError e) {
      // The answer may be lost with the connection, which is cut while the client still sends.
      assertThat(e).hasRootCauseInstanceOf(IOException.class);
    }
    assertThat(code(create.send(json("{'TemplateName':'after'}")))).isEmpty();
  }

  /** Status and beginning of the body of a GET; the home page is HTML. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "/; text/html,application/xhtml+xml,*/*; <!doctype html>",
    "/; */*; <!doctype html>",
    "/; application/json; {\"Response\":{\"Error\":{\"Code\":\"MissingParameter\"",
    "/?Action=DescribeLiveRecordRules; text/html; {\"Response\":{\"Error\":{\"Code\":\"MissingParameter\"",
    "/?Signature=x; */*; {\"Response\":{\"Error\":{\"Code\":\"MissingParameter\"",
    "/openapi.json; */*; {\"openapi\":\"3.1.0\""
  })
  void get_ofTheAddress_isAPageOrACallByWhatItAsksFor(String path, String accept, String beginning) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.http(path))).header("Accept", accept).build();
    HttpResponse<String> answer = SignedRequest.send(request);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().toLowerCase(Locale.ROOT)).startsWith(beginning.toLowerCase(Locale.ROOT));
  }

  @Test
  void post_withoutASignature_isRefusedInAnEnvelope() {
    HttpResponse<String> answer = SignedRequest.send(HttpRequest.newBuilder(URI.create(server.http("/"))).header("Content-Type",
        "application/json").POST(BodyPublishers.ofString("{}")).build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(code(answer)).isEqualTo("AuthFailure.SignatureFailure");
  }

  @Test
  void otherAddresses_areNoCalls() {
    HttpResponse<String> answer = SignedRequest.send(HttpRequest.newBuilder(URI.create(server.http("/nothing"))).POST(
        BodyPublishers.ofString("{}")).build());

    assertThat(answer.statusCode()).isIn(404, 405);
  }

  @Test
  void rate_asConfigured_isWhatAKeyMayCall() {
    server.close();
    server = LivetapeServer.start("api.rate-limit=1");
    Credential first = server.apiKey();
    Calls calls = new Calls("127.0.0.1:" + server.httpPort(), first, "2018-08-01");
    calls.call("DescribeLiveRecordRules", "{}");

    assertThat(calls.error("DescribeLiveRecordRules", "{}")).isEqualTo("RequestLimitExceeded");
    new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-08-01").call("DescribeLiveRecordRules", "{}");
  }

  private static byte[] body(int sizeBytes) {
    String head = "{\"TemplateName\":\"";
    return (head + "x".repeat(sizeBytes - head.length() - 2) + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  private static String code(HttpResponse<String> answer) {
    return Json.parse(answer.body()).path("Response").path("Error").path("Code").asText("");
  }

  private static JsonNode golden(String name) throws IOException {
    return Json.parse(Files.readString(GOLDENS.resolve(name)));
  }

  private static JsonNode withoutRequestId(JsonNode envelope) {
    assertThat(envelope.path("Response").path("RequestId").asText()).matches("[0-9a-f-]{36}");
    ((ObjectNode) envelope.path("Response")).remove("RequestId");
    return envelope;
  }
}
