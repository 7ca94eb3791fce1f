package io.livetape.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.api.transport.Action;
import io.livetape.api.transport.DirectCalls;
import io.livetape.api.transport.Product;
import io.livetape.console.account.Role;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
  record Nothing() {}

  @ParameterizedTest
  @CsvSource({"DescribeX, VIEWER", "SearchX, VIEWER", "CreateX, OPERATOR", "DropX, OPERATOR", "DescribeLiveCallbackTemplates, OPERATOR",
      "DescribeLivePushAuthKey, ADMIN", "DeleteUser, ADMIN"})
  void role_followsFromTheAction(String name, Role least) {
    Action<?, ?> action = Action.command(name, "", Nothing.class, _ -> {});

    assertThat(Access.least(new DirectCalls.Target(new Product("live", "1", _ -> "", List.of(action)), action))).isEqualTo(least);
  }
}
