package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.live.v20180801.LiveClient;
import com.tencentcloudapi.live.v20180801.models.AddLiveDomainRequest;
import com.tencentcloudapi.live.v20180801.models.CreateLiveCallbackRuleRequest;
import com.tencentcloudapi.live.v20180801.models.CreateLiveCallbackTemplateRequest;
import com.tencentcloudapi.live.v20180801.models.CreateLiveRecordRequest;
import com.tencentcloudapi.live.v20180801.models.CreateLiveRecordRuleRequest;
import com.tencentcloudapi.live.v20180801.models.CreateLiveRecordTemplateRequest;
import com.tencentcloudapi.live.v20180801.models.CreateRecordTaskRequest;
import com.tencentcloudapi.live.v20180801.models.RecordParam;
import io.livetape.api.live.LiveProduct;
import io.livetape.app.LivetapeServer;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action, by the SDK's own classes, in every way of signing and sending; each must answer with success. */
class LiveActionsTest {
  private static final String PACKAGE = "com.tencentcloudapi.live.v20180801.models.";
  private static final String DOMAIN = "push.example.test";

  private LivetapeServer server;
  private LiveClient client;
  private final Set<String> called = new TreeSet<>();

  @BeforeEach
  void start() {
    server = LivetapeServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void actions_allOfThem_answerTheSdk(Sdk.Way way) throws Exception {
    client = Sdk.live("127.0.0.1:" + server.httpPort(), server.apiKey(), way);
    templatesAndRules();
    callbacks();
    tasks();
    streams();
    domainsAndKeys();

    assertThat(called).containsExactlyElementsOf(new TreeSet<>(LiveProduct.of(new LiveProduct.Parts(
        null, null, null, null, null, null, null, null, "", InstantSource.system())).actions().stream()
        .map(action -> action.name()).toList()));
  }

  static List<Sdk.Way> ways() {
    return Sdk.Way.all();
  }

  private void templatesAndRules() throws Exception {
    RecordParam on = new RecordParam();
    on.setEnable(1L);
    CreateLiveRecordTemplateRequest template = new CreateLiveRecordTemplateRequest();
    template.setTemplateName("lesson");
    template.setHlsParam(on);
    long id = (Long) value(call("CreateLiveRecordTemplate", template), "TemplateId");
    call("ModifyLiveRecordTemplate", Map.of("TemplateId", id, "Description", "changed"));
    AbstractModel described = call("DescribeLiveRecordTemplate", Map.of("TemplateId", id));
    assertThat(value((AbstractModel) value(described, "Template"), "Description")).isEqualTo("changed");
    CreateLiveRecordRuleRequest rule = new CreateLiveRecordRuleRequest();
    rule.setDomainName(DOMAIN);
    rule.setTemplateId(id);
    rule.setAppName("live");
    call("CreateLiveRecordRule", rule);
    assertThat((Object[]) value(call("DescribeLiveRecordTemplates", Map.of()), "Templates")).hasSize(1);
    assertThat((Object[]) value(call("DescribeLiveRecordRules", Map.of()), "Rules")).hasSize(1);
    call("DeleteLiveRecordRule", Map.of("DomainName", DOMAIN, "AppName", "live", "StreamName", ""));
    call("DeleteLiveRecordTemplate", Map.of("TemplateId", id));
    assertThat((Object[]) value(call("DescribeLiveRecordRules", Map.of()), "Rules")).isEmpty();
  }

  private void callbacks() throws Exception {
    CreateLiveCallbackTemplateRequest template = new CreateLiveCallbackTemplateRequest();
    template.setTemplateName("events 录制");
    template.setRecordNotifyUrl("http://127.0.0.1:9/events?a=b&c=d");
    template.setCallbackKey("key");
    template.setRecordExceptionLevels(new String[] {"error", "warning"});
    long id = (Long) value(call("CreateLiveCallbackTemplate", template), "TemplateId");
    call("ModifyLiveCallbackTemplate", Map.of("TemplateId", id, "CallbackKey", "other"));
    AbstractModel described = (AbstractModel) value(call("DescribeLiveCallbackTemplate", Map.of("TemplateId", id)), "Template");
    assertThat(value(described, "CallbackKey")).isEqualTo("other");
    assertThat(value(described, "RecordNotifyUrl")).isEqualTo("http://127.0.0.1:9/events?a=b&c=d");
    assertThat((String[]) value(described, "RecordExceptionLevels")).containsExactly("error", "warning");
    assertThat((Object[]) value(call("DescribeLiveCallbackTemplates", Map.of()), "Templates")).hasSize(1);
    CreateLiveCallbackRuleRequest rule = new CreateLiveCallbackRuleRequest();
    rule.setDomainName(DOMAIN);
    rule.setAppName("live");
    rule.setTemplateId(id);
    call("CreateLiveCallbackRule", rule);
    assertThat((Object[]) value(call("DescribeLiveCallbackRules", Map.of()), "Rules")).hasSize(1);
    call("DeleteLiveCallbackRule", Map.of("DomainName", DOMAIN, "AppName", "live"));
    call("DeleteLiveCallbackTemplate", Map.of("TemplateId", id));
  }

  private void tasks() throws Exception {
    CreateRecordTaskRequest task = new CreateRecordTaskRequest();
    task.setStreamName("show");
    task.setAppName("live");
    task.setDomainName(DOMAIN);
    task.setEndTime(Instant.now().getEpochSecond() + 60);
    String id = (String) value(call("CreateRecordTask", task), "TaskId");
    AbstractModel found = call("DescribeRecordTask", Map.of("StartTime", Instant.now().getEpochSecond() - 60, "EndTime",
        Instant.now().getEpochSecond() + 60));
    assertThat(value((AbstractModel) ((Object[]) value(found, "TaskList"))[0], "TaskId")).isEqualTo(id);
    call("StopRecordTask", Map.of("TaskId", id));
    call("DeleteRecordTask", Map.of("TaskId", id));
    CreateLiveRecordRequest older = new CreateLiveRecordRequest();
    older.setStreamName("show");
    older.setStartTime(beijing(60).replace(" ", "+").replace(":", "%3a"));
    older.setEndTime(beijing(120));
    older.setFileFormat("mp4");
    long olderId = (Long) value(call("CreateLiveRecord", older), "TaskId");
    call("StopLiveRecord", Map.of("StreamName", "show", "TaskId", olderId));
    call("DeleteLiveRecord", Map.of("StreamName", "show", "TaskId", olderId));
  }

  private void streams() throws Exception {
    Map<String, Object> show = Map.of("AppName", "live", "DomainName", DOMAIN, "StreamName", "show");
    call("ForbidLiveStream", show);
    assertThat(value(call("DescribeLiveStreamState", show), "StreamState")).isEqualTo("forbid");
    call("ResumeLiveStream", show);
    assertThat(value(call("DescribeLiveStreamState", show), "StreamState")).isEqualTo("inactive");
    call("DropLiveStream", show);
    assertThat(value(call("DescribeLiveStreamOnlineList", Map.of("PageSize", 20L)), "TotalNum")).isEqualTo(0L);
    assertThat(value(call("DescribeLiveStreamPushInfoList", Map.of()), "TotalNum")).isEqualTo(0L);
    Map<String, Object> window = Map.of("DomainName", DOMAIN, "StartTime", Instant.now().minusSeconds(60).toString(), "EndTime",
        Instant.now().toString());
    assertThat((Object[]) value(call("DescribeLiveStreamPublishedList", window), "PublishInfo")).isEmpty();
    assertThat((Object[]) value(call("DescribeLiveStreamEventList", window), "EventList")).isEmpty();
  }

  private void domainsAndKeys() throws Exception {
    AddLiveDomainRequest push = new AddLiveDomainRequest();
    push.setDomainName(DOMAIN);
    push.setDomainType(0L);
    call("AddLiveDomain", push);
    call("AddLiveDomain", Map.of("DomainName", "play.example.test", "DomainType", 1L));
    assertThat(value(call("DescribeLiveDomains", Map.of()), "AllCount")).isEqualTo(2L);
    AbstractModel domain = (AbstractModel) value(call("DescribeLiveDomain", Map.of("DomainName", DOMAIN)), "DomainInfo");
    assertThat(value(domain, "Name")).isEqualTo(DOMAIN);
    call("ModifyLivePushAuthKey", Map.of("DomainName", DOMAIN, "MasterAuthKey", "m1", "BackupAuthKey", "b1", "AuthDelta", 60L));
    AbstractModel pushKeys = (AbstractModel) value(call("DescribeLivePushAuthKey", Map.of("DomainName", DOMAIN)), "PushAuthKeyInfo");
    assertThat(value(pushKeys, "MasterAuthKey")).isEqualTo("m1");
    assertThat(value(pushKeys, "AuthDelta")).isEqualTo(60L);
    call("ModifyLivePlayAuthKey", Map.of("DomainName", "play.example.test", "Enable", 1L, "AuthKey", "p1"));
    AbstractModel playKeys = (AbstractModel) value(
        call("DescribeLivePlayAuthKey", Map.of("DomainName", "play.example.test")), "PlayAuthKeyInfo");
    assertThat(value(playKeys, "AuthKey")).isEqualTo("p1");
    assertThat(value(playKeys, "Enable")).isEqualTo(1L);
    call("DeleteLiveDomain", Map.of("DomainName", DOMAIN, "DomainType", 0L));
  }

  private static String beijing(long seconds) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").format(Instant.now().plusSeconds(seconds).atOffset(ZoneOffset.ofHours(8)));
  }

  /** Calls an action with these fields of its request set. */
  private AbstractModel call(String action, Map<String, Object> fields) throws Exception {
    AbstractModel request = (AbstractModel) Class.forName(PACKAGE + action + "Request").getDeclaredConstructor().newInstance();
    for (Map.Entry<String, Object> field : new LinkedHashMap<>(fields).entrySet()) {
      request.getClass().getMethod("set" + field.getKey(), field.getValue().getClass()).invoke(request, field.getValue());
    }
    return call(action, request);
  }

  private AbstractModel call(String action, AbstractModel request) throws Exception {
    called.add(action);
    try {
      return (AbstractModel) LiveClient.class.getMethod(action, request.getClass()).invoke(client, request);
    } catch (InvocationTargetException e) {
      throw new AssertionError(action + ": " + e.getCause(), e.getCause());
    }
  }

  private static Object value(AbstractModel model, String name) throws Exception {
    Field field = model.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(model);
  }
}
