package io.livetape.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {
      "http://169.254.169.254/latest/meta-data", "https://169.254.0.23/", "http://[fe80::1]/", "http://[febf::1]/",
      "http://[::ffff:169.254.169.254]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[::169.254.169.254]/", "http://0.0.0.0:8080/",
      "http://[::]/", "http://100.100.100.200/", "http://[fd00:ec2::254]/", "http://239.1.2.3/", "http://255.255.255.255/",
      "http://2852039166/", "ftp://127.0.0.1/", "file:///etc/passwd", "gopher://h/", "http:///path", "relative", "http://my_host/"})
  void addresses_byDefault_refuses(String address) {
    assertThatThrownBy(() -> AddressRules.DEFAULT.addresses(URI.create(address))).isInstanceOf(RefusedEndpointException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "http://127.0.0.1:9/", "http://localhost/", "https://10.1.2.3/", "http://192.168.0.7/", "HTTP://172.16.0.1/", "http://[::1]/",
      "http://[fd00::1]/", "http://192.0.2.7/", "http://168.63.129.15/"})
  void addresses_byDefault_lets(String address) {
    assertThatCode(() -> AddressRules.DEFAULT.addresses(URI.create(address))).doesNotThrowAnyException();
  }

  @Test
  void addresses_nameThatStandsForADeniedAddress_isRefused() {
    AddressRules rules = rules(List.of(), List.of("127.0.0.0/8", "::1"));
    assertThatThrownBy(() -> rules.addresses(URI.create("http://localhost/"))).isInstanceOf(RefusedEndpointException.class)
        .hasMessageContaining("denied network");
  }

  @Test
  void addresses_everythingDeniedButOneNetwork_letsOnlyThat() {
    AddressRules rules = rules(List.of("192.0.2.0/28"), List.of("0.0.0.0/0", "::/0"));
    assertThatCode(() -> rules.addresses(URI.create("http://192.0.2.15/"))).doesNotThrowAnyException();
    assertThatThrownBy(() -> rules.addresses(URI.create("http://192.0.2.16/"))).isInstanceOf(RefusedEndpointException.class);
    assertThatThrownBy(() -> rules.addresses(URI.create("http://[2001:db8::1]/"))).isInstanceOf(RefusedEndpointException.class);
  }

  @ParameterizedTest
  @CsvSource({
      "10.0.0.0/8, 10.255.0.1, true", "10.0.0.0/8, 11.0.0.0, false",
      "192.0.2.128/25, 192.0.2.127, false", "192.0.2.128/25, 192.0.2.200, true",
      "192.0.2.1, 192.0.2.1, true", "192.0.2.1, 192.0.2.0, false", "0.0.0.0/0, 203.0.113.9, true", "0.0.0.0/0, ::1, false",
      "fe80::/10, fec0::1, false", "fe80::/10, fe90::1, true"})
  void network_contains(String network, String address, boolean contained) {
    assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address))).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/x", "example.test", "", "/8"})
  void network_malformed_isRefused(String text) {
    assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static AddressRules rules(List<String> allowed, List<String> denied) {
    return new AddressRules(networks(allowed), networks(denied));
  }

  private static List<Network> networks(List<String> texts) {
    return Stream.of(texts).flatMap(List::stream).map(Network::parse).toList();
  }
}
