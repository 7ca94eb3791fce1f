package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.MalformedMediaException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TapeIdentityTest {
  private static final TapeIdentity FULL = TapeFile.IDENTITY;

  @Test
  void identity_writtenAndRead_isTheSame() throws Exception {
    assertThat(TapeIdentity.read(payload(FULL), 0)).isEqualTo(FULL);
    TapeIdentity bare = new TapeIdentity("0", "", "", "", "", "", Instant.EPOCH, 0, Duration.ZERO);
    assertThat(TapeIdentity.read(payload(bare), 0)).isEqualTo(bare);
    TapeIdentity before1970 = new TapeIdentity("1", "t", "s", "d", "a", "x".repeat(TapeIdentity.TEXT_SIZE_MAX),
        Instant.parse("1969-12-31T23:59:59.999999Z"), Integer.MAX_VALUE, Duration.ofDays(365));
    assertThat(TapeIdentity.read(payload(before1970), 0)).isEqualTo(before1970);
  }

  @Test
  void identity_withNanoseconds_keepsMicroseconds() {
    Instant startedAt = Instant.parse("2026-01-01T00:00:00.123456789Z");
    TapeIdentity identity = new TapeIdentity("1", "", "", "", "", "", startedAt, 0, Duration.ofNanos(1999));
    assertThat(identity.startedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
    assertThat(identity.timelineOffset()).isEqualTo(Duration.ofNanos(1000));
  }

  @Test
  void identity_ofALaterVersionWithMoreFields_isRead() throws Exception {
    ByteBuffer known = payload(FULL);
    ByteBuffer later = ByteBuffer.allocate(known.remaining() + 64).put(known).clear();
    later.put(0, (byte) 2);
    assertThat(TapeIdentity.read(later, 0)).isEqualTo(FULL);
  }

  @Test
  void identity_cutAtEachByte_isMalformed() {
    ByteBuffer whole = payload(FULL);
    for (int size = 0; size < whole.limit(); size++) {
      ByteBuffer cut = whole.duplicate().limit(size);
      assertThatThrownBy(() -> TapeIdentity.read(cut, 100)).isInstanceOfSatisfying(MalformedMediaException.class,
          e -> assertThat(e.offset()).isEqualTo(100));
    }
  }

  @Test
  void identity_withEachByteChanged_isReadOrMalformed() {
    for (int at = 0; at < payload(FULL).limit(); at++) {
      for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF}) {
        ByteBuffer changed = payload(FULL).put(at, (byte) value);
        try {
          assertThat(TapeIdentity.read(changed, 0)).isNotNull();
        } catch (MalformedMediaException e) {
          assertThat(e).hasMessageContaining("tape identity");
        }
      }
    }
  }

  @Test
  void identity_outOfBounds_isRefused() {
    assertThatThrownBy(() -> withFileId("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> withFileId("123456789012345678901")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> withFileId("-1")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> withStream("课".repeat(342))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1024");
    assertThat(withStream("课".repeat(341)).stream()).hasSize(341);
  }

  private static TapeIdentity withFileId(String fileId) {
    return new TapeIdentity(fileId, "", "", "", "", "", Instant.EPOCH, 0, Duration.ZERO);
  }

  private static TapeIdentity withStream(String stream) {
    return new TapeIdentity("1", "", "", "", "", stream, Instant.EPOCH, 0, Duration.ZERO);
  }

  private static ByteBuffer payload(TapeIdentity identity) {
    BoxWriter out = new BoxWriter();
    identity.write(out);
    return ByteBuffer.allocate((int) out.sizeBytes()).put(out.written()).flip();
  }
}
