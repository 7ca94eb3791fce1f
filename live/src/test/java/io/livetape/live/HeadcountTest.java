package io.livetape.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.live.Headcount.Answer;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadcountTest {
  private static final InetAddress ONE = address("192.0.2.1");
  private static final InetAddress OTHER = address("192.0.2.2");

  @Test
  void newcomer_aboveTheTotal_isNotWelcome() {
    Headcount headcount = new Headcount(2, 2);
    assertThat(headcount.enter(ONE)).isEqualTo(Answer.WELCOME);
    assertThat(headcount.enter(OTHER)).isEqualTo(Answer.WELCOME);

    assertThat(headcount.enter(ONE)).isEqualTo(Answer.FULL);
    assertThat(headcount.count()).isEqualTo(2);
  }

  @Test
  void newcomer_aboveItsAddressesShare_leavesRoomForOthers() {
    Headcount headcount = new Headcount(3, 2);
    headcount.enter(ONE);
    headcount.enter(ONE);

    assertThat(headcount.enter(ONE)).isEqualTo(Answer.FULL_OF_THIS_ADDRESS);
    assertThat(headcount.enter(OTHER)).isEqualTo(Answer.WELCOME);
  }

  @Test
  void place_ofOneWhoLeft_isFreeAgain() {
    Headcount headcount = new Headcount(2, 1);
    headcount.enter(ONE);
    headcount.enter(OTHER);
    headcount.leave(ONE);

    assertThat(headcount.count()).isEqualTo(1);
    assertThat(headcount.enter(OTHER)).isEqualTo(Answer.FULL_OF_THIS_ADDRESS);
    assertThat(headcount.enter(ONE)).isEqualTo(Answer.WELCOME);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,        192.0.2.1,        true",
    "192.0.2.1,        192.0.2.2,        false",
    "2001:db8::1,      2001:db8::ffff,   true",
    "2001:db8:0:1::1,  2001:db8:0:2::1,  false",
    "::ffff:192.0.2.1, 192.0.2.1,        true"
  })
  void addresses_ofOneSubscriber_countAsOne(String first, String second, boolean same) {
    assertThat(Headcount.origin(address(first)).equals(Headcount.origin(address(second)))).isEqualTo(same);
  }

  @Test
  void limit_ofNone_isNoLimit() {
    assertThatThrownBy(() -> new Headcount(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Headcount(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }
}
