package io.livetape.record;

import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.LiveStreams.Admission;
import io.livetape.live.Push;
import io.livetape.live.PublisherConnection;
import io.livetape.media.FileFormat;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.store.FolderBlobStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A recorder behind a door for publishers, with a clock that is set by hand. Closed and made again over the same folder it is the next
 * process; closed in the middle of a push it is the death of this one.
 */
final class Station implements AutoCloseable {
  private static final AtomicLong IDS = new AtomicLong(1_000);

  final Studio studio;
  final Recorder recorder;
  final List<LandedFile> landed = new CopyOnWriteArrayList<>();
  final FolderBlobStore store;
  private final LiveStreams streams;
  /** What the next push is recorded by. */
  volatile RecordPlan plan;
  volatile Instant now;

  Station(Path root, RecordPlan plan, Instant now) throws Exception {
    this.plan = plan;
    this.now = now;
    studio = new Studio(root);
    store = new FolderBlobStore(root.resolve("store"));
    RecordConfig config = new RecordConfig(
        root.resolve("spool"), Duration.ofMillis(400), Duration.ofSeconds(1), Duration.ofSeconds(1), 1 << 20, 2, Duration.ZERO, 0, 0);
    recorder = new Recorder(config, _ -> this.plan, store, studio.database, new Heard(), studio.events::add, IDS::incrementAndGet,
        domain -> domain.startsWith("backup.") ? domain.substring(7) : domain, () -> this.now);
    streams = new LiveStreams(_ -> Optional.empty(), LiveStreams.SameName.TAKE_OVER, 10, List.of(recorder));
  }

  private final class Heard implements LandingListener {
    @Override
    public void landed(Connection transaction, LandedFile file) {
      landed.add(file);
    }

    @Override
    public void committed(LandedFile file) {}
  }

  /** One push of the stream that every push is of. */
  final class OnAir {
    final Feed feed = new Feed(Feed.inMs(Feed.video(Feed.H264_720P)), Feed.inMs(Feed.audio(Feed.AAC_48K)));
    final LiveStream stream;

    private OnAir(String domain) {
      Push push = new Push(Studio.PUSH.stream(), Long.toString(IDS.incrementAndGet()), domain, "", "rtmp", "192.0.2.7", now);
      stream = ((Admission.Accepted) streams.publish(push, new Connected())).stream();
    }

    OnAir send(long endMs) {
      feed.tracks().forEach(stream::track);
      feed.to(endMs, stream::write);
      return this;
    }

    Feed end(EndReason reason) {
      stream.end(reason);
      return feed;
    }
  }

  OnAir push() {
    return push(Studio.PUSH.domain());
  }

  OnAir push(String domain) {
    return new OnAir(domain);
  }

  /** A whole push, from its beginning to a lost connection. */
  Feed pushed(long endMs) {
    return push().send(endMs).end(EndReason.CONNECTION_LOST);
  }

  List<LandedFile> landed(FileFormat format) {
    return landed.stream().filter(file -> file.format() == format).toList();
  }

  HlsPlaylist playlist(LandedFile file) throws Exception {
    return HlsPlaylist.parse(Files.readString(store.localFile(file.playlistKey()).orElseThrow()));
  }

  Recorded recorded(LandedFile file) throws Exception {
    Recorded recorded = new Recorded();
    for (String key : file.blobKeys()) {
      recorded.add(store.localFile(key).orElseThrow());
    }
    return recorded;
  }

  /** Everything that was given to the recorder up to now is on the disk. */
  void settle() throws Exception {
    studio.database.writeNow(_ -> null);
  }

  /** @return completes when what an earlier process has left is landed, or waits */
  CompletableFuture<Void> recover() throws Exception {
    return recorder.recover();
  }

  @Override
  public void close() {
    recorder.close();
    studio.close();
  }

  /** A publisher whose thread is the test's. */
  private static final class Connected implements PublisherConnection {
    @Override
    public Executor thread() {
      return Runnable::run;
    }

    @Override
    public void readAtOnce(boolean atOnce) {
      // There is no socket.
    }

    @Override
    public void disconnect(EndReason reason) {
      // Its test ends it.
    }
  }
}
