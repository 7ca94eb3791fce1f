package io.livetape.console.live;

import io.livetape.api.AuthKeys;
import io.livetape.api.Domains;
import io.livetape.api.PushSignature;
import io.livetape.live.StreamKey;
import io.livetape.play.StreamLinks;
import java.time.Instant;
import java.util.Locale;

/**
 * What opens a stream's media for whoever has been let in otherwise: nothing where nothing is asked for, else a signature. What was
 * recorded is opened by {@code play.key} where that is set, everything else by the play key of the domain. The keys stay here. Any thread.
 */
public final class PlayAddresses {
  private final Domains domains;
  private final StreamLinks links;

  public PlayAddresses(Domains domains, StreamLinks links) {
    this.domains = domains;
    this.links = links;
  }

  /**
   * A window of a stream, as paths of this server.
   *
   * @param signed whether they expire
   * @param playlist HLS
   * @param download one MP4
   */
  public record Window(boolean signed, String playlist, String download) {}

  /** What the address of the live stream needs behind the question mark at this host; empty where it needs nothing. */
  String liveQuery(StreamKey stream, String host, Instant expiresAt) {
    AuthKeys keys = domains.play(host.toLowerCase(Locale.ROOT));
    return keys.enabled() ? PushSignature.sign(keys.master(), stream.name(), expiresAt) : "";
  }

  /** The same of the HLS recording that is being made of it. */
  String recordedQuery(StreamKey stream, String host, Instant expiresAt) {
    return links.signed() ? links.liveQuery(stream, expiresAt) : liveQuery(stream, host, expiresAt);
  }

  /**
   * The path of the picture of a stream, with what it needs.
   *
   * @param host by which the viewer reaches this server
   */
  String picture(StreamKey stream, Instant takenAt, String host, Instant expiresAt) {
    String query = liveQuery(stream, host, expiresAt);
    return StreamLinks.livePicturePath(stream, takenAt) + (query.isEmpty() ? "" : "&" + query);
  }

  /**
   * @param from as it stands in the address, as {@code to}
   * @param host by which the viewer reaches this server
   */
  public Window window(StreamKey stream, String from, String to, String host, Instant expiresAt) {
    String query = links.signed() ? links.replayQuery(stream, from, to, expiresAt) : liveQuery(stream, host, expiresAt);
    String more = query.isEmpty() ? "" : "&" + query;
    return new Window(!query.isEmpty(), StreamLinks.replayPath(stream, "m3u8", from, to) + more,
        StreamLinks.replayPath(stream, "mp4", from, to) + more);
  }
}
