package io.livetape.vod;

import io.livetape.media.FileFormat;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One recording file in the catalogue: one cut in one format.
 *
 * @param fileId a positive number of 63 bits in decimal digits; its identity, given when the file was opened, and greater than those before
 * @param videoId the older kind of id, {@code <account>_<32 hex digits>}
 * @param name for people and search; need not be unique
 * @param startedAt when its recording began, in whole microseconds
 * @param endedAt when its recording ended, in whole microseconds
 * @param blobKeys the blobs that it is made of, in playing order; one, but for HLS over several tapes
 * @param playlistKey the blob of the stored playlist; null when it has none
 * @param createdAt when it came into the catalogue, in whole milliseconds
 * @param expiresAt when it is to be removed, in whole milliseconds; null for never
 * @param recovered whether it was finished after a crash
 */
public record RecordedFile(
    String fileId, String videoId, FileFormat format, String name, Origin origin, Instant startedAt, Instant endedAt, Content content,
    List<String> blobKeys, String playlistKey, Instant createdAt, Instant expiresAt, boolean recovered, FileStatus status, Entry entry) {

  public static final int ID_MAX_DIGITS = 20;
  public static final int NAME_MAX_CHARS = 1024;
  public static final int BLOBS_MAX = 10_000;

  /**
   * Where it was recorded from. What is not known is empty.
   *
   * @param pushSequence id of the push session
   * @param streamParam the query of the push address, unchanged
   * @param taskId of the task that asked for the recording; empty when a rule, the configuration or the push address did
   */
  public record Origin(String domain, String app, String stream, String pushSequence, String streamParam, String taskId) {
    /** Without the query, which holds the push's signature. */
    @Override
    public String toString() {
      return "Origin[" + domain + "/" + app + "/" + stream + ", " + pushSequence + (taskId.isEmpty() ? "" : ", task " + taskId) + "]";
    }
  }

  /**
   * What is in it.
   *
   * @param mediaStartMs the first timestamp that the recorder saw
   * @param sizeBytes of everything that a download takes
   * @param width of the picture, 0 without one
   * @param height of the picture, 0 without one
   * @param videoCodec short lower-case name, empty without video
   * @param audioCodec short lower-case name, empty without audio
   * @param frameRate pictures a second, 0 where it is not known
   * @param videoSizeBytes of the pictures alone, 0 where it is not known
   * @param sampleRateHz of the sound, 0 where it is not known
   */
  public record Content(
      long durationMs, long mediaStartMs, long sizeBytes, int width, int height, String videoCodec, String audioCodec, int frameRate,
      long videoSizeBytes, int sampleRateHz) {

    /** Of which no more is known. */
    public Content(long durationMs, long mediaStartMs, long sizeBytes, int width, int height, String videoCodec, String audioCodec) {
      this(durationMs, mediaStartMs, sizeBytes, width, height, videoCodec, audioCodec, 0, 0, 0);
    }

    public Content {
      if (durationMs < 0 || sizeBytes < 0 || width < 0 || height < 0) {
        throw new IllegalArgumentException("negative duration, size or picture");
      }
    }
  }

  /** A recording of the account's own, of which nobody has said anything. */
  public RecordedFile(
      String fileId, String videoId, FileFormat format, String name, Origin origin, Instant startedAt, Instant endedAt, Content content,
      List<String> blobKeys, String playlistKey, Instant createdAt, Instant expiresAt, boolean recovered, FileStatus status) {
    this(fileId, videoId, format, name, origin, startedAt, endedAt, content, blobKeys, playlistKey, createdAt, expiresAt, recovered, status,
        Entry.RECORDED);
  }

  public RecordedFile {
    if (!isId(fileId) || fileId.length() == ID_MAX_DIGITS || !Long.toString(Long.parseLong(fileId)).equals(fileId)) {
      throw new IllegalArgumentException("not a file id: " + fileId);
    }
    if (name.length() > NAME_MAX_CHARS) {
      throw new IllegalArgumentException("name has " + name.length() + " characters, more than " + NAME_MAX_CHARS);
    }
    if (blobKeys.isEmpty() || blobKeys.size() > BLOBS_MAX) {
      throw new IllegalArgumentException("file " + fileId + " has " + blobKeys.size() + " blobs, not 1 to " + BLOBS_MAX);
    }
    if (endedAt.isBefore(startedAt)) {
      throw new IllegalArgumentException("file " + fileId + " ends before it starts");
    }
    blobKeys = List.copyOf(blobKeys);
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    endedAt = endedAt.truncatedTo(ChronoUnit.MICROS);
    createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The same with another name, time to go, and entry. */
  public RecordedFile described(String name, Instant expiresAt, Entry entry) {
    return new RecordedFile(fileId, videoId, format, name, origin, startedAt, endedAt, content, blobKeys, playlistKey, createdAt, expiresAt,
        recovered, status, entry);
  }

  /** Whether a text from outside can be a file id at all. */
  public static boolean isId(String text) {
    return !text.isEmpty() && text.length() <= ID_MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether its time to be kept is over: then nobody gets it any more, although it may still be there. */
  public boolean expiredAt(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /** The first blob, which is the only one of every format but HLS. */
  public String blobKey() {
    return blobKeys.getFirst();
  }
}
