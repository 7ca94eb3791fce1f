package io.livetape.api.live;

import io.livetape.api.ForbiddenStreams;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
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
import java.util.Optional;

/** One stream: its state, dropping, forbidding and allowing it again (contract 3.5). */
final class StreamActions {
  private static final Duration FORBIDDEN_FOR = Duration.ofDays(7);
  private static final Duration FORBIDDEN_MAX = Duration.ofDays(90);

  private final Database database;
  private final LiveStreams streams;
  private final Recorder recorder;
  private final ForbiddenStreams forbidden;
  private final InstantSource clock;

  StreamActions(Database database, LiveStreams streams, Recorder recorder, ForbiddenStreams forbidden, InstantSource clock) {
    this.database = database;
    this.streams = streams;
    this.recorder = recorder;
    this.forbidden = forbidden;
    this.clock = clock;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("DescribeLiveStreamState", "Tells whether a stream is live, idle or forbidden.", Name.class, State.class, this::state),
        Action.command("DropLiveStream", "Ends a push; the publisher may come again.", Name.class, this::drop),
        Action.command("ForbidLiveStream", "Ends a push and refuses the stream until a time.", Forbid.class, this::forbid),
        Action.command("ResumeLiveStream", "Allows a forbidden stream again.", Name.class, this::resume));
  }

  record Name(@Required String appName, @Required String domainName, @Required String streamName) {}

  /** @param streamState {@code active}, {@code inactive} or {@code forbid} */
  record State(String streamState) {}

  private State state(Name request) {
    ForbiddenStreams.Name name = name(request);
    String idle = forbidden.contains(name) ? "forbid" : "inactive";
    return new State(find(name).isPresent() ? "active" : idle);
  }

  private void drop(Name request) {
    end(name(request), EndReason.DROPPED);
  }

  record Forbid(
      @Required String appName,
      @Required String domainName,
      @Required String streamName,
      @Default("") @About("ISO 8601; 7 days ahead where it is left out, 90 at most.") String resumeTime,
      @Default("") @Size(max = 2048) String reason) {}

  private void forbid(Forbid request) throws SQLException {
    ForbiddenStreams.Name name = name(new Name(request.appName, request.domainName, request.streamName));
    Instant now = clock.instant();
    Instant resumesAt = request.resumeTime.isEmpty() ? now.plus(FORBIDDEN_FOR) : IsoTime.parse("ResumeTime", request.resumeTime);
    if (!resumesAt.isAfter(now) || resumesAt.isAfter(now.plus(FORBIDDEN_MAX))) {
      throw ApiException.invalid("ResumeTime", "a time ahead, within " + FORBIDDEN_MAX.toDays() + " days");
    }
    database.writeNow(transaction -> {
      ForbiddenStreams.put(transaction, name, resumesAt, request.reason);
      return null;
    });
    forbidden.reload();
    end(name, EndReason.FORBIDDEN);
  }

  /** Also when it is not live just now: a recording that waits for its publisher is over. */
  private void end(ForbiddenStreams.Name name, EndReason reason) {
    find(name).ifPresent(stream -> stream.disconnect(reason));
    recorder.endContinuation(new StreamKey(name.app(), name.stream()), name.realm());
  }

  private void resume(Name request) throws SQLException {
    ForbiddenStreams.Name name = name(request);
    database.writeNow(transaction -> {
      ForbiddenStreams.remove(transaction, name, clock.instant());
      return null;
    });
    forbidden.reload();
  }

  private ForbiddenStreams.Name name(Name request) {
    if (!StreamKey.legal(request.appName) || !StreamKey.legal(request.streamName)) {
      throw ApiException.invalid("StreamName", "a stream's name, and AppName an application's");
    }
    return forbidden.name(DomainName.of(request.domainName), request.appName, request.streamName);
  }

  /** The stream while it is live. */
  private Optional<LiveStream> find(ForbiddenStreams.Name name) {
    return streams.find(new StreamKey(name.app(), name.stream()))
        .filter(stream -> forbidden.name(stream.push().domain(), name.app(), name.stream()).equals(name));
  }
}
