package io.livetape.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of a growing playlist, on the disk. An entry that the disk does not take is tried again with the next one, so that the
 * playlist goes on growing once the trouble is over.
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
  private FileChannel channel;
  private long sizeBytes;
  private boolean failing;
  private boolean incomplete;

  PlaylistFile(Path path, SpoolFile.Opener opener) {
    this.path = path;
    this.opener = opener;
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

  /** At the place where the last whole entry ends: what a failed attempt left there is written over. */
  private void write() throws IOException {
    if (channel == null) {
      channel = opener.open(path);
    }
    ByteBuffer bytes = StandardCharsets.US_ASCII.encode(waiting.toString());
    while (bytes.hasRemaining()) {
      channel.write(bytes, sizeBytes + bytes.position());
    }
    sizeBytes += bytes.limit();
    waiting.setLength(0);
  }

  /**
   * Closes it. Not synced: the playlist that lands is, and after a crash it is made anew from its tapes.
   *
   * @throws IOException if not every entry is on the disk
   */
  void finish() throws IOException {
    try {
      write();
    } finally {
      if (channel != null) {
        channel.close();
      }
    }
    if (incomplete) {
      throw new IOException(path.getFileName() + " lacks entries that the disk did not take");
    }
  }
}
