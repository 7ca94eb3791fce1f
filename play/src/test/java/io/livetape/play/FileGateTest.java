package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.play.FileGate.Verdict.Admitted;
import io.livetape.play.FileGate.Verdict.Refused;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FileGateTest {
  private static final String KEY = "24FEQmTzro4V5u3D5epW";
  private static final String FOLDER = "/vod/1250000001/1/";
  private static final Instant EXPIRY = Instant.parse("2026-01-31T12:00:00Z");
  private Instant now = EXPIRY.minusSeconds(60);
  private final FileGate gate = new FileGate(new FileKey(KEY, Duration.ofHours(1)), () -> now);

  @Test
  void withoutAKey_everybodyIsLetIn() {
    FileGate open = new FileGate(FileKey.NONE, () -> now);

    assertThat(open.admit(FOLDER, "t=1&exper=5&sign=x", "")).isInstanceOfSatisfying(Admitted.class, admitted -> {
      assertThat(admitted.query()).isEmpty();
      assertThat(admitted.preview()).isEmpty();
    });
    assertThat(open.query(FOLDER, Instant.MAX)).isEmpty();
    assertThat(open.on()).isFalse();
  }

  @Test
  void withAKey_whoHasNoSignatureOrAWrongOne_isTold() {
    assertThat(gate.admit(FOLDER, "", "")).isEqualTo(new Refused(Sentence.of("This address needs a signature.")));
    String query = Ticket.signed(KEY, FOLDER, EXPIRY, "").query().substring(1);
    assertThat(gate.admit("/vod/1250000001/2/", query, "")).isEqualTo(new Refused(Sentence.of("The signature of this address is wrong.")));
    assertThat(gate.admit(FOLDER, query, "")).isInstanceOf(Admitted.class);
  }

  @Test
  void expiredAddress_isGoodForTheToleranceAndNoLonger() {
    String query = Ticket.signed(KEY, FOLDER, EXPIRY, "a").query().substring(1);

    now = EXPIRY.plusSeconds(300);
    assertThat(gate.admit(FOLDER, query, "")).isInstanceOf(Admitted.class);
    now = EXPIRY.plusSeconds(301);
    assertThat(gate.admit(FOLDER, query, "")).isEqualTo(new Refused(Sentence.of("This address has expired.")));
  }

  @Test
  void addressOfItsOwn_lastsAsLongAsConfigured() {
    String query = gate.query(FOLDER, Instant.MAX).substring(1);

    assertThat(Ticket.parse(query).orElseThrow().expiresAt()).isEqualTo(now.plus(Duration.ofHours(1)));
    assertThat(gate.admit(FOLDER, query, "")).isInstanceOf(Admitted.class);
  }

  @Test
  void addressOfItsOwn_lastsNoLongerThanWhatTheViewerCameBy() {
    String query = gate.query(FOLDER, now.plusSeconds(90)).substring(1);

    assertThat(Ticket.parse(query).orElseThrow().expiresAt()).isEqualTo(now.plusSeconds(90));
  }

  @Test
  void addressForTwoPlaces_isRefusedToAThird() {
    String query = restricted("rlimit", "2");

    assertThat(gate.admit(FOLDER, query, "192.0.2.1")).isInstanceOf(Admitted.class);
    assertThat(gate.admit(FOLDER, query, "2001:db8::1")).isInstanceOf(Admitted.class);
    assertThat(gate.admit(FOLDER, query, "192.0.2.3")).isEqualTo(new Refused(Sentence.of("This address is used from too many places.")));
    assertThat(gate.admit(FOLDER, query, "192.0.2.1")).isInstanceOf(Admitted.class);
    assertThat(gate.admit(FOLDER, query, "2001:db8::2")).as("one IPv6 network is one place").isInstanceOf(Admitted.class);
  }

  @Test
  void places_ofManyAddresses_areForgottenOldestFirst() {
    TicketUsers users = new TicketUsers();
    assertThat(users.enter("first", "192.0.2.1", 1)).isTrue();
    assertThat(users.enter("first", "192.0.2.2", 1)).isFalse();
    for (int i = 0; i < TicketUsers.TICKETS_MAX; i++) {
      assertThat(users.enter("t" + i, "192.0.2.1", 1)).isTrue();
    }
    assertThat(users.enter("t9999", "192.0.2.2", 1)).isFalse();
    assertThat(users.enter("first", "192.0.2.2", 1)).as("was forgotten").isTrue();
  }

  /** As a customer's server makes them: without {@code us}, its place in the signature is the other text's. */
  private static String restricted(String name, String value) {
    Ticket same = Ticket.signed(KEY, FOLDER, EXPIRY, value);
    return "t=" + same.t() + "&" + name + "=" + value + "&sign=" + same.sign();
  }
}
