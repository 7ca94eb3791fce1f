package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.db.Sql;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings and API keys, which are rows. */
class SettingsTest {
  @TempDir Path folder;
  private Shop shop;

  @BeforeEach
  void open() throws Exception {
    shop = new Shop(folder);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void setting_isMadeOnce() throws Exception {
    assertThat(getOrMake("first")).isEqualTo("first");
    assertThat(getOrMake("second")).isEqualTo("first");
    assertThat(get("name")).contains("first");
    assertThat(get("other")).isEmpty();
  }

  @Test
  void setting_put_replaces() throws Exception {
    put("one");
    put("two");
    assertThat(get("name")).contains("two");
  }

  @Test
  void apiKey_hasTheFormThatSdksKnow() throws Exception {
    ApiKeys.ApiKey key = shop.database.writeNow(transaction -> ApiKeys.add(transaction, "it's \"me\"", Shop.NOW));
    assertThat(key.secretId()).matches("AKID[A-Za-z0-9]{32}");
    assertThat(key.secretKey()).matches("[A-Za-z0-9]{32}");
    assertThat(key.toString()).as("what a log would show").contains(key.secretId()).doesNotContain(key.secretKey());
    Optional<String> stored = shop.database.readNow(connection -> Sql.first(
        connection, "select name || ' ' || secret_key from api_key where secret_id = ?", row -> row.getString(1), key.secretId()));
    assertThat(stored).contains("it's \"me\" " + key.secretKey());
  }

  @Test
  void apiKeys_ofOneName_areSeveral() throws Exception {
    for (int i = 0; i < 3; i++) {
      shop.database.writeNow(transaction -> ApiKeys.add(transaction, "ops", Shop.NOW));
    }
    long count = shop.database.readNow(connection -> Sql.number(connection, "select count(*) from api_key where name = 'ops'"));
    assertThat(count).isEqualTo(3);
  }

  private Optional<String> get(String name) throws Exception {
    return shop.database.readNow(connection -> Settings.get(connection, name));
  }

  private String getOrMake(String value) throws Exception {
    return shop.database.writeNow(transaction -> Settings.getOrMake(transaction, "name", () -> value));
  }

  private void put(String value) throws Exception {
    shop.database.writeNow(transaction -> {
      Settings.put(transaction, "name", value);
      return null;
    });
  }
}
