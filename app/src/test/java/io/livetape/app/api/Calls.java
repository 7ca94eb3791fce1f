package io.livetape.app.api;

import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.CommonClient;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.testkit.Json;

/** The official SDK's client for actions by name, with parameters as JSON: for what its typed classes cannot say wrongly. */
public final class Calls {
  private final CommonClient client;

  public Calls(String endpoint, Credential credential, String version) {
    ClientProfile profile = Sdk.profile(endpoint, Sdk.USUAL);
    client = new CommonClient("live", version, credential, Sdk.REGION, profile);
  }

  /** The fields of an answer that must be success. */
  public JsonNode call(String action, String parameters) {
    try {
      return Json.parse(client.call(action, parameters)).path("Response");
    } catch (TencentCloudSDKException e) {
      throw new AssertionError(action + " " + parameters + ": " + e, e);
    }
  }

  /** Whether a call ends in an error. */
  public boolean fails(String action, String parameters) {
    try {
      client.call(action, parameters);
      return false;
    } catch (TencentCloudSDKException _) {
      return true;
    }
  }

  /** An error that there must be. */
  TencentCloudSDKException failure(String action, String parameters) {
    try {
      String answer = client.call(action, parameters);
      throw new AssertionError(action + " " + parameters + " must fail, and is answered " + answer);
    } catch (TencentCloudSDKException e) {
      return e;
    }
  }

  /** The code of an error that there must be. */
  public String error(String action, String parameters) {
    return Sdk.errorOf(() -> {
      client.call(action, parameters);
      return (AbstractModel) null;
    });
  }
}
