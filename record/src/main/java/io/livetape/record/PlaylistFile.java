package io.livetape.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of a growing playlist, on the disk. An entry that the disk does not take is tried again with the next one, so that the
 * playlist goes on growing once the trouble is over.
 *
 * <p>After an interruption another recording goes on with it, by a list of its own that begins where this one was left. Until it was left
 * what is appended to the other one waits in memory.
 *
 * <p>Used on its recording's lane, and finished behind that; {@link #path} on any thread.
 */
final class PlaylistFile {
  private static final Logger log = LoggerFactory.getLogger(PlaylistFile.class);

  /** Some four hundred entries; a disk that takes tapes takes these as well, so it is never reached in practice. */
  private static final int WAITING_MAX_CHARS = 64 * 1024;

  private final Path path;
  private final SpoolFile.Opener opener;
  private final StringBuilder waiting = new StringBuilder();
  /** The list that this one goes on with; null once it has been left, and from the beginning for a new file. */
  private PlaylistFile before;
  /** Nobody appends to it any more. */
  private volatile boolean left;
  private FileChannel channel;
  private boolean created;
  private long sizeBytes;
  private boolean failing;
  private boolean incomplete;

  PlaylistFile(Path path, SpoolFile.Opener opener) {
    this.path = path;
    this.opener = opener;
  }

  /** For another recording, which goes on with it. */
  PlaylistFile next() {
    PlaylistFile next = new PlaylistFile(path, opener);
    next.before = this;
    return next;
  }

  Path path() {
    return path;
  }

  /** @param entry in ASCII */
  void append(String entry) {
    if (waiting.length() < WAITING_MAX_CHARS) {
      waiting.append(entry);
    } else {
      incomplete = true;
    }
    if (!follows()) {
      return;
    }
    try {
      write();
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        log.error("[disk] {}: {}; tried again with the next segment", path.getFileName(), e.toString());
      }
      failing = true;
    }
  }

  /** Whether the list before has been left, and what there was of it is known. */
  private boolean follows() {
    if (before != null && before.left && before.follows()) {
      sizeBytes = before.sizeBytes;
      created = before.created;
      waiting.insert(0, before.waiting);
      incomplete |= before.incomplete;
      before = null;
    }
    return before == null;
  }

  /** At the place where the last whole entry ends: what a failed attempt left there is written over. */
  private void write() throws IOException {
    if (channel == null) {
      channel = created ? FileChannel.open(path, StandardOpenOption.WRITE) : opener.open(path);
      created = true;
    }
    ByteBuffer bytes = StandardCharsets.US_ASCII.encode(waiting.toString());
    while (bytes.hasRemaining()) {
      channel.write(bytes, sizeBytes + bytes.position());
    }
    sizeBytes += bytes.limit();
    waiting.setLength(0);
  }

  /** Closes it for as long as nobody goes on with it. What the disk does not take now is left to whoever does. */
  void leave() {
    try {
      if (follows() && !waiting.isEmpty()) {
        write();
      }
    } catch (IOException e) {
      log.error("[disk] {}: {}; tried again when the file goes on or ends", path.getFileName(), e.toString());
    } finally {
      close();
      left = true;
    }
  }

  /** It was made anew, whole, and is as long as this; without a byte there is no file. */
  void rebuilt(long bytes) {
    sizeBytes = bytes;
    created = bytes > 0;
    left = true;
  }

  private void close() {
    try {
      if (channel != null) {
        channel.close();
        channel = null;
      }
    } catch (IOException e) {
      log.warn("[disk] {} could not be closed: {}", path.getFileName(), e.toString());
    }
  }

  /**
   * Closes it. Not synced: the playlist that lands is, and after a crash it is made anew from its tapes.
   *
   * @throws IOException if not every entry is on the disk
   */
  void finish() throws IOException {
    boolean whole = follows();
    try {
      if (whole && !(created && waiting.isEmpty())) {
        write();
      }
    } finally {
      if (channel != null) {
        channel.close();
      }
    }
    if (!whole || incomplete) {
      throw new IOException(path.getFileName() + " lacks entries that the disk did not take");
    }
  }
}
