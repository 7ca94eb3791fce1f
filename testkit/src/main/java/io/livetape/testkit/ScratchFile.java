package io.livetape.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One temporary file that is filled again and again, for tests that read thousands of small files. Goes with the process. One thread. */
public final class ScratchFile {
  private final FileChannel channel;

  public ScratchFile() {
    try {
      Path path = Files.createTempFile("livetape-scratch", "");
      channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file with this content, open for reading and writing at its beginning; the same channel each time, to be left open. */
  public FileChannel with(byte[] content) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(content), 0);
    return channel.position(0);
  }

  /** What is in it now. */
  public byte[] content() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
      continue;
    }
    return content.array();
  }
}
