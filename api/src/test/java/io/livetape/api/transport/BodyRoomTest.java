package io.livetape.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyRoomTest {
  private final BodyRoom room = new BodyRoom(2 * BodyRoom.SMALL_MAX_BYTES, 300_000);

  @Test
  void room_isTakenUpToItsSizeAndGivenBack() {
    assertThat(room.take(200_000)).isTrue();
    assertThat(room.take(100_001)).isFalse();
    assertThat(room.take(100_000)).isTrue();
    assertThat(room.take(100_000)).isFalse();
    room.release(200_000);
    assertThat(room.take(200_000)).isTrue();
  }

  @Test
  void smallBodies_haveRoomWhenLargeOnesHaveNone() {
    assertThat(room.take(300_000)).isTrue();
    assertThat(room.take(BodyRoom.SMALL_MAX_BYTES)).isTrue();
    assertThat(room.take(BodyRoom.SMALL_MAX_BYTES)).isTrue();
    assertThat(room.take(1)).isFalse();
    room.release(BodyRoom.SMALL_MAX_BYTES);
    assertThat(room.take(1)).isTrue();
  }
}
