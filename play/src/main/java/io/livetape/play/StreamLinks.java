package io.livetape.play;

import io.livetape.live.StreamKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Addresses of what was recorded of a stream, and what opens them where {@code play.key} is set: a ticket as files have it (contract 6.9),
 * signed for a folder of its own that names the stream, and for replay by the clock the window too:
 *
 * <pre>
 *   /live/show/one.m3u8                            Dir = /live/show/one/
 *   /replay/show/one.m3u8?from=1000&amp;to=2000        Dir = /replay/show/one/1000/2000/
 * </pre>
 *
 * Names and times stand in it as they are, not as they are escaped in the address. Any thread.
 */
public final class StreamLinks {
  private final FileKey key;

  public StreamLinks(FileKey key) {
    this.key = key;
  }

  /** Whether addresses must be signed. */
  public boolean signed() {
    return !key.key().isEmpty();
  }

  /** What the address of the HLS recording that is being made needs behind the question mark; empty where nothing is needed. */
  public String liveQuery(StreamKey stream, Instant expiresAt) {
    return query(liveFolder(stream), expiresAt);
  }

  /** What the address of a window needs besides the window; empty where nothing is needed. */
  public String replayQuery(StreamKey stream, String from, String to, Instant expiresAt) {
    return query(replayFolder(stream, from, to), expiresAt);
  }

  /** The path of a window, with the window and nothing else in its query. */
  public static String replayPath(StreamKey stream, String ending, String from, String to) {
    return VideoUrls.streamPath("/replay/", stream) + "." + ending + "?from=" + VideoUrls.segment(from) + "&to=" + VideoUrls.segment(to);
  }

  /** The path of what a stream shows just now: another for each picture, so that browsers ask for each once. */
  public static String livePicturePath(StreamKey stream, Instant takenAt) {
    return VideoUrls.streamPath("/live/", stream) + ".jpg?at=" + takenAt.toEpochMilli();
  }

  static String liveFolder(StreamKey stream) {
    return "/live/" + stream.app() + "/" + stream.name() + "/";
  }

  static String replayFolder(StreamKey stream, String from, String to) {
    return "/replay/" + stream.app() + "/" + stream.name() + "/" + from + "/" + to + "/";
  }

  private String query(String folder, Instant expiresAt) {
    String us = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return signed() ? Ticket.signed(key.key(), folder, expiresAt, us).query().substring(1) : "";
  }
}
