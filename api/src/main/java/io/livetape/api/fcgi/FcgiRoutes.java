package io.livetape.api.fcgi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.livetape.api.live.LiveProduct;
import io.livetape.api.transport.ApiException;
import io.livetape.media.FileFormat;
import io.livetape.vod.Catalogue;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.InstantSource;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /common_access}. Event loops; each call has a virtual thread of its own. */
public final class FcgiRoutes {
  private static final Logger log = LoggerFactory.getLogger(FcgiRoutes.class);

  private final FcgiAccount account;
  private final boolean outputList;
  private final TapeInterfaces tapes;
  private final Channels channels;
  private final InstantSource clock;

  /**
   * @param outputList whether the output stands in a list of one
   * @param addresses the address that plays a file, from its format and id
   */
  public FcgiRoutes(
      FcgiAccount account, boolean outputList, LiveProduct.Parts parts, Catalogue catalogue,
      BiFunction<FileFormat, Long, String> addresses) {
    this.account = account;
    this.outputList = outputList;
    channels = new Channels(parts.database(), parts.streams(), parts.recorder(), parts.domains(), parts.forbidden(), parts.clock());
    tapes = new TapeInterfaces(catalogue, channels, parts.olderTasks(), addresses);
    clock = parts.clock();
  }

  public void mount(Router router) {
    router.get("/common_access").handler(context -> {
      FcgiCall call = FcgiCall.of(context.request().params());
      Thread.startVirtualThread(() -> send(context, answer(call)));
    });
  }

  /** Blocks. */
  ObjectNode answer(FcgiCall call) {
    try {
      call.prove(account, clock.instant());
      ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ret", 0).put("message", "success");
      ObjectNode output = run(call);
      if (outputList) {
        answer.putArray("output").add(output);
      } else {
        answer.set("output", output);
      }
      return answer;
    } catch (FcgiException e) {
      return failure(e.ret(), e.getMessage());
    } catch (ApiException e) {
      boolean noStream = e.code().endsWith(".StreamNotExist") || e.code().endsWith(".ChannelNotExist");
      return failure(noStream ? FcgiException.NO_SUCH_STREAM : FcgiException.REFUSED, e.getMessage());
    } catch (SQLTransientException e) {
      log.warn("[common_access] {} failed: {}", call.interfaceName(), e.getMessage());
      return failure(FcgiException.INTERNAL, "the database cannot be used at the moment; try again later");
    } catch (SQLException | RuntimeException e) {
      log.error("[common_access] {} failed", call.interfaceName(), e);
      return failure(FcgiException.INTERNAL, "internal error");
    }
  }

  private ObjectNode run(FcgiCall call) throws SQLException {
    return switch (call.interfaceName()) {
      case "Live_Tape_GetFilelist" -> tapes.fileList(call);
      case "Live_Channel_GetStatus" -> channels.status(call);
      case "Live_Channel_GetLiveChannelList" -> channels.liveList();
      case "Live_Tape_Start" -> logged(call, tapes::start);
      case "Live_Tape_Stop" -> logged(call, tapes::stop);
      case "Live_Channel_SetStatus" -> logged(call, channels::setStatus);
      case "channel_manager" -> logged(call, channels::manage);
      default -> throw new FcgiException(FcgiException.WRONG_INTERFACE, "interface is invalid");
    };
  }

  private interface Change {
    ObjectNode run(FcgiCall call) throws SQLException;
  }

  private static ObjectNode logged(FcgiCall call, Change change) throws SQLException {
    log.info("[common_access] {} of {}", call.interfaceName(), call.required("channel_id"));
    return change.run(call);
  }

  private static ObjectNode failure(int ret, String message) {
    return JsonNodeFactory.instance.objectNode().put("ret", ret).put("message", message);
  }

  private static void send(RoutingContext context, ObjectNode answer) {
    context.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(answer.toString());
  }
}
