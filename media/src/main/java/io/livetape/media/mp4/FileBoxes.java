package io.livetape.media.mp4;

import java.nio.ByteBuffer;

/** The boxes at a tape's outermost level that hold no boxes. */
final class FileBoxes {
  /** A {@code free} box of this size keeps the place of a 64-bit {@code mdat} header. */
  static final int PLACEHOLDER_SIZE_BYTES = 16;

  private static final int LARGE_SIZE_FOLLOWS = 1;

  private FileBoxes() {}

  /**
   * 4.3. {@code iso6}: default-base-is-moof and 64-bit, signed versions of boxes. {@code isom} and {@code mp42}: a plain file for
   * every other player. 32 bytes, so that the placeholder behind it lies within one disk sector and is overwritten whole or not at all.
   */
  static void ftyp(BoxWriter out) {
    out.box("ftyp", () -> out.fourCc("isom").u32(0x200).fourCc("isom").fourCc("iso6").fourCc("mp42").fourCc("mp41"));
  }

  /** 8.1.2, with an empty body of 8 bytes. */
  static void free(BoxWriter out) {
    out.box("free", () -> out.zeros(PLACEHOLDER_SIZE_BYTES - 8));
  }

  /** 11.1: {@code │ size │ "uuid" │ extended type (16) │ identity … │}. */
  static void uuid(BoxWriter out, TapeIdentity identity) {
    out.box("uuid", () -> {
      out.u64(TapeIdentity.BOX.getMostSignificantBits()).u64(TapeIdentity.BOX.getLeastSignificantBits());
      identity.write(out);
    });
  }

  /** 8.1.1 and 4.2: {@code │ 1 (4) │ "mdat" │ size of the whole box (8) │}. What is put over the placeholder. */
  static ByteBuffer largeMdat(long sizeBytes) {
    return ByteBuffer.allocate(PLACEHOLDER_SIZE_BYTES).putInt(LARGE_SIZE_FOLLOWS).putInt(FourCc.MDAT).putLong(sizeBytes).flip();
  }
}
