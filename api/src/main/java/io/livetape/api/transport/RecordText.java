package io.livetape.api.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** Records of parameters as JSON text, for keeping them. */
public final class RecordText {
  private RecordText() {}

  public static String of(Record record) {
    return AnswerWriter.json(record).toString();
  }

  /** @param text as {@link #of} has written it */
  public static <T extends Record> T read(Class<T> type, String text) {
    try {
      ObjectNode node = JsonBody.read(text.getBytes(StandardCharsets.UTF_8));
      return RequestReader.ofOurs().read(type, node);
    } catch (ApiException e) {
      throw new IllegalStateException("what is kept as a " + type.getSimpleName() + " is none: " + e.getMessage(), e);
    }
  }
}
