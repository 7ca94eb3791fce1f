package io.livetape.api.transport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * API 2.0, the generation before: {@code /v2/index.php} with names that begin with a lower-case letter, signed as {@link OlderCall}s are,
 * and answers without an envelope: {@code {"code": 0, "message": "", …}} (contract 6.6). Its actions are those of one {@link Product}.
 */
final class Version2 {
  static final String PATH = "/v2/index.php";

  /** The version under which its product is listed; callers do not send one. */
  static final String VERSION = "2.0";

  /** A parameter's path in a message. */
  private static final Pattern PARAMETER = Pattern.compile("(?<=`)[A-Za-z0-9_.]+(?=`)");

  private static final int WRONG_PARAMETER = 1000;
  private static final int WRONG_FILE = 10009;
  private static final int WRONG_SIGNATURE = 4100;
  private static final int TOO_OFTEN = 4400;
  private static final int FAILED = 6000;

  private Version2() {}

  /** {@code srcFileList.0.fileId} as {@code SrcFileList.0.FileId}, which is how requests are read. */
  static Map<String, String> newer(Map<String, String> parameters) {
    Map<String, String> newer = new TreeMap<>();
    parameters.forEach((name, value) -> newer.put(
        Stream.of(name.split("\\.", -1)).map(Version2::capital).collect(Collectors.joining(".")), value));
    return newer;
  }

  static String success(Record answer) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("code", 0).put("message", "");
    AnswerWriter.json(answer).properties().forEach(field -> body.set(lower(field.getKey()), field.getValue()));
    return body.toString();
  }

  /**
   * @param code of the newer API
   * @param message which names parameters as the newer API does
   */
  static String error(String code, String message) {
    String kind = code.split("\\.", 2)[0];
    int number = switch (kind) {
      case "AuthFailure" -> WRONG_SIGNATURE;
      case "MissingParameter", "UnknownParameter", "InvalidParameter", "InvalidParameterValue", "InvalidAction" -> WRONG_PARAMETER;
      case "ResourceNotFound", "FailedOperation" -> WRONG_FILE;
      case "RequestLimitExceeded", "LimitExceeded" -> TOO_OFTEN;
      default -> FAILED;
    };
    return JsonNodeFactory.instance.objectNode().put("code", number).put("message", older(message)).toString();
  }

  /** {@code `SrcFileList.0.FileId`} as {@code `srcFileList.0.fileId`}, which is what the caller has written. */
  private static String older(String message) {
    return PARAMETER.matcher(message).replaceAll(name -> Matcher.quoteReplacement(
        Stream.of(name.group().split("\\.", -1)).map(Version2::lower).collect(Collectors.joining("."))));
  }

  private static String lower(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static String capital(String name) {
    return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
