package io.livetape.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console's pages Recording and Timeline ask for. */
class RecordingCallsTest {
  @AutoClose
  private static LivetapeServer server;
  private static ConsoleClient client;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("recording.formats=hls", "recording.continuation=30", "recording.storage-time=3600",
        "recording.time-zone=Europe/Berlin");
    client = ConsoleClient.ofAdmin(server);
  }

  @Test
  void plan_isOfTheMostParticularRule_elseOfTheConfiguration() {
    long all = template("all", "\"Mp4Param\":{\"Enable\":1,\"RecordInterval\":600}");
    long none = template("none", "\"Mp4Param\":{\"Enable\":0}");
    rule(all, "push.test", "", "");
    rule(none, "push.test", "", "secret");

    JsonNode configured = plan("other.test", "show");
    assertThat(configured.path("Rule").isNull()).as(configured.toString()).isTrue();
    assertThat(configured.path("Formats").findValuesAsText("Format")).containsExactly("hls");
    assertThat(configured.path("Formats").path(0).path("ContinuationSeconds").asInt()).isEqualTo(30);
    assertThat(configured.path("Formats").path(0).path("StorageSeconds").asInt()).isEqualTo(3600);

    JsonNode ruled = plan("Push.Test", "show");
    assertThat(ruled.path("Rule").path("TemplateName").asText()).isEqualTo("all");
    assertThat(ruled.path("Formats").findValuesAsText("Format")).containsExactly("mp4");
    assertThat(ruled.path("Formats").path(0).path("IntervalSeconds").asInt()).isEqualTo(600);

    JsonNode exempt = plan("push.test", "secret");
    assertThat(exempt.path("Rule").path("StreamName").asText()).isEqualTo("secret");
    assertThat(exempt.path("Formats")).isEmpty();
  }

  @Test
  void defaults_areThoseOfTheConfiguration() {
    JsonNode defaults = client.call("console/DescribeRecordingDefaults", "{}");

    assertThat(defaults.path("Formats").findValuesAsText("Format")).containsExactly("hls");
    assertThat(defaults.path("Usual").path("StorageSeconds").asInt()).isEqualTo(3600);
  }

  @Test
  void day_isOneOfTheServersTimeZone_alsoWhereItIsShorter() {
    JsonNode day = client.call("console/DescribeTimeline", "{\"AppName\":\"live\",\"StreamName\":\"show\",\"Day\":\"2026-03-29\"}");

    assertThat(day.path("To").asLong() - day.path("From").asLong()).as(day.toString()).isEqualTo(23 * 3_600_000L);
    assertThat(day.path("LiveSpans")).isEmpty();
    assertThat(day.path("Live").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "{\"AppName\":\"live\",\"StreamName\":\"show\",\"Day\":\"2026-02-30\"}", "{\"AppName\":\"live\",\"StreamName\":\"show\",\"Day\":\"x\"}",
    "{\"AppName\":\"live\",\"StreamName\":\"show\",\"Day\":\"9999-12-31\"}", "{\"AppName\":\"live\",\"StreamName\":\"show\",\"Day\":\"-0001-01-01\"}",
    "{\"AppName\":\"<b>\",\"StreamName\":\"show\"}", "{\"AppName\":\"live\",\"StreamName\":\"..\"}", "{\"AppName\":\"\",\"StreamName\":\"show\"}"})
  void day_ofNoStreamOrNoDate_isRefused(String parameters) {
    assertThat(client.call("console/DescribeTimeline", parameters).path("Error").path("Code").asText()).startsWith("InvalidParameterValue.");
  }

  private static JsonNode plan(String domain, String stream) {
    return client.call("console/DescribeRecordingPlan",
        "{\"DomainName\":\"" + domain + "\",\"AppName\":\"live\",\"StreamName\":\"" + stream + "\"}");
  }

  private static long template(String name, String parts) {
    return client.call("live/CreateLiveRecordTemplate", "{\"TemplateName\":\"" + name + "\"," + parts + "}").path("TemplateId").asLong();
  }

  private static void rule(long template, String domain, String app, String stream) {
    JsonNode made = client.call("live/CreateLiveRecordRule", "{\"DomainName\":\"" + domain + "\",\"AppName\":\"" + app + "\",\"StreamName\":\""
        + stream + "\",\"TemplateId\":" + template + "}");
    assertThat(made.path("Error").isMissingNode()).as(made.toString()).isTrue();
  }
}
