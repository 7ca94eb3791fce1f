package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tencentcloudapi.common.AbstractClient;
import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import io.livetape.testkit.Json;
import java.lang.reflect.InvocationTargetException;

/**
 * Actions by name, through the official SDK's own classes for each of them: its request class writes what is sent, its answer class reads
 * what comes.
 *
 * @param models the package of these classes, with a dot at its end
 */
record TypedCalls(AbstractClient client, String models) {
  static final String LIVE = "com.tencentcloudapi.live.v20180801.models.";
  static final String VOD = "com.tencentcloudapi.vod.v20180717.models.";

  /** What the SDK has read of an answer, without what is null. The parameters must all be known to it. */
  JsonNode call(String action, String parameters) throws TencentCloudSDKException {
    try {
      Class<? extends AbstractModel> type = Class.forName(models + action + "Request").asSubclass(AbstractModel.class);
      AbstractModel request = AbstractModel.fromJsonString(parameters, type);
      assertThat(Json.parse(AbstractModel.toJsonString(request))).as("the SDK's request").isEqualTo(Json.parse(parameters));
      return Json.parse(AbstractModel.toJsonString((AbstractModel) client.getClass().getMethod(action, type).invoke(client, request)));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof TencentCloudSDKException failure) {
        throw failure;
      }
      throw new AssertionError(action + " " + parameters, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("the SDK has no action " + action, e);
    }
  }
}
