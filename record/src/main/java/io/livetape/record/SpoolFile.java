package io.livetape.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of the spool, appended to by its lane.
 *
 * <p>Filled from the publisher's thread, written on the lane's. Work given before {@link #ready} is kept until then: the file's
 * identity is stored before its first byte. After the first failure nothing more is written; what was written stays for {@link Salvage}.
 */
final class SpoolFile {
  /** Work on the file as it was written; blocks. */
  interface Finish {
    void run(FileChannel channel) throws IOException;
  }

  /** Creates a file that must not be there yet. */
  interface Opener {
    Opener NEW = path -> FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);

    FileChannel open(Path path) throws IOException;
  }

  private static final Logger log = LoggerFactory.getLogger(SpoolFile.class);

  private final Path path;
  private final DiskLane lane;
  private final Executor finishing;
  private final BlockPool pool;
  private final DiskLoad load;
  private final Opener opener;

  // Guarded by this; null once ready.
  private List<Runnable> held = new ArrayList<>();

  // Owned by the lane, and then by whoever finishes.
  private FileChannel channel;
  private volatile IOException failure;
  private volatile boolean created;
  private volatile boolean dirty;
  private volatile boolean closed;

  SpoolFile(Path path, DiskLane lane, Executor finishing, BlockPool pool, DiskLoad load, Opener opener) {
    this.path = path;
    this.lane = lane;
    this.finishing = finishing;
    this.pool = pool;
    this.load = load;
    this.opener = opener;
  }

  Path path() {
    return path;
  }

  boolean closed() {
    return closed;
  }

  /** Whether the disk has failed it, so that nothing more is written to it. Any thread; known some time after the fact. */
  boolean failed() {
    return failure != null;
  }

  /** Whether this process has made it; where not, whatever is there under its name is not ours. */
  boolean created() {
    return created;
  }

  /** The file's identity is stored: creates it and begins to write. Any thread, once. */
  void ready() {
    synchronized (this) {
      lane.run(this::create);
      held.forEach(lane::run);
      held = null;
    }
  }

  /** Appends flipped buffers with one gathering write; the list and its blocks change owner. */
  void append(List<ByteBuffer> buffers) {
    long sizeBytes = 0;
    for (ByteBuffer buffer : buffers) {
      sizeBytes += buffer.remaining();
    }
    long count = sizeBytes;
    load.given(count);
    submit(() -> write(buffers, count));
  }

  /**
   * Runs {@code work} on the file once all of it is written, off the lane, and closes it.
   *
   * @return completes with the first failure that the file has suffered at any time, if there was one
   */
  CompletableFuture<Void> finish(Finish work) {
    CompletableFuture<Void> finished = new CompletableFuture<>();
    submit(() -> finishing.execute(() -> {
      finishNow(work);
      if (failure == null) {
        finished.complete(null);
      } else {
        finished.completeExceptionally(failure);
      }
    }));
    return finished;
  }

  /** Runs {@code work} on the lane once everything given so far is written; never, if the disk does not take it. */
  void whenWritten(Runnable work) {
    submit(() -> {
      if (failure == null) {
        work.run();
      }
    });
  }

  /**
   * Makes what is written so far survive a power cut. Any thread; blocks. A file that cannot be synced has failed: systems tell so once, and
   * the next sync succeeds although what was written before may be lost (fsync(2) of Linux, "NOTES"). The recording goes on in another file.
   */
  void sync() {
    FileChannel open = channel;
    if (!dirty || open == null || failure != null) {
      return;
    }
    dirty = false;
    try {
      open.force(false);
    } catch (ClosedChannelException _) {
      // Finished meanwhile, and synced by that.
    } catch (IOException e) {
      fail(e);
    }
  }

  private void submit(Runnable task) {
    synchronized (this) {
      if (held != null) {
        held.add(task);
        return;
      }
    }
    lane.run(task);
  }

  private void create() {
    try {
      channel = opener.open(path);
      created = true;
    } catch (IOException e) {
      fail(e);
    }
  }

  private void write(List<ByteBuffer> buffers, long count) {
    try {
      if (failure == null) {
        writeFully(buffers);
        dirty = true;
      }
    } catch (IOException e) {
      fail(e);
    } finally {
      pool.give(buffers);
      load.taken(count);
    }
  }

  private void writeFully(List<ByteBuffer> buffers) throws IOException {
    ByteBuffer[] array = buffers.toArray(ByteBuffer[]::new);
    int from = 0;
    while (from < array.length) {
      channel.write(array, from, array.length - from);
      while (from < array.length && !array[from].hasRemaining()) {
        from++;
      }
    }
  }

  private void finishNow(Finish work) {
    try {
      if (failure == null) {
        work.run(channel);
      }
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException e) {
      // A fault of ours; those who wait for this file must hear of it as of any other.
      failure = new IOException(e.toString(), e);
    } finally {
      close();
    }
  }

  private void fail(IOException e) {
    failure = e;
    log.error("[disk] {}: {}; nothing more is written to this file, and what is whole in it is landed when the disk allows",
        path.getFileName(), e.toString());
  }

  private void close() {
    closed = true;
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
  }
}
