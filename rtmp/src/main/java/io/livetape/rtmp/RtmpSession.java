package io.livetape.rtmp;

import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.PlayGate;
import io.livetape.live.LiveStreams.Admission;
import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import io.livetape.live.Viewer;
import io.livetape.rtmp.amf.AmfValue;
import io.livetape.rtmp.message.Command;
import io.livetape.rtmp.message.ControlMessage;
import io.livetape.rtmp.message.ControlMessage.UserControl;
import io.livetape.rtmp.message.MalformedMessageException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversation on one connection: connect, then one push or play at a time. Adobe RTMP 1.0, 7.2, and what encoders expect beyond it:
 * {@code releaseStream}, {@code FCPublish}, {@code FCUnpublish}. The connection's event loop only.
 */
final class RtmpSession {
  private static final Logger LOG = LoggerFactory.getLogger(RtmpSession.class);
  private static final AmfValue NULL = AmfValue.Nothing.NULL;
  private static final AmfValue UNDEFINED = AmfValue.Nothing.UNDEFINED;
  /** How long after FCUnpublish a deleteStream may follow that says the same more exactly. */
  private static final Duration UNPUBLISH_GRACE = Duration.ofMillis(500);
  private static final int SILENT_PING_COUNT = 3;

  /** What the connection is used for. */
  private sealed interface Activity {
    /** @param sinceNanos when it began */
    record Idle(long sinceNanos) implements Activity {}

    record Watching(Playing playing) implements Activity {}

    record Pushing(Publishing publishing) implements Activity {}
  }

  private final RtmpConfig config;
  private final RtmpServices services;
  private final RtmpConnection connection;
  private final Answers answers;

  /** What {@code connect} addressed; null before it. */
  private StreamAddress connected;
  private int streamCount;
  private Activity activity = new Activity.Idle(System.nanoTime());

  RtmpSession(RtmpConfig config, RtmpServices services, RtmpConnection connection) {
    this.config = config;
    this.services = services;
    this.connection = connection;
    this.answers = new Answers(services.reasonCodes());
  }

  /** The handshake is done. */
  void opened() {
    idle();
  }

  void command(Command command, int streamId) throws MalformedMessageException {
    switch (command.name()) {
      case "connect" -> connect(command);
      case "createStream" -> answer(command, AmfValue.of(++streamCount));
      case "releaseStream", "_checkbw", "checkBandwidth" -> answer(command, UNDEFINED);
      case "getStreamLength" -> answer(command, AmfValue.of(0));
      case "FCPublish" -> fcPublish(command);
      case "publish" -> publish(command, streamId);
      case "FCUnpublish" -> fcUnpublish(command, streamId);
      case "deleteStream" -> endActivity(EndReason.DELETE_STREAM);
      case "closeStream" -> endActivity(EndReason.CLOSE_STREAM);
      case "play" -> play(command.argument(1).textOr(""), streamId);
      case "play2" -> play(command.argument(1).property("streamName").textOr(""), streamId);
      case "pause", "pauseRaw", "seek", "receiveAudio", "receiveVideo", "onStatus", "onBWDone", "_result", "_error" -> { }
      default -> unknown(command);
    }
  }

  /** An audio or video message. What was still under way when a push ended is dropped. */
  void media(int typeId, long timestampMs, ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMessageException {
    if (activity instanceof Activity.Pushing(Publishing publishing)) {
      publishing.media(typeId, timestampMs, buffer, offset, sizeBytes);
    }
  }

  /** A data message. */
  void data(List<AmfValue> values) {
    if (activity instanceof Activity.Pushing(Publishing publishing)) {
      publishing.data(values);
    }
  }

  /** Ends a push from our side and tells the publisher why. */
  void disconnect(EndReason reason) {
    if (activity instanceof Activity.Pushing(Publishing publishing)) {
      connection.send(publishing.streamId(), answers.closed(reason));
      end(reason);
      connection.closeWhenRead(CloseReason.PUSH_ENDED, reason.text());
    }
  }

  /** The server stops. */
  void stop() {
    if (activity instanceof Activity.Pushing(Publishing publishing)) {
      connection.send(publishing.streamId(), answers.closed(EndReason.SERVER_STOPPING));
    }
  }

  /** The connection ends, or the push or play on it. */
  void end(EndReason reason) {
    Activity last = activity;
    idle();
    switch (last) {
      case Activity.Idle _ -> { }
      case Activity.Watching(Playing playing) -> playing.close();
      case Activity.Pushing(Publishing publishing) -> publishing.end(reason);
    }
  }

  /** Finds what has taken too long. */
  void sweep(long nowNanos) {
    switch (activity) {
      case Activity.Idle(long sinceNanos) -> {
        if (nowNanos - sinceNanos > config.timeouts().command().toNanos()) {
          connection.close(CloseReason.COMMAND_TIMEOUT, "");
        }
      }
      case Activity.Pushing(Publishing publishing) -> sweepPush(publishing, nowNanos);
      case Activity.Watching(Playing playing) -> sweepPlay(playing, nowNanos);
    }
  }

  private void sweepPush(Publishing publishing, long nowNanos) {
    if (publishing.unpublishedFor(UNPUBLISH_GRACE, nowNanos)) {
      endActivity(EndReason.CLOSE_STREAM);
    } else if (publishing.silentFor(config.timeouts().idle(), nowNanos)) {
      connection.close(CloseReason.IDLE, "");
    } else {
      connection.pingIfSilent(nowNanos);
    }
  }

  private void sweepPlay(Playing playing, long nowNanos) {
    if (connection.silentNanos(nowNanos) > SILENT_PING_COUNT * config.timeouts().ping().toNanos()) {
      connection.close(CloseReason.VIEWER_SILENT, "");
      return;
    }
    connection.pingIfSilent(nowNanos);
    if (playing.begin(services.streams())) {
      return;
    }
    if (nowNanos - playing.askedNanos() > config.playing().streamWait().toNanos()) {
      connection.send(playing.streamId(), answers.streamNotFound());
      connection.closeWhenRead(CloseReason.STREAM_NOT_FOUND, playing.key().toString());
    }
  }

  private void connect(Command command) {
    AmfValue about = command.argument(0);
    connected = StreamAddress.ofConnect(about.property("tcUrl").textOr(""), about.property("app").textOr(""));
    connection.send(new ControlMessage.WindowAckSize(config.windowBytes()));
    connection.send(new ControlMessage.SetPeerBandwidth(config.windowBytes(), ControlMessage.SetPeerBandwidth.DYNAMIC));
    connection.send(new UserControl(UserControl.STREAM_BEGIN, 0));
    connection.send(new ControlMessage.SetChunkSize(config.chunkSizeBytes()));
    boolean enhanced = about.property("fourCcList") != UNDEFINED || about.property("videoFourCcInfoMap") != UNDEFINED;
    connection.send(0, answers.connected(command.transactionId(), enhanced));
  }

  private void fcPublish(Command command) {
    answer(command, UNDEFINED);
    String name = command.argument(1).textOr("");
    connection.send(0, answers.onFcPublish("onFCPublish", "NetStream.Publish.Start", name));
  }

  private void publish(Command command, int streamId) throws MalformedMessageException {
    StreamAddress address = address(command.name(), command.argument(1).textOr(""));
    if (!(activity instanceof Activity.Idle)) {
      connection.send(streamId, answers.busy());
    } else if (!StreamKey.legal(address.app()) || !StreamKey.legal(address.name())) {
      refuse(streamId, EndReason.REFUSED_NAME);
    } else if (!address.domainLegal()) {
      refuse(streamId, EndReason.REFUSED_DOMAIN);
    } else if (!address.queryLegal(config.queryMaxBytes())) {
      refuse(streamId, EndReason.REFUSED_PARAMETERS);
    } else {
      publish(address, streamId);
    }
  }

  private void publish(StreamAddress address, int streamId) {
    StreamKey key = new StreamKey(address.app(), address.name());
    String sequence = Long.toString(services.sequences().getAsLong() & Long.MAX_VALUE);
    String protocol = config.tls().isPresent() ? "rtmps" : "rtmp";
    Push push = new Push(key, sequence, address.domain(), address.query(), protocol, connection.userIp(), services.clock().instant());
    connection.readAtOnce(false); // unless a reader that is attached during the admission wants otherwise
    switch (services.streams().publish(push, connection)) {
      case Admission.Refused(EndReason reason) -> refuse(streamId, reason);
      case Admission.Accepted(LiveStream stream) -> {
        services.metrics().pushes.increment();
        connection.takeMedia();
        LOG.info("{} publishing {} (session {})", connection.logPrefix(), key, sequence);
        TagIntake intake = new TagIntake(stream, services.metrics(), connection.logPrefix());
        activity = new Activity.Pushing(new Publishing(streamId, stream, intake, connection.logPrefix()));
        connection.send(new UserControl(UserControl.STREAM_BEGIN, streamId));
        connection.send(streamId, answers.publishStart(address.name()));
      }
    }
  }

  private void refuse(int streamId, EndReason reason) {
    services.metrics().refused(reason);
    connection.send(streamId, answers.publishRefused(reason));
    connection.closeWhenRead(CloseReason.PUSH_REFUSED, reason.text());
  }

  /**
   * Announces the end of a push. Encoders send deleteStream or close the connection right after it; the stream ends by that, and only if
   * nothing comes by itself.
   */
  private void fcUnpublish(Command command, int streamId) {
    answer(command, UNDEFINED);
    connection.send(0, answers.onFcPublish("onFCUnpublish", "NetStream.Unpublish.Success", command.argument(1).textOr("")));
    if (activity instanceof Activity.Pushing(Publishing publishing)) {
      publishing.unpublished();
    }
  }

  private void endActivity(EndReason reason) {
    if (activity instanceof Activity.Pushing(Publishing publishing)) {
      connection.send(publishing.streamId(), answers.unpublished());
    }
    end(reason);
  }

  private void play(String nameAndQuery, int streamId) throws MalformedMessageException {
    StreamAddress address = address("play", nameAndQuery);
    if (!(activity instanceof Activity.Idle)) {
      connection.send(streamId, answers.playFailed("this connection is in use"));
    } else if (!StreamKey.legal(address.app()) || !StreamKey.legal(address.name()) || !address.domainLegal()
        || !address.queryLegal(config.queryMaxBytes())) {
      refusePlay(streamId, EndReason.REFUSED_NAME.text());
    } else {
      play(address, streamId);
    }
  }

  private void play(StreamAddress address, int streamId) {
    StreamKey key = new StreamKey(address.app(), address.name());
    Optional<String> refusal = services.playGate()
        .refusal(new PlayGate.Play(key, address.domain(), address.query(), connection.userIp()));
    if (refusal.isPresent()) {
      refusePlay(streamId, refusal.get());
      return;
    }
    Optional<Viewer> viewer = services.streams().audience().enter(config.playing().queueMaxBytes());
    if (viewer.isEmpty()) {
      refusePlay(streamId, "too many viewers");
      return;
    }
    services.metrics().plays.increment();
    Playing playing = new Playing(config, services.metrics(), connection, answers, key, streamId, viewer.get(), this::playEnded);
    activity = new Activity.Watching(playing);
    playing.begin(services.streams());
  }

  private void refusePlay(int streamId, String text) {
    connection.send(streamId, answers.playFailed(text));
    connection.closeWhenRead(CloseReason.PLAY_REFUSED, text);
  }

  /** The publisher of what is watched is gone; the viewer may ask for something else. */
  private void playEnded(Playing playing) {
    if (activity instanceof Activity.Watching(Playing current) && current == playing) {
      playing.close();
      connection.send(new UserControl(UserControl.STREAM_EOF, playing.streamId()));
      connection.send(playing.streamId(), answers.playEnded());
      idle();
    }
  }

  private void unknown(Command command) {
    if (command.transactionId() != 0) {
      connection.send(0, answers.unknownCommand(command.transactionId()));
    }
  }

  private void answer(Command command, AmfValue value) {
    if (command.transactionId() != 0) {
      connection.send(0, Command.of("_result", command.transactionId(), NULL, value));
    }
  }

  private StreamAddress address(String command, String nameAndQuery) throws MalformedMessageException {
    if (connected == null) {
      throw new MalformedMessageException(command + " before connect");
    }
    return connected.withName(nameAndQuery);
  }

  private void idle() {
    activity = new Activity.Idle(System.nanoTime());
    connection.readOnArrival();
  }
}
