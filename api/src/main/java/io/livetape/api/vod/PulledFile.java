package io.livetape.api.vod;

import io.livetape.callback.Fetch;
import io.livetape.vod.task.TaskWatch;
import io.livetape.vod.task.WorkFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is being fetched: takes what comes as long as there is room, and as anybody wants it. One thread. */
final class PulledFile implements Fetch.Sink, AutoCloseable {
  /** How often the room on the disk is looked at. */
  private static final long ROOM_STEP_BYTES = 64L << 20;

  private final FileChannel out;
  private final WorkFolder folder;
  private final TaskWatch watch;
  private long sizeBytes;
  /** Up to here there was room. */
  private long roomEndBytes;

  /** Begins anew where there is one. */
  PulledFile(Path path, WorkFolder folder, TaskWatch watch) throws IOException {
    out = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    this.folder = folder;
    this.watch = watch;
  }

  @Override
  public void take(ByteBuffer bytes, long announcedBytes) throws IOException {
    watch.done(sizeBytes, announcedBytes);
    if (sizeBytes + bytes.remaining() > roomEndBytes) {
      roomEndBytes = Math.max(announcedBytes, sizeBytes + bytes.remaining() + ROOM_STEP_BYTES);
      folder.checkRoom(roomEndBytes - sizeBytes);
    }
    while (bytes.hasRemaining()) {
      sizeBytes += out.write(bytes);
    }
  }

  /** What has come so far. */
  long sizeBytes() {
    return sizeBytes;
  }

  /** It is whole: waits until the disk has it. */
  void sync() throws IOException {
    out.force(true);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
