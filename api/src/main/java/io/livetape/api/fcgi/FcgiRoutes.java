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
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /common_access}. Event loops; each call has a virtual thread of its own. */
public final class FcgiRoutes {
  private static final Logger log = LoggerFactory.getLogger(FcgiRoutes.class);

  /** Of parameters, by those of the newer API. */
  private static final Map<String, String> NAMES = Map.of("StreamName", "channel_id", "AppName", "path", "DomainName", "domain",
      "StartTime", "start_time", "EndTime", "end_time", "FileFormat", "file_format", "TaskId", "task_id");

  private final FcgiAccount account;
  private final boolean outputList;
  private final Map<String, Interface> interfaces;
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
    Channels channels = new Channels(
        parts.database(), parts.streams(), parts.recorder(), parts.domains(), parts.forbidden(), parts.clock());
    TapeInterfaces tapes = new TapeInterfaces(catalogue, channels, parts.olderTasks(), addresses);
    interfaces = Map.of(
        "Live_Tape_GetFilelist", tapes::fileList,
        "Live_Tape_Start", logged(tapes::start),
        "Live_Tape_Stop", logged(tapes::stop),
        "Live_Channel_GetStatus", channels::status,
        "Live_Channel_SetStatus", logged(channels::setStatus),
        "Live_Channel_GetLiveChannelList", _ -> channels.liveList(),
        "channel_manager", logged(channels::manage));
    clock = parts.clock();
  }

  /** A message about parameters of the newer API, with the names that they have here. */
  private static String older(String message) {
    String text = message;
    for (Map.Entry<String, String> name : NAMES.entrySet()) {
      text = text.replace(name.getKey(), name.getValue());
    }
    return text;
  }

  /** The names of the interfaces that there are. */
  public Set<String> names() {
    return interfaces.keySet();
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
      return failure(noStream ? FcgiException.NO_SUCH_STREAM : FcgiException.REFUSED, older(e.getMessage()));
    } catch (SQLTransientException e) {
      log.warn("[common_access] {} failed: {}", call.interfaceName(), e.getMessage());
      return failure(FcgiException.INTERNAL, "the database cannot be used at the moment; try again later");
    } catch (SQLException | RuntimeException e) {
      log.error("[common_access] {} failed", call.interfaceName(), e);
      return failure(FcgiException.INTERNAL, "internal error");
    }
  }

  private ObjectNode run(FcgiCall call) throws SQLException {
    Interface known = interfaces.get(call.interfaceName());
    if (known == null) {
      throw new FcgiException(FcgiException.WRONG_INTERFACE, "interface is invalid");
    }
    return known.run(call);
  }

  /** What is done with a call that is proven. */
  private interface Interface {
    ObjectNode run(FcgiCall call) throws SQLException;
  }

  /** One that changes something. */
  private static Interface logged(Interface change) {
    return call -> {
      log.info("[common_access] {} of {}", call.interfaceName(), call.required("channel_id"));
      return change.run(call);
    };
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
