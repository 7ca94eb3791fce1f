package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamAddressTest {
  @Test
  void toString_doesNotShowTheQuery() {
    assertThat(StreamAddress.ofConnect("rtmp://host/live?txSecret=hunter2", "").withName("show?txSecret=hunter2").toString())
        .isEqualTo("StreamAddress[host/live/show]");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
      rtmp://push.Example.com/live           | live               | cam1             | push.example.com | live  | cam1 | ''
      rtmp://push.example.com:1935/live      | live/              | /cam1/           | push.example.com | live  | cam1 | ''
      rtmp://h/live                          | live               | cam1?a=1&b=2     | h                | live  | cam1 | a=1&b=2
      rtmp://h/live?a=1                      | live?a=1           | cam1             | h                | live  | cam1 | a=1
      rtmp://h/live?a=1                      | live               | cam1             | h                | live  | cam1 | a=1
      rtmp://h/live?a=1                      | live?b=2           | cam1?c=3         | h                | live  | cam1 | c=3
      rtmp://h/live/_definst_                | live/_definst_     | cam1             | h                | live  | cam1 | ''
      rtmp://h/live/_definst_/?a=1           | live/_definst_/    | cam1             | h                | live  | cam1 | a=1
      rtmps://[2001:DB8::1]:443/live         | live               | cam1             | [2001:db8::1]    | live  | cam1 | ''
      rtmp://h/live                          | ''                 | cam1             | h                | live  | cam1 | ''
      rtmp://h/live/cam1?a=1                 | live/cam1?a=1      | ''               | h                | live  | cam1 | a=1
      rtmp://h/live//cam1                    | live//cam1         | ''               | h                | live  | cam1 | ''
      rtmp://h/live/cam1                     | live/cam1          | ?a=1             | h                | live  | cam1 | a=1
      ''                                     | live               | cam1             | ''               | live  | cam1 | ''
      nonsense                               | live               | cam1             | ''               | live  | cam1 | ''
      rtmp://h:99999/a/b                     | a/b                | c                | h                | a/b   | c    | ''
      rtmp://h/live                          | live               | a/../b           | h                | live  | a/../b | ''
      rtmp://h/live                          | live               | cam1?a=?b        | h                | live  | cam1 | a=?b
      rtmp://[a/b?c]/live                    | live               | cam1             | [a               | live  | cam1 | c]/live
      """)
  void address_ofCommands_isPutTogether(String tcUrl, String app, String name, String domain, String expectedApp, String expectedName,
      String query) {
    assertThat(StreamAddress.ofConnect(tcUrl, app).withName(name)).isEqualTo(new StreamAddress(domain, expectedApp, expectedName, query));
  }

  @Test
  void query_tooLongOrWithControlCharacters_isIllegal() {
    assertThat(StreamAddress.ofConnect("", "live").withName("a?" + "x".repeat(100)).queryLegal(100)).isTrue();
    assertThat(StreamAddress.ofConnect("", "live").withName("a?" + "x".repeat(101)).queryLegal(100)).isFalse();
    assertThat(StreamAddress.ofConnect("", "live").withName("a?b\nc").queryLegal(100)).isFalse();
    assertThat(StreamAddress.ofConnect("", "live").withName("a?b\u007fc").queryLegal(100)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "push.example.com", "a_b-c.test", "127.0.0.1", "[2001:db8::1%eth0]", "直播.example"})
  void domain_ofAHost_isLegal(String domain) {
    assertThat(StreamAddress.ofConnect("rtmp://" + domain + "/live", "live").domainLegal()).isTrue();
  }

  @Test
  void domain_tooLongOrWithOtherCharacters_isIllegal() {
    assertThat(StreamAddress.ofConnect("rtmp://" + "x".repeat(253) + "/live", "live").domainLegal()).isTrue();
    assertThat(StreamAddress.ofConnect("rtmp://" + "x".repeat(254) + "/live", "live").domainLegal()).isFalse();
    assertThat(StreamAddress.ofConnect("rtmp://a\nb/live", "live").domainLegal()).isFalse();
    assertThat(StreamAddress.ofConnect("rtmp://a<b>/live", "live").domainLegal()).isFalse();
    assertThat(StreamAddress.ofConnect("rtmp://a b/live", "live").domainLegal()).isFalse();
  }
}
