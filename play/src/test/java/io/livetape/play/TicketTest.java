package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The worked examples of the vendor's documentation (contract 6.9), and what is none. */
class TicketTest {
  private static final String KEY = "24FEQmTzro4V5u3D5epW";
  private static final String FOLDER = "/dir1/dir2/";
  private static final String SIGN = "3d8488faeb37d52d6bf63b63c1b171c3";

  @ParameterizedTest
  @CsvSource({
      "t=5a71afc0&us=72d4cd1101&sign=3d8488faeb37d52d6bf63b63c1b171c3",
      "t=5a71afc0&rlimit=3&us=72d4cd1101&sign=c5214f0d5961b13acd558b4957c4dfc5",
      "t=5a71afc0&exper=300&us=72d4cd1101&sign=547d98c4b91e81b5ea55c95cef63223f"})
  void documentedExample_isSignedRight_andWrittenAgainAsItWas(String query) {
    Ticket ticket = Ticket.parse(query).orElseThrow();

    assertThat(ticket.signedWith(KEY, FOLDER)).isTrue();
    assertThat(ticket.query()).isEqualTo("?" + query);
    assertThat(ticket.expiresAt()).isEqualTo(Instant.parse("2018-01-31T12:00:00Z"));
  }

  @Test
  void parse_anyOrderAmongOthers_isTheSame() {
    Ticket ticket = Ticket.parse("x=1&sign=" + SIGN.toUpperCase(Locale.ROOT) + "&us=72d4cd1101&y&t=5a71afc0&").orElseThrow();

    assertThat(ticket.signedWith(KEY, FOLDER)).isTrue();
    assertThat(ticket.preview()).isEmpty();
    assertThat(ticket.addressMax()).isEmpty();
  }

  @Test
  void restrictions_areReadFromTheText_andZeroIsNone() {
    Ticket ticket = Ticket.parse("t=1&exper=300&rlimit=3&sign=" + SIGN).orElseThrow();
    assertThat(ticket.preview()).contains(Duration.ofSeconds(300));
    assertThat(ticket.addressMax()).contains(3);

    Ticket none = Ticket.parse("t=1&exper=0&rlimit=0&sign=" + SIGN).orElseThrow();
    assertThat(none.preview()).isEmpty();
    assertThat(none.addressMax()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "t=5a71afc1&us=72d4cd1101", "t=5a71afc0&us=72d4cd1102", "t=5a71afc0", "t=5a71afc0&exper=1&us=72d4cd1101",
      "t=5a71afc0&rlimit=1&us=72d4cd1101", "t=05a71afc0&us=72d4cd1101", "t=5A71AFC0&us=72d4cd1101"})
  void changedTicket_isNotSigned(String query) {
    assertThat(Ticket.parse(query + "&sign=" + SIGN).orElseThrow().signedWith(KEY, FOLDER)).isFalse();
  }

  @Test
  void otherFolderOrKey_isNotSigned() {
    Ticket ticket = Ticket.parse("t=5a71afc0&us=72d4cd1101&sign=" + SIGN).orElseThrow();

    assertThat(ticket.signedWith(KEY, "/dir1/")).isFalse();
    assertThat(ticket.signedWith(KEY, "/dir1/dir2")).isFalse();
    assertThat(ticket.signedWith(KEY.substring(1), FOLDER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "t", "t=5a71afc0", "sign=" + SIGN, "t=&sign=" + SIGN, "t=xyz&sign=" + SIGN, "t=123456789012&sign=" + SIGN, "t=1&sign=abc",
      "t=1&t=1&sign=" + SIGN, "t=1&sign=" + SIGN + "&sign=" + SIGN, "t=1&exper=-1&sign=" + SIGN, "t=1&exper=9999999999&sign=" + SIGN,
      "t=1&rlimit=x&sign=" + SIGN, "t=1&rlimit=99999&sign=" + SIGN, "t=1&us=%22&sign=" + SIGN, "t=1&us=a\nb&sign=" + SIGN})
  void parse_whatIsNoTicket_isEmpty(String query) {
    assertThat(Ticket.parse(query)).isEmpty();
  }

  @Test
  void signed_byUs_isAcceptedByUs() {
    Instant expiresAt = Instant.parse("2026-01-31T12:00:00Z");
    Ticket ticket = Ticket.signed(KEY, FOLDER, expiresAt, "ab12");

    assertThat(Ticket.parse(ticket.query().substring(1))).contains(ticket);
    assertThat(ticket.signedWith(KEY, FOLDER)).isTrue();
    assertThat(ticket.expiresAt()).isEqualTo(expiresAt);
    assertThat(ticket.toString()).doesNotContain(ticket.sign());
  }
}
