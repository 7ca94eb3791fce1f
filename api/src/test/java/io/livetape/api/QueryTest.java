package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
  @ParameterizedTest
  @CsvSource({
    "'a=1',               1",
    "'b=2&a=1&c=3',       1",
    "'a=1&a=2',           1",
    "'a=%31',             1",
    "'%61=1',             1",
    "'a=x=y',             x=y",
    "'a=mp4|hls',         mp4|hls",
    "'a=mp4%7Chls',       mp4|hls",
    "'a=mp4%7chls',       mp4|hls",
    "'a=one+two',         one two",
    "'a=%E5%BD%95',       录",
    "'a=录',              录",
    "'a=%',               %",
    "'a=%zz',             %zz",
    "'a=%E5',             \uFFFD",
    "'&&=&b&a=1&&',       1",
    "'a=<script>',        <script>"
  })
  void value_isTheFirstOfItsName_decodedWhereItCanBe(String text, String value) {
    assertThat(Query.parse(text).get("a")).contains(value);
  }

  @ParameterizedTest
  @CsvSource({"''", "a", "'a='", "'=a'", "'A=1'", "'b=a=1'", "' a=1'"})
  void value_thatIsNotThere_isEmpty(String text) {
    assertThat(Query.parse(text).get("a")).isEmpty();
  }

  @Test
  void parametersBeyondTheLimit_areIgnored() {
    String many = "x=0" + "&y".repeat(62);
    assertThat(Query.parse(many + "&a=1").get("a")).contains("1");
    assertThat(Query.parse(many + "&a=1&b=2").get("a")).as("nothing of what is ignored sticks to it").contains("1");
    assertThat(Query.parse(many + "&y&a=1").get("a")).isEmpty();
    assertThat(Query.parse("&".repeat(10_000) + "a=1").get("a")).isEmpty();
  }

  @Test
  void longValue_isKept() {
    assertThat(Query.parse("a=" + "x".repeat(10_000)).get("a").orElseThrow()).hasSize(10_000);
  }
}
