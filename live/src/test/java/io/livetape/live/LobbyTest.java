package io.livetape.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class LobbyTest {
  private static final InetAddress MANY = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress FEW = InetAddress.ofLiteral("192.0.2.2");

  private final Lobby<String> lobby = new Lobby<>(32);

  @Test
  void newcomer_whileThereIsRoom_sendsNobodyAway() {
    for (int i = 0; i < 32; i++) {
      assertThat(lobby.enter("c" + i, MANY)).isEmpty();
    }
    assertThat(lobby.count()).isEqualTo(32);
  }

  @Test
  void newcomer_ofAnAddressWithMoreThanItsShare_sendsAwayTheOldestOfIt() {
    lobby.enter("other", FEW);
    for (int i = 0; i < 31; i++) {
      lobby.enter("c" + i, MANY);
    }
    assertThat(lobby.enter("newest", MANY)).contains("c0");
  }

  @Test
  void newcomer_ofAnotherAddress_sendsAwayTheOldestOfAll() {
    for (int i = 0; i < 32; i++) {
      lobby.enter("c" + i, MANY);
    }
    assertThat(lobby.enter("other", FEW)).contains("c0");
    assertThat(lobby.enter("another", FEW)).contains("c1");
    assertThat(lobby.count()).isEqualTo(32);
  }

  @Test
  void oneWhoLeft_isForgottenAndMayLeaveAgain() {
    lobby.enter("a", MANY);
    lobby.leave("a");
    lobby.leave("a");

    assertThat(lobby.count()).isZero();
    assertThat(lobby.enter("a", FEW)).isEmpty();
  }

  @Test
  void lobbyForOne_sendsAwayTheOneBefore() {
    Lobby<String> small = new Lobby<>(1);
    small.enter("first", MANY);
    assertThat(small.enter("second", MANY)).contains("first");
  }
}
