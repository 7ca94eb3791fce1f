package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What a tape says about itself in its {@code uuid} box, so that an index can be rebuilt from files alone.
 *
 * <pre>
 *  │ version=1 (1) │ zero (3) │ startedAt, µs since 1970 UTC (8) │ timelineOffset, µs (8) │ piece (4) │
 *  │ fileId │ tapeId │ session │ domain │ app │ stream │  each: length (2), UTF-8 │ later fields, ignored …
 * </pre>
 *
 * <p>A higher version only appends fields; a change that older readers would misread takes a new UUID.
 *
 * @param fileId decimal number of up to 20 digits
 * @param session the push session that the tape belongs to
 * @param startedAt wall clock of the tape's time zero; kept in microseconds
 * @param piece 0 for the first tape of a session, then 1, 2 …
 * @param timelineOffset where the tape's time zero lies on the stream's timeline; kept in microseconds
 */
public record TapeIdentity(String fileId, String tapeId, String session, String domain, String app, String stream,
    Instant startedAt, int piece, Duration timelineOffset) {

  /** The longest text, in bytes of UTF-8; longer names do not get as far as a tape. */
  public static final int TEXT_SIZE_MAX = 1024;

  static final UUID BOX = UUID.fromString("5d9f6a1e-0c3b-4b8e-9a57-e2f4716c8d30");

  private static final int VERSION = 1;
  private static final Duration MICROSECOND = ChronoUnit.MICROS.getDuration();

  public TapeIdentity {
    if (!fileId.matches("[0-9]{1,20}")) {
      throw new IllegalArgumentException("file id is not a decimal number of 1 to 20 digits: " + fileId);
    }
    for (String text : new String[] {tapeId, session, domain, app, stream}) {
      if (text.length() > TEXT_SIZE_MAX || text.getBytes(StandardCharsets.UTF_8).length > TEXT_SIZE_MAX) {
        throw new IllegalArgumentException("text longer than " + TEXT_SIZE_MAX + " bytes: " + text.substring(0, 40) + "…");
      }
    }
    if (piece < 0 || timelineOffset.isNegative()) {
      throw new IllegalArgumentException("piece and timeline offset cannot be negative: " + piece + ", " + timelineOffset);
    }
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    timelineOffset = timelineOffset.truncatedTo(ChronoUnit.MICROS);
  }

  /** Writes the box's payload, after the 16 bytes of {@link #BOX}. */
  void write(BoxWriter out) {
    out.u8(VERSION).zeros(3);
    out.u64(ChronoUnit.MICROS.between(Instant.EPOCH, startedAt)).u64(timelineOffset.dividedBy(MICROSECOND)).u32(piece);
    for (String text : new String[] {fileId, tapeId, session, domain, app, stream}) {
      out.u16(text.getBytes(StandardCharsets.UTF_8).length).text(text);
    }
  }

  /** Reads a payload between the buffer's position and limit; bytes after the known fields are ignored. */
  static TapeIdentity read(ByteBuffer payload, long fileOffset) throws MalformedMediaException {
    try {
      if (payload.get() < VERSION) {
        throw new MalformedMediaException(fileOffset, "tape identity has no version");
      }
      payload.position(payload.position() + 3);
      Instant startedAt = Instant.EPOCH.plus(payload.getLong(), ChronoUnit.MICROS);
      Duration timelineOffset = Duration.of(payload.getLong(), ChronoUnit.MICROS);
      int piece = payload.getInt();
      return new TapeIdentity(text(payload), text(payload), text(payload), text(payload), text(payload), text(payload),
          startedAt, piece, timelineOffset);
    } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new MalformedMediaException(fileOffset, "tape identity is cut short or out of range: " + e.getMessage());
    }
  }

  private static String text(ByteBuffer payload) {
    int sizeBytes = payload.getShort() & 0xFFFF;
    if (sizeBytes > TEXT_SIZE_MAX) {
      throw new IllegalArgumentException("text of " + sizeBytes + " bytes");
    }
    byte[] utf8 = new byte[sizeBytes];
    payload.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
