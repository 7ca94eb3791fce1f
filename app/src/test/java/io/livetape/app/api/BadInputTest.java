package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong input is answered with the documented code, by the SDK's own reading of it. */
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

  /** RT and CT are the ids of the templates that are there; +n and -n are unix times from now. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "CreateLiveRecordTemplate; {}; MissingParameter",
    "CreateLiveRecordTemplate; {'TemplateName':''}; InvalidParameterValue",
    "CreateLiveRecordTemplate; {'TemplateName':'two words'}; InvalidParameterValue",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Nonsense':1}; UnknownParameter",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'Enable':2}}; InvalidParameterValue",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'Enable':'1'}}; InvalidParameter",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'RecordInterval':59}}; InvalidParameterValue",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'RecordInterval':43201}}; InvalidParameterValue",
    "CreateLiveRecordTemplate; {'TemplateName':'t','AacParam':{'RecordInterval':7201}}; InvalidParameterValue",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'StorageTime':129600001}}; InvalidParameterValue",
    "CreateLiveRecordTemplate; {'TemplateName':'t','HlsSpecialParam':{'FlowContinueDuration':1801}}; InvalidParameterValue",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'VodFileName':'{Nothing}'}}; InvalidParameter.InvalidVodFileName",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'VodFileName':'../{StreamID}'}}; InvalidParameter.InvalidVodFileName",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'StorageMode':'hot'}}; InvalidParameterValue",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp4Param':{'CosBucketPath':'no/slash'}}; InvalidParameter",
    "CreateLiveRecordTemplate; {'TemplateName':'t','Mp3Param':{'Enable':1}}; UnsupportedOperation",
    "ModifyLiveRecordTemplate; {'TemplateId':9}; FailedOperation.NotFound",
    "ModifyLiveRecordTemplate; {'TemplateId':RT,'CosStore':1}; UnknownParameter",
    "ModifyLiveRecordTemplate; {'TemplateId':RT,'FlvParam':{'RecordInterval':1}}; InvalidParameterValue",
    "DeleteLiveRecordTemplate; {'TemplateId':9}; FailedOperation.NotFound",
    "DeleteLiveRecordTemplate; {'TemplateId':RT}; FailedOperation.ConfInUsed",
    "DescribeLiveRecordTemplate; {'TemplateId':9}; FailedOperation.NotFound",
    "DescribeLiveRecordTemplate; {'TemplateId':'RT'}; InvalidParameter",
    "DescribeLiveRecordTemplate; {}; MissingParameter",

    "CreateLiveRecordRule; {'TemplateId':RT}; MissingParameter",
    "CreateLiveRecordRule; {'DomainName':'a.test','TemplateId':9}; InvalidParameter.ConfNotFound",
    "CreateLiveRecordRule; {'DomainName':'used.test','TemplateId':RT}; FailedOperation.RuleAlreadyExist",
    "CreateLiveRecordRule; {'DomainName':'USED.test','TemplateId':RT,'AppName':''}; FailedOperation.RuleAlreadyExist",
    "CreateLiveRecordRule; {'DomainName':'http://a.test','TemplateId':RT}; InvalidParameter.DomainFormatError",
    "CreateLiveRecordRule; {'DomainName':'a.test:1935','TemplateId':RT}; InvalidParameter.DomainFormatError",
    "CreateLiveRecordRule; {'DomainName':'','TemplateId':RT}; InvalidParameter.DomainFormatError",
    "DeleteLiveRecordRule; {'DomainName':'used.test','AppName':'live'}; FailedOperation.NotFound",
    "DeleteLiveRecordRule; {'AppName':'live'}; MissingParameter",

    "CreateRecordTask; {'StreamName':'s','DomainName':'a.test','EndTime':+60}; MissingParameter",
    "CreateRecordTask; {'StreamName':'s','DomainName':'a.test','AppName':'live'}; MissingParameter",
    "CreateRecordTask; {'StreamName':'s','DomainName':'a.test','AppName':'live','EndTime':-1}; InvalidParameter",
    "CreateRecordTask; {'StreamName':'s','DomainName':'a.test','AppName':'live','StartTime':+90,'EndTime':+60}; InvalidParameter",
    "CreateRecordTask; {'StreamName':'s','DomainName':'a.test','AppName':'live','EndTime':+86500}; InvalidParameter",
    "CreateRecordTask; {'StreamName':'s','DomainName':'a.test','AppName':'live','StartTime':+604790,'EndTime':+604900}; InvalidParameter",
    "CreateRecordTask; {'StreamName':'a/b','DomainName':'a.test','AppName':'live','EndTime':+60}; InvalidParameter",
    "CreateRecordTask; {'StreamName':'s','DomainName':'a test','AppName':'live','EndTime':+60}; InvalidParameter.DomainFormatError",
    "CreateRecordTask; {'StreamName':'s','DomainName':'a.test','AppName':'live','EndTime':+60,'StreamType':2}; InvalidParameterValue",
    "StopRecordTask; {'TaskId':'9'}; InvalidParameter",
    "StopRecordTask; {'TaskId':'x'}; InvalidParameter",
    "DeleteRecordTask; {'TaskId':'9'}; InvalidParameter",
    "DescribeRecordTask; {'StartTime':-60}; MissingParameter",
    "DescribeRecordTask; {'StartTime':-60,'EndTime':+604800}; InvalidParameter",
    "DescribeRecordTask; {'StartTime':-7777000,'EndTime':-7776100}; InvalidParameter",

    "CreateLiveRecord; {'StreamName':'s','StartTime':'2016-12-10 00:00:00','EndTime':'2016-12-10 01:00:00'}; InvalidParameter",
    "CreateLiveRecord; {'StreamName':'s','StartTime':'soon','EndTime':'2099-12-10 01:00:00'}; InvalidParameter",
    "CreateLiveRecord; {'StreamName':'s','StartTime':'2099-12-10 00:00:00','EndTime':'2099-12-12 01:00:00'}; InvalidParameter",
    "CreateLiveRecord; {'StreamName':'s','StartTime':'2099-12-10 00:00:00','EndTime':'2099-12-10 01:00:00','FileFormat':'mp3'}; "
        + "InvalidParameter",
    "CreateLiveRecord; {'StreamName':'s','Highlight':1}; ResourceUnavailable.StreamNotExist",
    "CreateLiveRecord; {'StreamName':'s','RecordType':'both'}; InvalidParameterValue",
    "StopLiveRecord; {'StreamName':'s','TaskId':9}; ResourceNotFound.TaskId",
    "DeleteLiveRecord; {'StreamName':'s','TaskId':9}; ResourceNotFound.TaskId",

    "CreateLiveCallbackTemplate; {'TemplateName':'t'}; InvalidParameter",
    "CreateLiveCallbackTemplate; {'RecordNotifyUrl':'http://127.0.0.1/'}; MissingParameter",
    "CreateLiveCallbackTemplate; {'TemplateName':'t','RecordNotifyUrl':'ftp://127.0.0.1/'}; InvalidParameter.UrlNotSafe",
    "CreateLiveCallbackTemplate; {'TemplateName':'t','RecordNotifyUrl':'events'}; InvalidParameter.UrlNotSafe",
    "CreateLiveCallbackTemplate; {'TemplateName':'t','RecordNotifyUrl':'http://a b/'}; InvalidParameter.UrlNotSafe",
    "CreateLiveCallbackTemplate; {'TemplateName':'t','RecordNotifyUrl':'http://169.254.169.254/latest'}; InvalidParameter.UrlNotSafe",
    "CreateLiveCallbackTemplate; {'TemplateName':'t','RecordExceptionLevels':['fatal'],'RecordNotifyUrl':'http://a/'}; "
        + "InvalidParameterValue",
    "ModifyLiveCallbackTemplate; {'TemplateId':9}; FailedOperation.NotFound",
    "ModifyLiveCallbackTemplate; {'TemplateId':CT,'RecordNotifyUrl':''}; InvalidParameter",
    "DeleteLiveCallbackTemplate; {'TemplateId':CT}; FailedOperation.ConfInUsed",
    "DeleteLiveCallbackTemplate; {'TemplateId':9}; FailedOperation.NotFound",
    "DescribeLiveCallbackTemplate; {'TemplateId':9}; FailedOperation.NotFound",
    "CreateLiveCallbackRule; {'DomainName':'a.test','TemplateId':CT}; MissingParameter",
    "CreateLiveCallbackRule; {'DomainName':'a.test','AppName':'live','TemplateId':9}; InvalidParameter.ConfNotFound",
    "CreateLiveCallbackRule; {'DomainName':'used.test','AppName':'','TemplateId':CT}; FailedOperation.RuleAlreadyExist",
    "DeleteLiveCallbackRule; {'DomainName':'used.test','AppName':'live'}; FailedOperation.NotFound",

    "DescribeLiveStreamState; {'AppName':'live','DomainName':'a.test'}; MissingParameter",
    "DropLiveStream; {'AppName':'live','DomainName':'a.test','StreamName':'a/b'}; InvalidParameter",
    "ForbidLiveStream; {'AppName':'live','DomainName':'a.test','StreamName':'s','ResumeTime':'2018-06-29T19:00:00Z'}; InvalidParameter",
    "ForbidLiveStream; {'AppName':'live','DomainName':'a.test','StreamName':'s','ResumeTime':'2999-06-29T19:00:00Z'}; InvalidParameter",
    "ForbidLiveStream; {'AppName':'live','DomainName':'a.test','StreamName':'s','ResumeTime':'tomorrow'}; InvalidParameter",
    "DescribeLiveStreamOnlineList; {'PageSize':9}; InvalidParameterValue",
    "DescribeLiveStreamOnlineList; {'PageNum':0}; InvalidParameterValue",
    "DescribeLiveStreamPushInfoList; {'PageSize':100001}; InvalidParameterValue",
    "DescribeLiveStreamPublishedList; {'DomainName':'a.test','StartTime':'2018-06-29T19:00:00Z'}; MissingParameter",
    "DescribeLiveStreamPublishedList; {'DomainName':'a.test','StartTime':'2018-06-29T19:00:00Z','EndTime':'2018-06-29T20:00:00Z'}; "
        + "InvalidParameter",
    "DescribeLiveStreamEventList; {'StartTime':'2018-06-29T19:00:00Z','EndTime':'2017-06-29T20:00:00Z'}; InvalidParameter",

    "DescribeLivePushAuthKey; {'DomainName':'nobody.test'}; ResourceNotFound.PushDomainNoRecord",
    "ModifyLivePushAuthKey; {'DomainName':'nobody.test','Enable':1}; ResourceNotFound.PushDomainNoRecord",
    "ModifyLivePushAuthKey; {'DomainName':'127.0.0.1','MasterAuthKey':''}; InvalidParameter",
    "ModifyLivePushAuthKey; {'DomainName':'127.0.0.1','MasterAuthKey':'a b'}; InvalidParameterValue",
    "DescribeLivePlayAuthKey; {'DomainName':'nobody.test'}; ResourceNotFound.PlayDomainNoRecord",
    "ModifyLivePlayAuthKey; {'DomainName':'127.0.0.1','Enable':1}; InvalidParameter",
    "AddLiveDomain; {'DomainName':'a.test'}; MissingParameter",
    "AddLiveDomain; {'DomainName':'a.test','DomainType':2}; InvalidParameterValue",
    "AddLiveDomain; {'DomainName':'-a.test','DomainType':0}; InvalidParameter.DomainFormatError",
    "DeleteLiveDomain; {'DomainName':'nobody.test','DomainType':0}; ResourceNotFound.DomainNotExist",
    "DescribeLiveDomains; {'PageSize':101}; InvalidParameterValue",

    "DescribeLiveStreams; {}; InvalidAction"
  })
  void call_withThisInput_endsInThisCode(String action, String parameters, String code) {
    assertThat(calls.error(action, filledIn(parameters))).isEqualTo(code);
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
