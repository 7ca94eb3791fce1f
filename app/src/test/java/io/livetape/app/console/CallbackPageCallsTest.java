package io.livetape.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.api.CallbackSignature;
import io.livetape.app.LivetapeServer;
import io.livetape.callback.OutboxEvent;
import io.livetape.console.account.Role;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Ports;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page Callbacks asks for and does. */
class CallbackPageCallsTest {
  private static final String KEY = "the-configured-key";
  private static final String CLOUD_METADATA = "http://169.254.169.254/latest/meta-data";

  private static CallbackReceiver receiver;
  private static LivetapeServer server;
  private static ConsoleClient operator;
  private static ConsoleClient viewer;

  @BeforeAll
  static void start() throws Exception {
    receiver = CallbackReceiver.start();
    server = LivetapeServer.start("callback.url=" + receiver.url() + "?token=in-the-address", "callback.key=" + KEY, "callback.retry-max=0");
    server.data().addUser("olga", "operator-password", Role.OPERATOR);
    server.data().addUser("vera", "viewer-password", Role.VIEWER);
    operator = ConsoleClient.of(server, "olga", "operator-password");
    viewer = ConsoleClient.of(server, "vera", "viewer-password");
  }

  @AfterAll
  static void close() throws Exception {
    if (server != null) {
      server.close();
    }
    receiver.close();
  }

  @BeforeEach
  void receiverWorks() {
    receiver.answer(200);
  }

  @Test
  void event_thatWasGivenUp_standsFirst_andArrivesWhenItIsSentAgain() {
    receiver.answer(503);
    long lost = enqueue("live/lost", "{\"event_type\":100,\"stream_param\":\"txSecret=0123abcd&txTime=5\"}");
    await("PARKED", lost);
    receiver.answer(200);
    long later = enqueue("live/later", "{\"event_type\":1}");
    await("DELIVERED", later);

    JsonNode first = viewer.call("console/DescribeCallbackEvents", "{}").path("Events").path(0);
    assertThat(first.path("Id").asLong()).isEqualTo(lost);
    assertThat(first.path("LastStatus").asInt()).isEqualTo(503);
    JsonNode whole = event(lost);
    assertThat(whole.path("Attempts")).hasSize(1);
    assertThat(whole.path("Request").asText()).contains("txSecret=…", "txTime=5").doesNotContain("0123abcd");

    assertThat(code(operator.call("console/ResendCallback", "{\"Id\":" + lost + "}"))).isEmpty();
    await("DELIVERED", lost);
    assertThat(event(lost).path("Attempts").findValuesAsText("Status")).containsExactly("503", "200");
    assertThat(code(operator.call("console/ResendCallback", "{\"Id\":987654321}"))).isEqualTo("ResourceNotFound.Event");
  }

  @Test
  void parked_ofOneEndpoint_areSentAgainTogether() {
    receiver.answer(500);
    long one = enqueue("live/one", "{\"event_type\":1}");
    long other = enqueue("live/other", "{\"event_type\":1}");
    await("PARKED", one);
    await("PARKED", other);
    receiver.answer(200);

    JsonNode parked = viewer.call("console/DescribeCallbackEndpoints", "{}").path("Parked");
    assertThat(parked).singleElement().satisfies(each -> assertThat(each.path("EventCount").asInt()).isEqualTo(2));
    long id = parked.path(0).path("EventId").asLong();
    assertThat(operator.call("console/ResendParkedCallbacks", "{\"Id\":" + id + "}").path("EventCount").asInt()).isEqualTo(2);
    await("DELIVERED", one);
    await("DELIVERED", other);
  }

  @Test
  void events_arePaged_andFoundByStateKindAndStream() {
    long one = enqueue("live/paged", "{\"event_type\":1}");
    long two = enqueue("live/paged", "{\"event_type\":1}");
    await("DELIVERED", two);

    String filter = "\"Stream\":\"live/paged\",\"Kind\":\"push began\",\"State\":\"DELIVERED\",\"PageSize\":1";
    JsonNode page = viewer.call("console/DescribeCallbackEvents", "{" + filter + ",\"PageNum\":2}");
    assertThat(page.path("TotalCount").asInt()).isEqualTo(2);
    assertThat(page.path("Events").findValuesAsText("Id")).containsExactly(Long.toString(one));
    assertThat(viewer.call("console/DescribeCallbackEvents", "{\"Stream\":\"live/pag\"}").path("TotalCount").asInt()).isZero();
    assertThat(code(viewer.call("console/DescribeCallbackEvents", "{\"State\":\"LOST\"}"))).startsWith("InvalidParameter");
  }

  @Test
  void test_ofTheConfiguredReceiver_isSigned_andTellsWhatCameOfIt() {
    int before = receiver.received().size();
    JsonNode taken = operator.call("console/TestCallback", "{\"Kind\":\"file recorded\"}");

    assertThat(taken.path("Delivered").asBoolean()).as(taken.toString()).isTrue();
    JsonNode sent = receiver.received().subList(before, receiver.received().size()).getFirst().json();
    assertThat(sent.path("event_type").asInt()).isEqualTo(100);
    assertThat(sent.path("stream_id").asText()).isEqualTo("livetape-test");
    assertThat(CallbackSignature.matches(sent.path("sign").asText(), KEY, sent.path("t").asLong())).isTrue();
    assertThat(taken.path("Request").asText()).doesNotContain("sign");
    assertThat(taken.toString()).doesNotContain("in-the-address");
    receiver.answer(418);
    JsonNode refused = operator.call("console/TestCallback", "{\"Kind\":\"push ended\"}");
    assertThat(refused.path("Delivered").asBoolean()).isFalse();
    assertThat(refused.path("Status").asInt()).isEqualTo(418);
  }

  @ParameterizedTest
  @ValueSource(strings = {"push began", "push ended", "file recorded", "recording status", "recording exception"})
  void test_ofATemplate_sendsEachKindThatItHas_signedWithItsKey(String kind) {
    String url = receiver.url() + "?kind=" + kind.replace(' ', '-');
    String field = switch (kind) {
      case "push began" -> "StreamBeginNotifyUrl";
      case "push ended" -> "StreamEndNotifyUrl";
      case "file recorded" -> "RecordNotifyUrl";
      case "recording status" -> "RecordStatusNotifyUrl";
      default -> "RecordExceptionNotifyUrl";
    };
    long template = operator.call("live/CreateLiveCallbackTemplate",
        "{\"TemplateName\":\"t\",\"CallbackKey\":\"template-key\",\"" + field + "\":\"" + url + "\"}").path("TemplateId").asLong();
    int before = receiver.received().size();

    JsonNode answer = operator.call("console/TestCallback", "{\"TemplateId\":" + template + ",\"Kind\":\"" + kind + "\"}");
    assertThat(answer.path("Delivered").asBoolean()).as(answer.toString()).isTrue();
    JsonNode sent = receiver.received().get(before).json();
    assertThat(CallbackSignature.matches(sent.path("sign").asText(), "template-key", sent.path("t").asLong())).isTrue();
    String missing = kind.equals("push began") ? "push ended" : "push began";
    assertThat(code(operator.call("console/TestCallback", "{\"TemplateId\":" + template + ",\"Kind\":\"" + missing + "\"}")))
        .isEqualTo("FailedOperation.NoReceiver");
    String endpoints = viewer.call("console/DescribeCallbackEndpoints", "{}").toString();
    assertThat(endpoints).contains("\"HasKey\":true").doesNotContain("template-key", KEY, "in-the-address", "?kind=");
  }

  @Test
  void test_ofTheReceiverOfFiles_sendsWhatItIsToldOf_signedWithItsKey() {
    try (LivetapeServer own = LivetapeServer.start("callback.retry-max=0"); ConsoleClient admin = ConsoleClient.ofAdmin(own)) {
      assertThat(admin.call("console/DescribeCallbackEndpoints", "{}").path("FileEvents").path("Address").asText()).isEmpty();
      assertThat(code(admin.call("console/TestCallback", "{\"Kind\":\"vod PullComplete\"}"))).as("events are pulled")
          .isEqualTo("FailedOperation.NoReceiver");
      admin.call("vod/ModifyEventConfig", "{\"Mode\":\"PUSH\",\"NotificationUrl\":\"" + receiver.url() + "?token=hidden\","
          + "\"UploadMediaCompleteEventSwitch\":\"ON\",\"DeleteMediaCompleteEventSwitch\":\"ON\",\"SignKey\":\"fileKey\"}");
      JsonNode told = admin.call("console/DescribeCallbackEndpoints", "{}").path("FileEvents");
      assertThat(told.path("HasKey").asBoolean()).isTrue();
      assertThat(told.toString()).doesNotContain("hidden", "fileKey");
      assertThat(told.path("Kinds")).hasSize(5).allSatisfy(kind -> assertTested(admin, kind.asText()));

      admin.call("vod/ModifyEventConfig", "{\"DeleteMediaCompleteEventSwitch\":\"OFF\"}");
      assertThat(code(admin.call("console/TestCallback", "{\"Kind\":\"vod FileDeleted\"}"))).isEqualTo("FailedOperation.NoReceiver");
    }
  }

  private static void assertTested(ConsoleClient admin, String kind) {
    int before = receiver.received().size();
    JsonNode answer = admin.call("console/TestCallback", "{\"Kind\":\"" + kind + "\"}");
    assertThat(answer.path("Delivered").asBoolean()).as(answer.toString()).isTrue();
    JsonNode sent = receiver.received().get(before).json();
    assertThat("vod " + sent.path("EventType").asText()).isEqualTo(kind);
    assertThat(sent.has("EventHandle")).isFalse();
    assertThat(CallbackSignature.matches(sent.path("Sign").asText(), "fileKey", sent.path("T").asLong())).isTrue();
    assertThat(answer.path("Request").asText()).doesNotContain("Sign", "hidden");
  }

  @Test
  void test_cannotReachForbiddenAddresses() {
    int port = Ports.free();
    for (String url : new String[] {CLOUD_METADATA, "http://127.0.0.1:" + port + "/console/api/console/DeleteUser"}) {
      try (LivetapeServer own = LivetapeServer.start("http.port=" + port, "callback.url=" + url);
          ConsoleClient admin = ConsoleClient.ofAdmin(own)) {
        JsonNode answer = admin.call("console/TestCallback", "{\"Kind\":\"push began\"}");
        assertThat(answer.path("Delivered").asBoolean()).isFalse();
        assertThat(answer.path("Status").asInt()).isZero();
        assertThat(answer.path("Error").asText()).as(answer.toString()).startsWith("address refused: ");
        assertThat(code(admin.call("live/CreateLiveCallbackTemplate", "{\"TemplateName\":\"t\",\"RecordNotifyUrl\":\"" + url + "\"}")))
            .isEqualTo("InvalidParameter.UrlNotSafe");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TestCallback", "ResendCallback", "ResendParkedCallbacks"})
  void viewer_changesNothing(String action) {
    assertThat(code(viewer.call("console/" + action, "{\"Id\":1,\"Kind\":\"push began\"}"))).isEqualTo("UnauthorizedOperation");
  }

  private static long enqueue(String stream, String body) {
    return server.data().enqueue(new OutboxEvent(receiver.url() + "?own", "configured", stream, "push began", "", body));
  }

  private static void await(String state, long id) {
    Awaitility.await("event " + id + " is " + state).atMost(LivetapeServer.PATIENCE)
        .until(() -> event(id).path("Event").path("State").asText().equals(state));
  }

  private static JsonNode event(long id) {
    return viewer.call("console/DescribeCallbackEvent", "{\"Id\":" + id + "}");
  }

  private static String code(JsonNode response) {
    return response.path("Error").path("Code").asText();
  }
}
