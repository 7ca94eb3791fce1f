package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import io.livetape.app.LivetapeServer;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Input to the product "live" that only its actions can find wrong is answered with the documented code, and a message that names the
 * parameter. What is wrong about a parameter by itself is in {@link EveryBadInputTest}.
 */
class BadInputTest {
  private static LivetapeServer server;
  private static Calls calls;
  private static long recordTemplate;
  private static long callbackTemplate;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("api.rate-limit=1000");
    calls = new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-08-01");
    recordTemplate = calls.call("CreateLiveRecordTemplate", json("{'TemplateName':'t','Mp4Param':{'Enable':1}}"))
        .path("TemplateId").asLong();
    calls.call("CreateLiveRecordRule", json("{'DomainName':'used.test','TemplateId':" + recordTemplate + "}"));
    callbackTemplate = calls.call("CreateLiveCallbackTemplate", json("{'TemplateName':'t','RecordNotifyUrl':'http://127.0.0.1/'}"))
        .path("TemplateId").asLong();
    calls.call("CreateLiveCallbackRule", json("{'DomainName':'used.test','AppName':'','TemplateId':" + callbackTemplate + "}"));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  /** RT and CT are the ids of the templates that are there; +n and -n are unix times from now. Last what the message must name. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "CreateLiveRecordTemplate; {}; MissingParameter; TemplateName",
    "CreateLiveRecordTemplate; {'TemplateName':''}; InvalidParameterValue; TemplateName",
    "CreateLiveRecordTemplate; {'TemplateName':'two words'}; InvalidParameterValue; TemplateName",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Nonsense':1}; UnknownParameter; Nonsense",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'Enable':2}}; InvalidParameterValue; Mp4Param.Enable",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'Enable':'1'}}; InvalidParameter; Mp4Param.Enable",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'RecordInterval':59}}; InvalidParameterValue; Mp4Param.RecordInterval",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'RecordInterval':43201}}; InvalidParameterValue; Mp4Param.RecordInterval",
    "CreateLiveRecordTemplate; {'TemplateName':'t','AacParam':{'RecordInterval':7201}}; InvalidParameterValue; AacParam.RecordInterval",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'StorageTime':129600001}}; InvalidParameterValue; Mp4Param.StorageTime",
    "CreateLiveRecordTemplate; {'TemplateName':'t','HlsSpecialParam':{'FlowContinueDuration':1801}}; InvalidParameterValue; "
        + "HlsSpecialParam.FlowContinueDuration",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'VodFileName':'{Nothing}'}}; InvalidParameter.InvalidVodFileName; "
        + "VodFileName",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'VodFileName':'../{StreamID}'}}; InvalidParameter.InvalidVodFileName; "
        + "VodFileName",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'StorageMode':'hot'}}; InvalidParameterValue; Mp4Param.StorageMode",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'CosBucketPath':'no/slash'}}; InvalidParameter; CosBucketPath",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp3Param':{'Enable':1}}; UnsupportedOperation; Mp3Param",
    "ModifyLiveRecordTemplate; {'TemplateId':9}; FailedOperation.NotFound; TemplateId",
    "ModifyLiveRecordTemplate; {'TemplateId':RT,'CosStore':1}; UnknownParameter; CosStore",
    "ModifyLiveRecordTemplate; {'TemplateId':RT,'FlvParam':{'RecordInterval':1}}; InvalidParameterValue; FlvParam.RecordInterval",
    "DeleteLiveRecordTemplate; {'TemplateId':9}; FailedOperation.NotFound; TemplateId",
    "DeleteLiveRecordTemplate; {'TemplateId':RT}; FailedOperation.ConfInUsed; TemplateId",
    "DescribeLiveRecordTemplate; {'TemplateId':9}; FailedOperation.NotFound; TemplateId",
    "DescribeLiveRecordTemplate; {'TemplateId':'RT'}; InvalidParameter; TemplateId",
    "DescribeLiveRecordTemplate; {}; MissingParameter; TemplateId",

    "CreateLiveRecordRule; {'TemplateId':RT}; MissingParameter; DomainName",
    "CreateLiveRecordRule; {'DomainName':'a.test','TemplateId':9}; InvalidParameter.ConfNotFound; TemplateId",
    "CreateLiveRecordRule; {'DomainName':'used.test','TemplateId':RT}; FailedOperation.RuleAlreadyExist; The rule already exists",
    "CreateLiveRecordRule; {'DomainName':'USED.test','TemplateId':RT,'AppName':''}; FailedOperation.RuleAlreadyExist; "
        + "The rule already exists",
    "CreateLiveRecordRule; {'DomainName':'http://a.test','TemplateId':RT}; InvalidParameter.DomainFormatError; DomainName",
    "CreateLiveRecordRule; {'DomainName':'a.test:1935','TemplateId':RT}; InvalidParameter.DomainFormatError; DomainName",
    "CreateLiveRecordRule; {'DomainName':'','TemplateId':RT}; InvalidParameter.DomainFormatError; DomainName",
    "DeleteLiveRecordRule; {'DomainName':'used.test','AppName':'live'}; FailedOperation.NotFound; DomainName",
    "DeleteLiveRecordRule; {'AppName':'live'}; MissingParameter; DomainName",

    "CreateRecordTask; {'StreamName':'s','DomainName':'a.test','EndTime':+60}; MissingParameter; AppName",
    "CreateRecordTask; {'StreamName':'s','DomainName':'a.test','AppName':'live'}; MissingParameter; EndTime",
    "CreateRecordTask; {'StreamName':'s','DomainName':'a.test','AppName':'live','EndTime':-1}; InvalidParameter; EndTime",
    "CreateRecordTask; {'StreamName':'s','DomainName':'a.test','AppName':'live','StartTime':+90,'EndTime':+60}; InvalidParameter; EndTime",
    "CreateRecordTask; {'StreamName':'s','DomainName':'a.test','AppName':'live','EndTime':+86500}; InvalidParameter; EndTime",
    "CreateRecordTask; {'StreamName':'s','DomainName':'a.test','AppName':'live','StartTime':+604790,'EndTime':+604900}; InvalidParameter; "
        + "EndTime",
    "CreateRecordTask; {'StreamName':'a/b','DomainName':'a.test','AppName':'live','EndTime':+60}; InvalidParameter; StreamName",
    "CreateRecordTask; {'StreamName':'s','DomainName':'a test','AppName':'live','EndTime':+60}; InvalidParameter.DomainFormatError; "
        + "DomainName",
    "CreateRecordTask; {'StreamName':'s','DomainName':'a.test','AppName':'live','EndTime':+60,'StreamType':2}; InvalidParameterValue; "
        + "StreamType",
    "StopRecordTask; {'TaskId':'9'}; InvalidParameter; TaskId",
    "StopRecordTask; {'TaskId':'x'}; InvalidParameter; TaskId",
    "DeleteRecordTask; {'TaskId':'9'}; InvalidParameter; TaskId",
    "DescribeRecordTask; {'StartTime':-60}; MissingParameter; EndTime",
    "DescribeRecordTask; {'StartTime':-60,'EndTime':+604800}; InvalidParameter; EndTime",
    "DescribeRecordTask; {'StartTime':-60,'EndTime':+60,'ScrollToken':'next'}; InvalidParameter; ScrollToken",
    "DescribeRecordTask; {'StartTime':-7777000,'EndTime':-7776100}; InvalidParameter; StartTime",

    "CreateLiveRecord; {'StreamName':'s','StartTime':'2016-12-10 00:00:00','EndTime':'2016-12-10 01:00:00'}; InvalidParameter; EndTime",
    "CreateLiveRecord; {'StreamName':'s','StartTime':'soon','EndTime':'2099-12-10 01:00:00'}; InvalidParameter; StartTime",
    "CreateLiveRecord; {'StreamName':'s','StartTime':'2099-12-10 00:00:00','EndTime':'2099-12-12 01:00:00'}; InvalidParameter; EndTime",
    "CreateLiveRecord; {'StreamName':'s','StartTime':'2099-12-10 00:00:00','EndTime':'2099-12-10 01:00:00','FileFormat':'mp3'}; "
        + "InvalidParameter; FileFormat",
    "CreateLiveRecord; {'StreamName':'s','Highlight':1}; ResourceUnavailable.StreamNotExist; StreamName",
    "CreateLiveRecord; {'StreamName':'s','RecordType':'both'}; InvalidParameterValue; RecordType",
    "CreateLiveRecord; {'StreamName':'s','StartTime':'2099-12-10 00:00:00','EndTime':'2099-12-10 01:00:00','StreamParam':"
        + "'storage_time%3Dlong'}; InvalidParameter; storage_time",
    "StopLiveRecord; {'StreamName':'s','TaskId':9}; ResourceNotFound.TaskId; TaskId",
    "DeleteLiveRecord; {'StreamName':'s','TaskId':9}; ResourceNotFound.TaskId; TaskId",

    "CreateLiveCallbackTemplate; {'TemplateName':'t'}; InvalidParameter; RecordNotifyUrl",
    "CreateLiveCallbackTemplate; {'RecordNotifyUrl':'http://127.0.0.1/'}; MissingParameter; TemplateName",
    "CreateLiveCallbackTemplate; {'TemplateName':'t','RecordNotifyUrl':'ftp://127.0.0.1/'}; InvalidParameter.UrlNotSafe; RecordNotifyUrl",
    "CreateLiveCallbackTemplate; {'TemplateName':'t','RecordNotifyUrl':'events'}; InvalidParameter.UrlNotSafe; RecordNotifyUrl",
    "CreateLiveCallbackTemplate; {'TemplateName':'t','RecordNotifyUrl':'http://a b/'}; InvalidParameter.UrlNotSafe; RecordNotifyUrl",
    "CreateLiveCallbackTemplate; {'TemplateName':'t','RecordNotifyUrl':'http://169.254.169.254/latest'}; InvalidParameter.UrlNotSafe; "
        + "RecordNotifyUrl",
    "CreateLiveCallbackTemplate; {'TemplateName':'t','RecordExceptionLevels':['fatal'],'RecordNotifyUrl':'http://a/'}; "
        + "InvalidParameterValue; RecordExceptionLevels",
    "ModifyLiveCallbackTemplate; {'TemplateId':9}; FailedOperation.NotFound; TemplateId",
    "ModifyLiveCallbackTemplate; {'TemplateId':CT,'RecordNotifyUrl':''}; InvalidParameter; RecordNotifyUrl",
    "ModifyLiveCallbackTemplate; {'TemplateId':CT,'SnapshotNotifyUrl':'ftp://a/'}; InvalidParameter.UrlNotSafe; SnapshotNotifyUrl",
    "DeleteLiveCallbackTemplate; {'TemplateId':CT}; FailedOperation.ConfInUsed; TemplateId",
    "DeleteLiveCallbackTemplate; {'TemplateId':9}; FailedOperation.NotFound; TemplateId",
    "DescribeLiveCallbackTemplate; {'TemplateId':9}; FailedOperation.NotFound; TemplateId",
    "CreateLiveCallbackRule; {'DomainName':'a.test','TemplateId':CT}; MissingParameter; AppName",
    "CreateLiveCallbackRule; {'DomainName':'a.test','AppName':'live','TemplateId':9}; InvalidParameter.ConfNotFound; TemplateId",
    "CreateLiveCallbackRule; {'DomainName':'used.test','AppName':'','TemplateId':CT}; FailedOperation.RuleAlreadyExist; "
        + "The rule already exists",
    "DeleteLiveCallbackRule; {'DomainName':'used.test','AppName':'live'}; FailedOperation.NotFound; DomainName",

    "DescribeLiveStreamState; {'AppName':'live','DomainName':'a.test'}; MissingParameter; StreamName",
    "DropLiveStream; {'AppName':'live','DomainName':'a.test','StreamName':'a/b'}; InvalidParameter; StreamName",
    "ForbidLiveStream; {'AppName':'live','DomainName':'a.test','StreamName':'s','ResumeTime':'2018-06-29T19:00:00Z'}; InvalidParameter; "
        + "ResumeTime",
    "ForbidLiveStream; {'AppName':'live','DomainName':'a.test','StreamName':'s','ResumeTime':'2999-06-29T19:00:00Z'}; InvalidParameter; "
        + "ResumeTime",
    "ForbidLiveStream; {'AppName':'live','DomainName':'a.test','StreamName':'s','ResumeTime':'tomorrow'}; InvalidParameter; ResumeTime",
    "DescribeLiveStreamOnlineList; {'DomainName':'a b'}; InvalidParameter.DomainFormatError; DomainName",
    "DescribeLiveStreamPushInfoList; {'PushDomain':'a b'}; InvalidParameter.DomainFormatError; PushDomain",
    "DescribeLiveStreamState; {'AppName':'live','DomainName':'a/b','StreamName':'s'}; InvalidParameter.DomainFormatError; DomainName",
    "DescribeLiveStreamOnlineList; {'PageSize':9}; InvalidParameterValue; PageSize",
    "DescribeLiveStreamOnlineList; {'PageNum':0}; InvalidParameterValue; PageNum",
    "DescribeLiveStreamPushInfoList; {'PageSize':100001}; InvalidParameterValue; PageSize",
    "DescribeLiveStreamPublishedList; {'DomainName':'a.test','StartTime':'2018-06-29T19:00:00Z'}; MissingParameter; EndTime",
    "DescribeLiveStreamPublishedList; {'DomainName':'a.test','StartTime':'2018-06-29T19:00:00Z','EndTime':'2018-06-29T20:00:00Z'}; "
        + "InvalidParameter; StartTime",
    "DescribeLiveStreamEventList; {'StartTime':'2018-06-29T19:00:00Z','EndTime':'2017-06-29T20:00:00Z'}; InvalidParameter; EndTime",

    "DescribeLivePushAuthKey; {'DomainName':'nobody.test'}; ResourceNotFound.PushDomainNoRecord; DomainName",
    "ModifyLivePushAuthKey; {'DomainName':'nobody.test','Enable':1}; ResourceNotFound.PushDomainNoRecord; DomainName",
    "ModifyLivePushAuthKey; {'DomainName':'127.0.0.1','MasterAuthKey':''}; InvalidParameter; MasterAuthKey",
    "ModifyLivePushAuthKey; {'DomainName':'127.0.0.1','MasterAuthKey':'a b'}; InvalidParameterValue; MasterAuthKey",
    "DescribeLivePlayAuthKey; {'DomainName':'nobody.test'}; ResourceNotFound.PlayDomainNoRecord; DomainName",
    "ModifyLivePlayAuthKey; {'DomainName':'127.0.0.1','Enable':1}; InvalidParameter; AuthKey",
    "AddLiveDomain; {'DomainName':'a.test'}; MissingParameter; DomainType",
    "AddLiveDomain; {'DomainName':'a.test','DomainType':2}; InvalidParameterValue; DomainType",
    "AddLiveDomain; {'DomainName':'-a.test','DomainType':0}; InvalidParameter.DomainFormatError; DomainName",
    "DeleteLiveDomain; {'DomainName':'nobody.test','DomainType':0}; ResourceNotFound.DomainNotExist; DomainName",
    "DescribeLiveDomains; {'PageSize':101}; InvalidParameterValue; PageSize",

    "DescribeLiveStreams; {}; InvalidAction; DescribeLiveStreams"
  })
  void call_withThisInput_endsInThisCodeNamesTheParameterAndChangesNothing(String action, String parameters, String code, String named) {
    Map<String, String> before = server.data().content();

    TencentCloudSDKException error = calls.failure(action, filledIn(parameters));

    assertThat(error.getErrorCode()).isEqualTo(code);
    assertThat(error.getMessage()).contains(named);
    assertThat(server.data().content()).isEqualTo(before);
  }

  private static String filledIn(String parameters) {
    String text = json(parameters).replace(":RT", ":" + recordTemplate).replace("\"RT\"", "\"" + recordTemplate + "\"")
        .replace(":CT", ":" + callbackTemplate);
    long now = Instant.now().getEpochSecond();
    return Pattern.compile(":([+-]\\d+)").matcher(text)
        .replaceAll(match -> ":" + (now + Long.parseLong(match.group(1))));
  }

  @Test
  void version_ofAnotherProduct_isUnknown() {
    Calls another = new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "1999-01-01");

    assertThat(another.error("DescribeLiveRecordRules", "{}")).isEqualTo("NoSuchVersion");
  }

  @Test
  void templatesAndRules_ofWhichThereAreTooMany_areRefused() {
    try (LivetapeServer full = LivetapeServer.start("api.rate-limit=1000")) {
      Calls own = new Calls("127.0.0.1:" + full.httpPort(), full.apiKey(), "2018-08-01");
      for (int i = 0; i < 50; i++) {
        own.call("CreateLiveRecordTemplate", json("{'TemplateName':'t'}"));
        own.call("CreateLiveRecordRule", json("{'DomainName':'a.test','TemplateId':1001,'StreamName':'s" + i + "'}"));
        own.call("CreateLiveCallbackTemplate", json("{'TemplateName':'t','RecordNotifyUrl':'http://127.0.0.1/'}"));
      }
      assertThat(own.error("CreateLiveRecordTemplate", json("{'TemplateName':'t'}"))).isEqualTo("InternalError.ConfOutLimit");
      assertThat(own.error("CreateLiveRecordRule", json("{'DomainName':'a.test','TemplateId':1001,'StreamName':'one too many'}")))
          .isEqualTo("InternalError.ConfOutLimit");
      assertThat(own.error("CreateLiveCallbackTemplate", json("{'TemplateName':'t','RecordNotifyUrl':'http://127.0.0.1/'}")))
          .isEqualTo("InternalError.ConfOutLimit");
      assertThat(own.call("DescribeLiveRecordRules", "{}").path("Rules")).as("what was refused is not there").hasSize(50);
    }
  }
}
