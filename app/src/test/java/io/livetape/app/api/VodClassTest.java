package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.CreateClassRequest;
import com.tencentcloudapi.vod.v20180717.models.CreateSubAppIdRequest;
import com.tencentcloudapi.vod.v20180717.models.DeleteClassRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeAllClassRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeMediaInfosRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeSubAppIdsRequest;
import com.tencentcloudapi.vod.v20180717.models.MediaClassInfo;
import com.tencentcloudapi.vod.v20180717.models.ModifyClassRequest;
import com.tencentcloudapi.vod.v20180717.models.ModifyMediaInfoRequest;
import com.tencentcloudapi.vod.v20180717.models.ModifySubAppIdInfoRequest;
import com.tencentcloudapi.vod.v20180717.models.ModifySubAppIdStatusRequest;
import com.tencentcloudapi.vod.v20180717.models.ResourceTag;
import com.tencentcloudapi.vod.v20180717.models.SearchMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.SubAppIdInfo;
import io.livetape.app.LivetapeServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes and parts of the account, by the SDK's own classes, in every way of signing and sending. */
class VodClassTest {
  private LivetapeServer server;

  @BeforeEach
  void start() {
    server = LivetapeServer.start("api.rate-limit=1000");
  }

  @AfterEach
  void close() {
    server.close();
  }

  static List<Sdk.Way> ways() {
    return Sdk.Way.all();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void classes_madeAndFilledAndRenamed_areToldAndSearchedWithWhatIsBelow(Sdk.Way way) throws Exception {
    VodClient client = client(way);
    server.data().add(ShelvedFile.of("1", "first").file());
    long school = create(client, -1, "school");
    long maths = create(client, school, "maths");
    ModifyMediaInfoRequest file = new ModifyMediaInfoRequest();
    file.setFileId("1");
    file.setClassId(maths);
    client.ModifyMediaInfo(file);
    ModifyClassRequest rename = new ModifyClassRequest();
    rename.setClassId(maths);
    rename.setClassName("algebra");
    client.ModifyClass(rename);

    SearchMediaRequest search = new SearchMediaRequest();
    search.setClassIds(new Long[] {school});
    assertThat(client.SearchMedia(search).getMediaInfoSet()).singleElement().satisfies(found -> {
      assertThat(found.getBasicInfo().getClassId()).isEqualTo(maths);
      assertThat(found.getBasicInfo().getClassName()).isEqualTo("algebra");
      assertThat(found.getBasicInfo().getClassPath()).isEqualTo("school - algebra");
    });
    MediaClassInfo[] all = client.DescribeAllClass(new DescribeAllClassRequest()).getClassInfoSet();
    assertThat(all).extracting(MediaClassInfo::getClassName).containsExactly("school", "algebra");
    assertThat(all).extracting(MediaClassInfo::getLevel).containsExactly(0L, 1L);
    assertThat(all[0].getParentId()).isEqualTo(-1);
    assertThat(all[0].getSubClassIdSet()).containsExactly(maths);
    file.setClassId(0L);
    client.ModifyMediaInfo(file);
    DeleteClassRequest delete = new DeleteClassRequest();
    delete.setClassId(maths);
    client.DeleteClass(delete);
    assertThat(client.DescribeAllClass(new DescribeAllClassRequest()).getClassInfoSet()).hasSize(1);
    assertThat(client.SearchMedia(search).getTotalCount()).isZero();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void subApps_madeAndRenamedAndTurnedOff_areTold(Sdk.Way way) throws Exception {
    VodClient client = client(way);
    CreateSubAppIdRequest create = new CreateSubAppIdRequest();
    create.setName("lessons");
    ResourceTag tag = new ResourceTag();
    tag.setTagKey("team");
    tag.setTagValue("maths");
    create.setTags(new ResourceTag[] {tag});
    long id = client.CreateSubAppId(create).getSubAppId();
    ModifySubAppIdInfoRequest rename = new ModifySubAppIdInfoRequest();
    rename.setSubAppId(id);
    rename.setName("courses");
    client.ModifySubAppIdInfo(rename);
    ModifySubAppIdStatusRequest turn = new ModifySubAppIdStatusRequest();
    turn.setSubAppId(id);
    turn.setStatus("Off");
    client.ModifySubAppIdStatus(turn);

    DescribeSubAppIdsRequest which = new DescribeSubAppIdsRequest();
    SubAppIdInfo[] all = client.DescribeSubAppIds(which).getSubAppIdInfoSet();
    assertThat(all).as("the account's own comes first").hasSize(2);
    assertThat(all[1].getSubAppId()).isEqualTo(id);
    assertThat(all[1].getName()).isEqualTo("courses");
    assertThat(all[1].getStatus()).isEqualTo("Off");
    which.setTags(new ResourceTag[] {tag});
    assertThat(client.DescribeSubAppIds(which).getTotalCount()).isOne();
    which.setTags(null);
    which.setName("lessons");
    assertThat(client.DescribeSubAppIds(which).getTotalCount()).isZero();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void classes_ofOnePart_areNotThoseOfAnother(Sdk.Way way) throws Exception {
    VodClient client = client(way);
    server.data().add(ShelvedFile.of("1", "first").filed(1_500_000_001, 0).file());
    create(client, -1, "school");
    DescribeAllClassRequest all = new DescribeAllClassRequest();
    all.setSubAppId(1_500_000_001L);
    assertThat(client.DescribeAllClass(all).getClassInfoSet()).isEmpty();
    DescribeMediaInfosRequest which = new DescribeMediaInfosRequest();
    which.setFileIds(new String[] {"1"});
    which.setSubAppId(1_500_000_001L);
    assertThat(client.DescribeMediaInfos(which).getMediaInfoSet()).hasSize(1);
  }

  private VodClient client(Sdk.Way way) {
    return Sdk.vod("127.0.0.1:" + server.httpPort(), server.apiKey(), way);
  }

  private static long create(VodClient client, long parentId, String name) throws Exception {
    CreateClassRequest request = new CreateClassRequest();
    request.setParentId(parentId);
    request.setClassName(name);
    return client.CreateClass(request).getClassId();
  }
}
