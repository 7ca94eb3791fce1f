package io.livetape.vod.sprite;

import io.livetape.media.KeyFramePlace;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.mp4.KeyFrameClip;
import io.livetape.vod.picture.Ffmpeg;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Iterator;

/** A run's key frames as a decoder reads them: one is in memory at a time. One thread. */
final class KeyFrameFeed implements Ffmpeg.Feed {
  private final FileChannel file;
  private final KeyFrameClip clip;
  private final Iterator<KeyFramePlace> places;
  private boolean begun;

  /** @param file the run's, which stays the caller's */
  KeyFrameFeed(FileChannel file, KeyFrameRun run) throws IOException {
    this.file = file;
    places = run.places().iterator();
    try {
      clip = new KeyFrameClip(run.format());
    } catch (MalformedMediaException e) {
      throw new IOException("its pictures' configuration cannot be used", e);
    }
  }

  @Override
  public ByteBuffer next() throws IOException {
    if (!begun) {
      begun = true;
      return clip.head();
    }
    return places.hasNext() ? read(places.next()) : null;
  }

  private ByteBuffer read(KeyFramePlace place) throws IOException {
    ByteBuffer head = clip.next(place.sizeBytes());
    ByteBuffer bytes = ByteBuffer.allocate(head.remaining() + place.sizeBytes());
    int headBytes = head.remaining();
    bytes.put(head);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, place.offset() + bytes.position() - headBytes) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return bytes.flip();
  }
}
