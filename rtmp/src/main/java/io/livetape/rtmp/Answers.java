package io.livetape.rtmp;

import io.livetape.live.EndReason;
import io.livetape.rtmp.amf.AmfValue;
import io.livetape.rtmp.message.Command;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The answers that clients wait for, word by word: many compare the codes. Pure. */
final class Answers {
  private static final AmfValue NULL = AmfValue.Nothing.NULL;
  private static final AmfValue FOUR_CCS = new AmfValue.StrictArray(
      Stream.of("avc1", "hvc1", "av01", "vp09", "mp4a", "Opus").map(AmfValue::of).toList());

  private final Function<EndReason, String> reasonCodes;

  Answers(Function<EndReason, String> reasonCodes) {
    this.reasonCodes = reasonCodes;
  }

  /** @param enhanced whether the client speaks Enhanced RTMP and wants to know the codecs; others may stumble over the list */
  Command connected(double transactionId, boolean enhanced) {
    AmfValue server = AmfValue.object("fmsVer", "FMS/3,5,7,7009", "capabilities", 31, "mode", 1);
    Map<String, AmfValue> info = new LinkedHashMap<>(AmfValue.object("level", "status", "code", "NetConnection.Connect.Success",
        "description", "Connection succeeded.", "objectEncoding", 0).properties());
    if (enhanced) {
      info.put("fourCcList", FOUR_CCS);
    }
    return Command.of("_result", transactionId, server, new AmfValue.Obj(info));
  }

  Command unknownCommand(double transactionId) {
    return Command.of("_error", transactionId, NULL,
        AmfValue.object("level", "error", "code", "NetConnection.Call.Failed", "description", "Unknown command."));
  }

  /** The older pair of {@code publish}: {@code onFCPublish} and {@code onFCUnpublish}. */
  Command onFcPublish(String name, String code, String streamName) {
    return Command.of(name, 0, NULL, AmfValue.object("level", "status", "code", code, "description", streamName));
  }

  Command publishStart(String streamName) {
    return Command.of("onStatus", 0, NULL, AmfValue.object("level", "status", "code", "NetStream.Publish.Start",
        "description", streamName + " is now published.", "details", streamName, "clientid", "livetape"));
  }

  Command publishRefused(EndReason reason) {
    boolean taken = reason == EndReason.REFUSED_ALREADY_LIVE;
    return status("error", taken ? "NetStream.Publish.BadName" : "NetStream.Publish.Denied", describe(reason));
  }

  /** A second push on a connection that has one. */
  Command busy() {
    return status("error", "NetStream.Publish.BadName", "this connection is in use");
  }

  Command unpublished() {
    return status("status", "NetStream.Unpublish.Success", "Stream is now unpublished.");
  }

  /** The server ends a push. */
  Command closed(EndReason reason) {
    return status("error", "NetConnection.Connect.Closed", describe(reason));
  }

  Command playReset() {
    return status("status", "NetStream.Play.Reset", "Playing and resetting stream.");
  }

  Command playStart() {
    return status("status", "NetStream.Play.Start", "Started playing stream.");
  }

  Command playFailed(String text) {
    return status("error", "NetStream.Play.Failed", text);
  }

  Command streamNotFound() {
    return status("error", "NetStream.Play.StreamNotFound", "stream is not live");
  }

  Command playEnded() {
    return status("status", "NetStream.Play.UnpublishNotify", "Stream is now unpublished.");
  }

  private static Command status(String level, String code, String description) {
    return Command.of("onStatus", 0, NULL, AmfValue.object("level", level, "code", code, "description", description));
  }

  private String describe(EndReason reason) {
    String code = reasonCodes.apply(reason);
    return code.isEmpty() ? reason.text() : reason.text() + " (" + code + ")";
  }
}
