package io.livetape.api.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.livetape.api.live.LiveProduct;
import io.livetape.testkit.FuzzContract;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** Parameters as JSON and as a query either become a request record or are refused by name; what became one can be written. */
class ParametersFuzzTest extends FuzzContract {
  private static final List<Action<?, ?>> ACTIONS = LiveProduct.of(
          new LiveProduct.Parts(null, null, null, null, null, null, null, null, "", InstantSource.system())).actions().stream()
      .filter(action -> List.of("CreateLiveRecordTemplate", "CreateLiveCallbackTemplate", "DescribeRecordTask").contains(action.name()))
      .toList();

  @Override
  protected void take(byte[] input) {
    for (Action<?, ?> action : ACTIONS) {
      read(action.request(), false, () -> JsonBody.read(input));
      read(action.request(), true, () -> FlatParameters.of(new String(input, StandardCharsets.UTF_8)).tree());
    }
  }

  private interface Source {
    ObjectNode read();
  }

  private static void read(Class<? extends Record> type, boolean textual, Source source) {
    try {
      Record request = new RequestReader(textual, path -> "InvalidParameterValue").read(type, source.read());
      AnswerWriter.json(request).toString();
    } catch (ApiException e) {
      Assertions.assertThat(e.code()).isIn("MissingParameter", "UnknownParameter", "InvalidParameter", "InvalidParameterValue",
          "InvalidParameter.InvalidVodFileName");
    }
  }

  @Override
  protected Map<String, byte[]> seeds() {
    Map<String, String> seeds = new LinkedHashMap<>();
    seeds.put("record template", "{\"TemplateName\":\"lesson\",\"Description\":\"录制\",\"Mp4Param\":{\"Enable\":1,\"RecordInterval\":3600,"
        + "\"VodFileName\":\"{StreamID}-{StartYear}\"},\"HlsSpecialParam\":{\"FlowContinueDuration\":300},\"RemoveWatermark\":true}");
    seeds.put("callback template", "{\"TemplateName\":\"t\",\"RecordNotifyUrl\":\"http://a/\",\"RecordExceptionLevels\":[\"error\"]}");
    seeds.put("search", "{\"StartTime\":1795200000,\"EndTime\":1795200060,\"ScrollToken\":\"1\"}");
    seeds.put("record template, flat", "TemplateName=lesson&Mp4Param.Enable=1&Mp4Param.VodFileName=%7BStreamID%7D&RemoveWatermark=true");
    seeds.put("callback template, flat", "TemplateName=t&RecordNotifyUrl=http%3A%2F%2Fa%2F&RecordExceptionLevels.0=error");
    Map<String, byte[]> encoded = new LinkedHashMap<>();
    seeds.forEach((name, text) -> encoded.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return encoded;
  }
}
