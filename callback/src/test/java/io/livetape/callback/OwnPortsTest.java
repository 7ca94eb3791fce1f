package io.livetape.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPortsTest {
  private final AddressRules everywhere = new AddressRules(List.of(Network.parse("0.0.0.0/0"), Network.parse("::/0")), List.of());
  private final OwnPorts ownPorts = new OwnPorts(everywhere, () -> Set.of(80, 443, 1935, 8080));

  @ParameterizedTest
  @ValueSource(strings = {
      "http://127.0.0.1:8080/", "http://127.1.2.3:8080/", "http://localhost:1935/", "http://[::1]:8080/", "http://0.0.0.0:8080/",
      "http://[::]:8080/", "http://[::ffff:127.0.0.1]:8080/", "http://2130706433:8080/", "HTTP://127.0.0.1/", "https://127.0.0.1/"})
  void port_thatIsOurs_isRefusedAtEachAddressOfThisMachine_evenWhereAllIsAllowed(String address) {
    assertThatThrownBy(() -> ownPorts.addresses(URI.create(address))).isInstanceOf(RefusedEndpointException.class)
        .hasMessageContaining("is this server itself");
  }

  @Test
  void port_thatIsOurs_isRefusedAtTheAddressesOfItsNetworks() throws Exception {
    List<InetAddress> addresses = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address.getAddress().length == 4).toList();
    assertThat(addresses).isNotEmpty().allSatisfy(address ->
        assertThatThrownBy(() -> ownPorts.addresses(URI.create("http://" + address.getHostAddress() + ":8080/")))
            .isInstanceOf(RefusedEndpointException.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8081/", "http://localhost:9000/events", "http://192.0.2.7:8080/", "http://192.0.2.7/"})
  void port_ofOthers_isLetThrough(String address) throws Exception {
    assertThat(ownPorts.addresses(URI.create(address))).isNotEmpty();
  }

  @Test
  void address_thatIsDenied_isRefusedFirst() {
    OwnPorts rules = new OwnPorts(AddressRules.DEFAULT, Set::of);
    assertThatThrownBy(() -> rules.addresses(URI.create("http://169.254.169.254/"))).isInstanceOf(RefusedEndpointException.class)
        .hasMessageContaining("denied network");
  }
}
