package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import io.livetape.app.LivetapeServer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong input to the product "vod" is answered with the documented code, and a message that names the parameter. */
class VodBadInputTest {
  private static LivetapeServer server;
  private static Calls calls;
  private static long school;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("api.rate-limit=1000");
    calls = new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-07-17");
    server.data().add(ShelvedFile.of("1", "first").file());
    school = calls.call("CreateClass", json("{'ParentId':-1,'ClassName':'school'}")).path("ClassId").asLong();
    long parent = school;
    for (int level = 1; level < 4; level++) {
      parent = calls.call("CreateClass", json("{'ParentId':" + parent + ",'ClassName':'level " + level + "'}")).path("ClassId").asLong();
    }
    calls.call("ModifyMediaInfo", json("{'FileId':'1','ClassId':" + parent + "}"));
    calls.call("CreateSubAppId", json("{'Name':'taken'}"));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  /** SCHOOL is the id of the class at the top, DEEPEST of the one below three others; x*n stands for so many x, N*n for so many items. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "SearchMedia; {'FileIds':['abc']}; InvalidParameterValue.FileIds; FileIds",
    "SearchMedia; {'FileIds':[N*11]}; InvalidParameterValue.FileIds; FileIds",
    "SearchMedia; {'FileIds':'1'}; InvalidParameter; FileIds",
    "SearchMedia; {'Names':[N*11]}; InvalidParameterValue.Names; Names",
    "SearchMedia; {'Names':['x*101']}; InvalidParameterValue.Names; Names",
    "SearchMedia; {'NamePrefixes':[N*11]}; InvalidParameterValue.NamePrefixes; NamePrefixes",
    "SearchMedia; {'NamePrefixes':['x*101']}; InvalidParameterValue.NamePrefixes; NamePrefixes",
    "SearchMedia; {'Descriptions':['x*101']}; InvalidParameterValue.Descriptions; Descriptions",
    "SearchMedia; {'ClassIds':[1,2,3,4,5,6,7,8,9,10,11]}; InvalidParameterValue.ClassIds; ClassIds",
    "SearchMedia; {'ClassIds':['one']}; InvalidParameter; ClassIds",
    "SearchMedia; {'Tags':[N*17]}; InvalidParameterValue.Tags; Tags",
    "SearchMedia; {'Tags':['x*33']}; InvalidParameterValue.Tags; Tags",
    "SearchMedia; {'Categories':['Text']}; InvalidParameterValue.Categories; Categories",
    "SearchMedia; {'SourceTypes':['Tape']}; InvalidParameterValue.SourceTypes; SourceTypes",
    "SearchMedia; {'StreamIds':[N*11]}; InvalidParameterValue.StreamIds; StreamIds",
    "SearchMedia; {'StreamDomains':[N*11]}; InvalidParameterValue.StreamDomains; StreamDomains",
    "SearchMedia; {'StreamPaths':[N*11]}; InvalidParameterValue.StreamPaths; StreamPaths",
    "SearchMedia; {'CreateTime':{'After':'yesterday'}}; InvalidParameterValue.CreateTime; CreateTime",
    "SearchMedia; {'ExpireTime':{'Before':'2026-11-20'}}; InvalidParameterValue.ExpireTime; ExpireTime",
    "SearchMedia; {'StartTime':'2026-11-20 12:00:00'}; InvalidParameterValue.StartTime; StartTime",
    "SearchMedia; {'EndTime':'soon'}; InvalidParameterValue.EndTime; EndTime",
    "SearchMedia; {'StorageRegions':[N*21]}; InvalidParameterValue.StorageRegions; StorageRegions",
    "SearchMedia; {'StorageClasses':['COLD']}; InvalidParameterValue.StorageClasses; StorageClasses",
    "SearchMedia; {'MediaTypes':[N*11]}; InvalidParameterValue.MediaTypes; MediaTypes",
    "SearchMedia; {'Status':['Gone']}; InvalidParameterValue.Status; Status",
    "SearchMedia; {'ReviewResults':['good']}; InvalidParameterValue.ReviewResults; ReviewResults",
    "SearchMedia; {'TrtcSdkAppIds':[1,2,3,4,5,6,7,8,9,10,11]}; InvalidParameterValue.TrtcSdkAppIds; TrtcSdkAppIds",
    "SearchMedia; {'TrtcRoomIds':['x*65']}; InvalidParameterValue.TrtcRoomIds; TrtcRoomIds",
    "SearchMedia; {'Sort':{'Field':'Name','Order':'Asc'}}; InvalidParameterValue.Sort; Sort.Field",
    "SearchMedia; {'Sort':{'Field':'CreateTime','Order':'Down'}}; InvalidParameterValue.Sort; Sort.Order",
    "SearchMedia; {'Sort':{'Order':'Asc'}}; MissingParameter; Sort.Field",
    "SearchMedia; {'Offset':-1}; InvalidParameterValue.Offset; Offset",
    "SearchMedia; {'Offset':4999,'Limit':2}; InvalidParameterValue.Offset; Offset",
    "SearchMedia; {'Limit':0}; InvalidParameterValue.Limit; Limit",
    "SearchMedia; {'Limit':5001}; InvalidParameterValue.Limit; Limit",
    "SearchMedia; {'Text':'x*65'}; InvalidParameterValue.Text; Text",
    "SearchMedia; {'SourceType':'Tape'}; InvalidParameterValue.SourceType; SourceType",
    "SearchMedia; {'SubAppId':'one'}; InvalidParameter; SubAppId",
    "SearchMedia; {'Nonsense':1}; UnknownParameter; Nonsense",

    "DescribeMediaInfos; {}; MissingParameter; FileIds",
    "DescribeMediaInfos; {'FileIds':[]}; InvalidParameterValue.FileIdsEmpty; FileIds",
    "DescribeMediaInfos; {'FileIds':[N*21]}; InvalidParameterValue.FileIdsOverLimit; FileIds",
    "DescribeMediaInfos; {'FileIds':['../1']}; InvalidParameterValue.FileIds; FileIds",

    "ModifyMediaInfo; {}; MissingParameter; FileId",
    "ModifyMediaInfo; {'FileId':'x'}; InvalidParameterValue.FileId; FileId",
    "ModifyMediaInfo; {'FileId':'9'}; ResourceNotFound.FileNotExist; FileId",
    "ModifyMediaInfo; {'FileId':'1','SubAppId':7}; ResourceNotFound.FileNotExist; FileId",
    "ModifyMediaInfo; {'FileId':'1','Name':'x*65'}; InvalidParameterValue.Name; Name",
    "ModifyMediaInfo; {'FileId':'1','Name':''}; InvalidParameterValue.Name; Name",
    "ModifyMediaInfo; {'FileId':'1','Description':'x*129'}; InvalidParameterValue.Description; Description",
    "ModifyMediaInfo; {'FileId':'1','ClassId':9}; InvalidParameterValue.ClassId; ClassId",
    "ModifyMediaInfo; {'FileId':'1','ExpireTime':'never'}; InvalidParameterValue.ExpireTime; ExpireTime",
    "ModifyMediaInfo; {'FileId':'1','ExpireTime':'2016-11-20T12:00:00Z'}; InvalidParameterValue.ExpireTime; ExpireTime",
    "ModifyMediaInfo; {'FileId':'1','AddTags':['x*33']}; InvalidParameterValue.TagTooLong; AddTags",
    "ModifyMediaInfo; {'FileId':'1','AddTags':['']}; InvalidParameterValue.AddTags; AddTags",
    "ModifyMediaInfo; {'FileId':'1','AddTags':[N*17]}; LimitExceeded.TagCountReachMax; AddTags",
    "ModifyMediaInfo; {'FileId':'1','AddTags':['a'],'ClearTags':1}; InvalidParameterValue.AddTagsAndClearTagsConflict; AddTags",
    "ModifyMediaInfo; {'FileId':'1','AddTags':['a'],'DeleteTags':['a']}; InvalidParameterValue.AddTagsAndDeleteTagsConflict; AddTags",
    "ModifyMediaInfo; {'FileId':'1','AddKeyFrameDescs':[{'TimeOffset':1,'Content':'x*129'}]}; "
        + "InvalidParameterValue.KeyFrameDescContentTooLong; AddKeyFrameDescs",
    "ModifyMediaInfo; {'FileId':'1','AddKeyFrameDescs':[{'TimeOffset':-1,'Content':'a'}]}; InvalidParameterValue.AddKeyFrameDescs; "
        + "TimeOffset",
    "ModifyMediaInfo; {'FileId':'1','AddKeyFrameDescs':[{'TimeOffset':1,'Content':'a'}],'ClearKeyFrameDescs':1}; "
        + "InvalidParameterValue.AddKeyFrameDescsAndClearKeyFrameDescsConflict; AddKeyFrameDescs",
    "ModifyMediaInfo; {'FileId':'1','AddKeyFrameDescs':[{'TimeOffset':1,'Content':'a'}],'DeleteKeyFrameDescs':[1.0]}; "
        + "InvalidParameterValue.AddKeyFrameDescsAndDeleteKeyFrameDescsConflict; AddKeyFrameDescs",
    "ModifyMediaInfo; {'FileId':'1','CoverData':'bm8gcGljdHVyZQ=='}; FailedOperation.CoverType; CoverData",
    "ModifyMediaInfo; {'FileId':'1','CoverData':'a'}; InvalidParameterValue.CoverData; CoverData",
    "ModifyMediaInfo; {'FileId':'1','ClearSubtitles':1}; UnsupportedOperation; ClearSubtitles",

    "CreateClass; {'ParentId':-1}; MissingParameter; ClassName",
    "CreateClass; {'ClassName':'a'}; MissingParameter; ParentId",
    "CreateClass; {'ParentId':-2,'ClassName':'a'}; InvalidParameterValue.ParentId; ParentId",
    "CreateClass; {'ParentId':9,'ClassName':'a'}; FailedOperation.ParentIdNoFound; ParentId",
    "CreateClass; {'ParentId':-1,'ClassName':''}; InvalidParameterValue.ClassName; ClassName",
    "CreateClass; {'ParentId':-1,'ClassName':'x*65'}; InvalidParameterValue.ClassName; ClassName",
    "CreateClass; {'ParentId':-1,'ClassName':'school'}; FailedOperation.ClassNameDuplicate; ClassName",
    "CreateClass; {'ParentId':DEEPEST,'ClassName':'a'}; FailedOperation.ClassLevelLimitExceeded; ParentId",
    "ModifyClass; {'ClassId':9,'ClassName':'a'}; FailedOperation.ClassNoFound; ClassId",
    "ModifyClass; {'ClassId':SCHOOL,'ClassName':'x*65'}; InvalidParameterValue.ClassName; ClassName",
    "DeleteClass; {'ClassId':9}; FailedOperation.ClassNoFound; ClassId",
    "DeleteClass; {'ClassId':SCHOOL}; FailedOperation; ClassId",
    "DeleteClass; {'ClassId':DEEPEST}; FailedOperation; ClassId",
    "DeleteClass; {'ClassId':SCHOOL,'SubAppId':7}; FailedOperation.ClassNoFound; ClassId",

    "CreateSubAppId; {}; MissingParameter; Name",
    "CreateSubAppId; {'Name':'x*41'}; InvalidParameterValue.Name; Name",
    "CreateSubAppId; {'Name':'taken'}; InvalidParameterValue.Name; Name",
    "CreateSubAppId; {'Name':'a','Mode':'path'}; InvalidParameterValue.Mode; Mode",
    "CreateSubAppId; {'Name':'a','Mode':'fileid+path'}; UnsupportedOperation; Mode",
    "DescribeSubAppIds; {'Limit':201}; InvalidParameterValue.Limit; Limit",
    "ModifySubAppIdInfo; {'SubAppId':9,'Name':'a'}; InvalidParameterValue.SubAppId; SubAppId",
    "ModifySubAppIdInfo; {'SubAppId':1500000001,'Name':''}; InvalidParameterValue.Name; Name",
    "ModifySubAppIdStatus; {'SubAppId':1500000001,'Status':'Half'}; InvalidParameterValue.Status; Status",
    "ModifySubAppIdStatus; {'SubAppId':9,'Status':'Off'}; InvalidParameterValue.SubAppId; SubAppId"
  })
  void call_withThisInput_endsInThisCodeAndNamesTheParameter(String action, String parameters, String code, String parameter) {
    TencentCloudSDKException error = calls.failure(action, filledIn(parameters));
    assertThat(error.getErrorCode()).isEqualTo(code);
    assertThat(error.getMessage()).contains(parameter);
  }

  @Test
  void keyFrames_ofWhichThereAreTooMany_areRefusedAsAWhole() {
    calls.call("ModifyMediaInfo", json("{'FileId':'1','AddKeyFrameDescs':[" + moments(0, 100) + "]}"));
    assertThat(calls.error("ModifyMediaInfo", json("{'FileId':'1','Name':'changed','AddKeyFrameDescs':[" + moments(100, 101) + "]}")))
        .isEqualTo("LimitExceeded.KeyFrameDescCountReachMax");
    assertThat(calls.call("DescribeMediaInfos", json("{'FileIds':['1']}")).findValue("Name").asText()).isEqualTo("first");
  }

  @Test
  void classes_ofWhichThereAreTooManyInOne_areRefused() {
    long full = calls.call("CreateClass", json("{'ParentId':-1,'ClassName':'full'}")).path("ClassId").asLong();
    for (int i = 0; i < 500; i++) {
      calls.call("CreateClass", json("{'ParentId':" + full + ",'ClassName':'" + i + "'}"));
    }
    assertThat(calls.error("CreateClass", json("{'ParentId':" + full + ",'ClassName':'one too many'}")))
        .isEqualTo("FailedOperation.SubclassLimitExceeded");
  }

  private static String moments(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "{'TimeOffset':" + i + ",'Content':'" + i + "'}").collect(Collectors.joining(","));
  }

  private static String filledIn(String parameters) {
    String text = parameters.replace("SCHOOL", Long.toString(school)).replace("DEEPEST", Long.toString(school + 3));
    for (int count : new int[] {129, 101, 65, 41, 33}) {
      text = text.replace("x*" + count, "x".repeat(count));
    }
    for (int count : new int[] {21, 17, 11}) {
      text = text.replace("N*" + count, IntStream.range(0, count).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(",")));
    }
    return json(text);
  }
}
