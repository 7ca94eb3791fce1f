package io.livetape.api.transport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The object around every answer (contract 1.6). The HTTP status is 200 for all of them: SDKs lose the code of any other. */
final class Envelope {
  private Envelope() {}

  static String success(Record answer, String requestId) {
    return wrap(AnswerWriter.json(answer), requestId);
  }

  static String error(String code, String message, String requestId) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.putObject("Error").put("Code", code).put("Message", message);
    return wrap(response, requestId);
  }

  private static String wrap(ObjectNode response, String requestId) {
    response.put("RequestId", requestId);
    return JsonNodeFactory.instance.objectNode().set("Response", response).toString();
  }
}
