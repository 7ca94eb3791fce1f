package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import io.livetape.app.LivetapeServer;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each action says to ids of things that there are not: an error that names the parameter, or what is documented instead. */
class UnknownIdTest {
  /** Parameters that say which thing is meant; a part of the account needs not have been made. */
  private static final Pattern ID = Pattern.compile("(Template|Task|File|Class|Parent)Ids?|EventHandles");

  private static LivetapeServer server;
  private static Calls live;
  private static Calls vod;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("api.rate-limit=1000");
    Credential key = server.apiKey();
    live = new Calls("127.0.0.1:" + server.httpPort(), key, "2018-08-01");
    vod = new Calls("127.0.0.1:" + server.httpPort(), key, "2018-07-17");
    server.data().add(ShelvedFile.of("1", "first").file());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  /** Action, parameters, code, what the message names. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "live.ModifyLiveRecordTemplate; {'TemplateId':9,'Description':'x'}; FailedOperation.NotFound; TemplateId",
    "live.DeleteLiveRecordTemplate; {'TemplateId':9}; FailedOperation.NotFound; TemplateId",
    "live.DescribeLiveRecordTemplate; {'TemplateId':-9223372036854775808}; FailedOperation.NotFound; TemplateId",
    "live.CreateLiveRecordRule; {'DomainName':'a.test','TemplateId':9}; InvalidParameter.ConfNotFound; TemplateId",
    "live.StopRecordTask; {'TaskId':'9'}; InvalidParameter; TaskId",
    "live.DeleteRecordTask; {'TaskId':'999999999999999'}; InvalidParameter; TaskId",
    "live.StopLiveRecord; {'StreamName':'s','TaskId':9}; ResourceNotFound.TaskId; TaskId",
    "live.DeleteLiveRecord; {'StreamName':'s','TaskId':-9}; ResourceNotFound.TaskId; TaskId",
    "live.ModifyLiveCallbackTemplate; {'TemplateId':9,'CallbackKey':'k'}; FailedOperation.NotFound; TemplateId",
    "live.DeleteLiveCallbackTemplate; {'TemplateId':9}; FailedOperation.NotFound; TemplateId",
    "live.DescribeLiveCallbackTemplate; {'TemplateId':0}; FailedOperation.NotFound; TemplateId",
    "live.CreateLiveCallbackRule; {'DomainName':'a.test','AppName':'live','TemplateId':9}; InvalidParameter.ConfNotFound; TemplateId",
    "vod.ModifyMediaInfo; {'FileId':'17','Name':'x'}; ResourceNotFound.FileNotExist; FileId",
    "vod.ModifyMediaInfo; {'FileId':'1','Name':'x','ClassId':9}; InvalidParameterValue.ClassId; ClassId",
    "vod.DeleteMedia; {'FileId':'17'}; ResourceNotFound; FileId",
    "vod.DeleteMedia; {'FileId':'1','SubAppId':7}; ResourceNotFound; FileId",
    "vod.DeleteMedia; {'FileId':'../1'}; ResourceNotFound; FileId",
    "vod.CreateClass; {'ParentId':9,'ClassName':'x'}; FailedOperation.ParentIdNoFound; ParentId",
    "vod.ModifyClass; {'ClassId':9,'ClassName':'x'}; FailedOperation.ClassNoFound; ClassId",
    "vod.DeleteClass; {'ClassId':9}; FailedOperation.ClassNoFound; ClassId",
    "vod.EditMedia; {'InputType':'File','FileInfos':[{'FileId':'1'},{'FileId':'17'}]}; ResourceNotFound; FileInfos",
    "vod.EditMedia; {'InputType':'File','FileInfos':[{'FileId':'1'}],'OutputConfig':{'ClassId':9}}; InvalidParameterValue.ClassId; ClassId",
    "vod.PullUpload; {'MediaUrl':'http://127.0.0.1:9/','ClassId':9}; InvalidParameterValue.ClassId; ClassId",
    "vod.DescribeTaskDetail; {'TaskId':'1250000001-EditMedia-17'}; ResourceNotFound; TaskId",
    "vod.ManageTask; {'TaskId':'17','OperationType':'Abort'}; ResourceNotFound; TaskId",
    "vod.ModifySubAppIdInfo; {'SubAppId':17,'Name':'x'}; InvalidParameterValue.SubAppId; SubAppId",
    "vod.ModifySubAppIdStatus; {'SubAppId':17,'Status':'Off'}; InvalidParameterValue.SubAppId; SubAppId"
  })
  void call_withAnUnknownId_isRefusedByNameAndChangesNothing(String action, String parameters, String code, String named) {
    Map<String, String> before = server.data().content();

    TencentCloudSDKException error = calls(action).failure(name(action), json(parameters));

    assertThat(error.getErrorCode()).as(error.getMessage()).isEqualTo(code);
    assertThat(error.getMessage()).contains(named);
    assertThat(server.data().content()).isEqualTo(before);
  }

  /** Action, parameters, what the answer has, by its path. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "vod.SearchMedia; {'FileIds':['17']}; TotalCount; 0",
    "vod.SearchMedia; {'ClassIds':[9]}; TotalCount; 0",
    "vod.DescribeMediaInfos; {'FileIds':['17','1']}; NotExistFileIdSet; [\"17\"]",
    "vod.ForbidMediaDistribution; {'FileIds':['17','x'],'Operation':'forbid'}; NotExistFileIdSet; [\"17\",\"x\"]",
    "vod.ForbidMediaDistribution; {'FileIds':['1'],'Operation':'forbid','SubAppId':7}; NotExistFileIdSet; [\"1\"]",
    "vod.DescribeTasks; {'FileId':'17'}; TaskSet; []",
    "vod.ConfirmEvents; {'EventHandles':['17']}; Error; ''"
  })
  void call_withAnUnknownId_isAnsweredThatThereIsNone(String action, String parameters, String field, String value) {
    Map<String, String> before = server.data().content();

    assertThat(calls(action).call(name(action), json(parameters)).path(field).toString()).isEqualTo(value);

    assertThat(server.data().content()).isEqualTo(before);
  }

  /** Recording must not fail over an id: it is done without the template, the class (contract 3.3). */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "live.CreateRecordTask; {'StreamName':'s','DomainName':'a.test','AppName':'live','EndTime':NOW,'TemplateId':9}; TaskId",
    "live.CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'Enable':1,'ClassId':9,'VodSubAppId':17}}; TemplateId"
  })
  void call_ofARecording_isTakenWithAnUnknownId(String action, String parameters, String field) {
    String now = Long.toString(System.currentTimeMillis() / 1000 + 60);

    assertThat(calls(action).call(name(action), json(parameters.replace("NOW", now))).path(field).asText()).isNotEmpty();
  }

  @Test
  void rows_areThereForEveryActionThatTakesAnId() {
    Set<String> tried = new TreeSet<>();
    for (Method method : UnknownIdTest.class.getDeclaredMethods()) {
      if (method.isAnnotationPresent(CsvSource.class)) {
        Arrays.stream(method.getAnnotation(CsvSource.class).value()).forEach(row -> tried.add(row.split(";")[0]));
      }
    }
    assertThat(tried).containsAll(takingIds());
  }

  private static Set<String> takingIds() {
    JsonNode document = KnownActions.document(server);
    Set<String> found = new TreeSet<>();
    for (JsonNode path : document.path("paths")) {
      List<WrongInput> parameters = WrongInputs.of(document, path);
      if (parameters.stream().anyMatch(input -> ID.matcher(input.named().substring(input.named().lastIndexOf('.') + 1)).matches())) {
        found.add(path.at("/post/operationId").asText());
      }
    }
    return found;
  }

  private static Calls calls(String action) {
    return action.startsWith("live.") ? live : vod;
  }

  private static String name(String action) {
    return action.substring(action.indexOf('.') + 1);
  }
}
