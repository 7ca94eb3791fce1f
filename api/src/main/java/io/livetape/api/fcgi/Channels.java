package io.livetape.api.fcgi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.livetape.api.Domains;
import io.livetape.api.ForbiddenStreams;
import io.livetape.api.PushHistory;
import io.livetape.db.Database;
import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.StreamKey;
import io.livetape.record.Recorder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Streams as the oldest interface knows them: by name, in the application {@value #APP}, whatever their domain (contract 5.3). */
final class Channels {
  static final String APP = "live";

  private static final Duration FORBIDDEN_MAX = Duration.ofDays(90);

  private final Database database;
  private final LiveStreams streams;
  private final Recorder recorder;
  private final Domains domains;
  private final ForbiddenStreams forbidden;
  private final InstantSource clock;

  Channels(
      Database database, LiveStreams streams, Recorder recorder, Domains domains, ForbiddenStreams forbidden, InstantSource clock) {
    this.database = database;
    this.streams = streams;
    this.recorder = recorder;
    this.domains = domains;
    this.forbidden = forbidden;
    this.clock = clock;
  }

  /** Whether it is live, or was within the time that pushes are remembered. */
  boolean known(String channel) throws SQLException {
    return !live(channel).isEmpty() || database.readNow(connection -> PushHistory.knows(connection, channel));
  }

  private List<LiveStream> live(String channel) {
    return streams.all().stream().filter(stream -> stream.key().name().equals(channel)).toList();
  }

  /** Live_Channel_GetStatus: status 0 idle, 1 live, 3 closed; recv_type 1 is RTMP and FLV. */
  ObjectNode status(FcgiCall call) throws SQLException {
    String channel = call.required("channel_id");
    boolean closed = names(channel).stream().anyMatch(forbidden::contains);
    if (!closed && !known(channel)) {
      throw FcgiException.noSuchStream();
    }
    int status = closed ? 3 : live(channel).isEmpty() ? 0 : 1;
    return JsonNodeFactory.instance.objectNode().put("rate_type", 0).put("recv_type", 1).put("status", status);
  }

  /** Live_Channel_SetStatus: 0 forbids for three months, 1 allows, 2 drops. */
  ObjectNode setStatus(FcgiCall call) throws SQLException {
    String channel = call.required("channel_id");
    switch ((int) call.number("status", -1, 0, 2)) {
      case 0 -> forbid(channel, clock.instant().plus(FORBIDDEN_MAX));
      case 1 -> resume(channel);
      default -> drop(channel);
    }
    return JsonNodeFactory.instance.objectNode();
  }

  /** channel_manager: forbids until a time, or allows. */
  ObjectNode manage(FcgiCall call) throws SQLException {
    String channel = call.required("channel_id");
    long now = clock.instant().getEpochSecond();
    switch (call.required("action")) {
      case "forbid" -> forbid(channel, Instant.ofEpochSecond(
          call.number("abstime_end", now + FORBIDDEN_MAX.toSeconds(), now, now + FORBIDDEN_MAX.toSeconds())));
      case "resume" -> resume(channel);
      default -> throw FcgiException.wrong("action", "forbid or resume");
    }
    return JsonNodeFactory.instance.objectNode();
  }

  /** Live_Channel_GetLiveChannelList. */
  ObjectNode liveList() {
    List<String> names = streams.all().stream().map(stream -> stream.key().name()).distinct().sorted().toList();
    ObjectNode output = JsonNodeFactory.instance.objectNode().put("all_count", names.size());
    ArrayNode list = output.putArray("channel_list");
    names.forEach(name -> list.addObject().put("channel_id", name));
    return output;
  }

  private void forbid(String channel, Instant until) throws SQLException {
    database.writeNow(transaction -> {
      for (ForbiddenStreams.Name name : names(channel)) {
        ForbiddenStreams.put(transaction, name, until, "");
      }
      return null;
    });
    forbidden.reload();
    live(channel).stream().filter(stream -> stream.key().app().equals(APP)).forEach(stream -> stream.disconnect(EndReason.FORBIDDEN));
    endContinuation(channel);
  }

  private void drop(String channel) {
    live(channel).forEach(stream -> stream.disconnect(EndReason.DROPPED));
    endContinuation(channel);
  }

  /** What waits for its publisher is over as well. */
  private void endContinuation(String channel) {
    names(channel).forEach(name -> recorder.endContinuation(new StreamKey(name.app(), name.stream()), name.realm()));
  }

  private void resume(String channel) throws SQLException {
    database.writeNow(transaction -> {
      for (ForbiddenStreams.Name name : names(channel)) {
        ForbiddenStreams.remove(transaction, name, clock.instant());
      }
      return null;
    });
    forbidden.reload();
  }

  private List<ForbiddenStreams.Name> names(String channel) {
    if (!StreamKey.legal(channel)) {
      throw FcgiException.wrong("channel_id", "a stream's name");
    }
    return domains.realms().stream().map(realm -> new ForbiddenStreams.Name(realm, APP, channel)).toList();
  }
}
