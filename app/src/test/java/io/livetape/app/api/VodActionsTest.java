package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.DescribeStorageDataRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeStorageDataResponse;
import io.livetape.app.LivetapeServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The actions of the product "vod", by the SDK's own classes, in every way of signing and sending. */
class VodActionsTest {
  private LivetapeServer server;

  @BeforeEach
  void start() {
    server = LivetapeServer.start();
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
  void describeStorageData_ofAnEmptyServer_answersNothingStored(Sdk.Way way) throws Exception {
    VodClient client = Sdk.vod("127.0.0.1:" + server.httpPort(), server.apiKey(), way);

    DescribeStorageDataResponse stored = client.DescribeStorageData(new DescribeStorageDataRequest());

    assertThat(stored.getMediaCount()).isZero();
    assertThat(stored.getTotalStorage()).isZero();
  }
}
