package io.livetape.play;

import io.livetape.vod.RecordedFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Addresses that open recorded files for whoever has been let in otherwise: signed where {@code play.key} is set, plain where it is not
 * (contract 6.9). Any thread.
 */
public final class FileLinks {
  /** Of our own pages' addresses: they stay the same for an hour, so that browsers keep what they have loaded. */
  private static final String OWN = "console";

  private final VideoUrls urls;
  private final FileKey key;
  private final InstantSource clock;

  public FileLinks(VideoUrls urls, FileKey key, InstantSource clock) {
    this.urls = urls;
    this.key = key;
    this.clock = clock;
  }

  /**
   * What is given to others.
   *
   * @param page that plays the file
   * @param embed the same without anything around the player
   * @param media the file itself
   * @param expiresAt null for never
   */
  public record Share(String page, String embed, String media, Instant expiresAt) {}

  /**
   * How our own pages play a file.
   *
   * @param path of the media on this server, with the query that opens it
   * @param soundOnly whether there are no pictures
   * @param type the media type to ask the browser for; empty when nothing is known
   * @param codecs for people; empty when they are not known
   */
  public record Playback(String path, boolean soundOnly, String type, String codecs) {}

  /** Whether addresses must be signed. */
  public boolean signed() {
    return !key.key().isEmpty();
  }

  public Playback playback(RecordedFile file) {
    Codecs codecs = Codecs.of(file.content());
    return new Playback(urls.path(file) + ownQuery(file), codecs.soundOnly(), codecs.type(), codecs.names());
  }

  /** The path of a file's cover on this server, with the query that opens it; empty without one. */
  public String cover(RecordedFile file) {
    String coverKey = file.entry().coverKey();
    return coverKey == null ? "" : beside(file, coverKey);
  }

  /** The path of what lies beside a file, by the key of its blob, with the query that opens it. */
  public String beside(RecordedFile file, String blobKey) {
    return urls.besidePath(Long.parseLong(file.fileId()), blobKey) + ownQuery(file);
  }

  /** Addresses for others, each call's its own. Without a key they do not expire. */
  public Share share(RecordedFile file, Duration validity) {
    Instant expiresAt = signed() ? clock.instant().plus(validity).truncatedTo(ChronoUnit.SECONDS) : null;
    String query = query(file, expiresAt, HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
    return new Share(urls.publicUrl() + VideoUrls.filePagePath(file.fileId()) + query, urls.publicUrl() + "/embed/" + file.fileId() + query,
        urls.publicUrl() + urls.path(file) + query, expiresAt);
  }

  private String ownQuery(RecordedFile file) {
    return query(file, clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)).plus(key.validity()), OWN);
  }

  private String query(RecordedFile file, Instant expiresAt, String us) {
    return signed() ? Ticket.signed(key.key(), urls.folder(Long.parseLong(file.fileId())), expiresAt, us).query() : "";
  }
}
