package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A {@link TapeHeader} read back.
 *
 * @param largeMdatSizeBytes the size in the {@code mdat} header that replaced the placeholder, 0 while it is in place
 */
record TapeHead(TapeIdentity identity, List<TapeTrack> tracks, int placeholderOffset, long largeMdatSizeBytes, int initOffset,
    int initEndOffset) {

  /** @param head the file's first bytes, up to {@link TapeHeader#SIZE_MAX} of them */
  static TapeHead parse(ByteBuffer head) throws MalformedMediaException {
    int limit = head.limit();
    int placeholder = BoxView.at(head, 0, 0, limit).expect(FourCc.FTYP).end();
    long largeMdatSizeBytes = largeMdatSizeBytes(head, placeholder);
    int init = placeholder + FileBoxes.PLACEHOLDER_SIZE_BYTES;
    BoxView ftyp = BoxView.at(head, 0, init, limit).expect(FourCc.FTYP);
    BoxView uuid = BoxView.at(head, 0, ftyp.end(), limit).expect(FourCc.UUID);
    BoxView moov = BoxView.at(head, 0, uuid.end(), limit).expect(FourCc.MOOV);
    return new TapeHead(identity(uuid), MoovParser.tracks(moov), placeholder, largeMdatSizeBytes, init, moov.end());
  }

  private static long largeMdatSizeBytes(ByteBuffer head, int at) throws MalformedMediaException {
    if (head.limit() - at < FileBoxes.PLACEHOLDER_SIZE_BYTES) {
      throw new MalformedMediaException(at, "cut short before the first fragment");
    }
    int type = head.getInt(at + 4);
    if (head.getInt(at) == 1 && type == FourCc.MDAT) {
      return Math.max(1, head.getLong(at + 8));
    }
    if (head.getInt(at) == FileBoxes.PLACEHOLDER_SIZE_BYTES && type == FourCc.FREE) {
      return 0;
    }
    throw new MalformedMediaException(at, "neither the placeholder nor a 64-bit mdat, but " + FourCc.text(type));
  }

  private static TapeIdentity identity(BoxView uuid) throws MalformedMediaException {
    if (uuid.i64(0) != TapeIdentity.BOX.getMostSignificantBits() || uuid.i64(8) != TapeIdentity.BOX.getLeastSignificantBits()) {
      throw uuid.malformed("not a tape's identity");
    }
    ByteBuffer payload = uuid.bytes().duplicate().position(uuid.body() + 16).limit(uuid.end());
    return TapeIdentity.read(payload, uuid.fileOffset() + uuid.start());
  }
}
