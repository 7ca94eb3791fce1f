package io.livetape.app.api;

import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.live.v20180801.LiveClient;
import com.tencentcloudapi.vod.v20180717.VodClient;
import io.livetape.app.LivetapeServer;
import java.util.List;
import org.assertj.core.api.Assertions;

/** The official SDK, pointed at a server of ours. */
public final class Sdk {
  static final String REGION = "ap-guangzhou";

  private Sdk() {}

  /** The ways in which the SDK signs and sends. */
  record Way(String signMethod, String httpMethod) {
    static List<Way> all() {
      return List.of(ClientProfile.SIGN_TC3_256, ClientProfile.SIGN_SHA256, ClientProfile.SIGN_SHA1).stream()
          .flatMap(sign -> List.of(new Way(sign, HttpProfile.REQ_POST), new Way(sign, HttpProfile.REQ_GET)).stream()).toList();
    }
  }

  /** What most callers use. */
  static final Way USUAL = new Way(ClientProfile.SIGN_TC3_256, HttpProfile.REQ_POST);

  static ClientProfile profile(String endpoint, Way way) {
    HttpProfile http = new HttpProfile();
    http.setProtocol(HttpProfile.REQ_HTTP);
    http.setEndpoint(endpoint);
    http.setReqMethod(way.httpMethod);
    ClientProfile profile = new ClientProfile();
    profile.setSignMethod(way.signMethod);
    profile.setHttpProfile(http);
    return profile;
  }

  static LiveClient live(String endpoint, Credential credential, Way way) {
    return new LiveClient(credential, REGION, profile(endpoint, way));
  }

  static VodClient vod(String endpoint, Credential credential, Way way) {
    return new VodClient(credential, REGION, profile(endpoint, way));
  }

  /** As most callers use it, with a new key. */
  public static VodClient vod(LivetapeServer server) {
    return vod("127.0.0.1:" + server.httpPort(), server.apiKey(), USUAL);
  }

  /** An SDK call. */
  interface Call<T extends AbstractModel> {
    T run() throws TencentCloudSDKException;
  }

  /** The error code that a call ends in. */
  static String errorOf(Call<?> call) {
    TencentCloudSDKException error = Assertions.catchThrowableOfType(TencentCloudSDKException.class, call::run);
    Assertions.assertThat(error).as("the call must fail").isNotNull();
    Assertions.assertThat(error.getRequestId()).matches("[0-9a-f-]{36}");
    return error.getErrorCode();
  }
}
