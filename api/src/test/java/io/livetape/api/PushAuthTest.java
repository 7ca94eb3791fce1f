package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.api.PushDomains.Domain;
import io.livetape.api.PushDomains.Keys;
import io.livetape.live.Push;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushAuthTest {
  private static final Instant NOW = Instant.ofEpochSecond(0x5C01D608L);
  private static final Keys KEYS = new Keys("master", "backup");

  /** Each row has every fault of the rows below it as well: what is checked first is what is said. */
  @ParameterizedTest
  @CsvSource({
    "other.test, other, '',                             18/301",
    "a.test,     other, '',                             18/304",
    "a.test,     live,  '',                             18/500",
    "a.test,     live,  'txSecret=0',                   18/500",
    "a.test,     live,  'txTime=',                      18/500",
    "a.test,     live,  'txTime=soon&txSecret=0',       18/500",
    "a.test,     live,  'txTime=5C01D607',              18/501",
    "a.test,     live,  'txTime=5C01D608&txSecret=0',   18/501", // the second named is the first after it
    "a.test,     live,  'txTime=1543624200&txSecret=0', 18/501",
    "a.test,     live,  'txTime=5C01D609',              18/502",
    "a.test,     live,  'txTime=5C01D609&txSecret=',    18/502",
    "a.test,     live,  'txTime=5C01D609&txSecret=0',   18/503",
    "a.test,     live,  'txTime=1543624201&txSecret=0', 18/503"
  })
  void faults_areFoundInTheDocumentedOrder(String domain, String app, String query, String code) {
    PushAuth auth = auth(List.of(new Domain("a.test", KEYS)), Set.of("live"), true);
    assertThat(auth.refusal(Shop.push(domain, app, "show", query)).map(EndCode::of)).hasToString("Optional[" + code + "]");
  }

  @Test
  void eitherKey_letsIn() {
    PushAuth auth = auth(List.of(), Set.of(), true);
    assertThat(auth.refusal(signed("a.test", "master"))).isEmpty();
    assertThat(auth.refusal(signed("", "backup"))).isEmpty();
    assertThat(auth.refusal(signed("a.test", "third"))).map(EndCode::of).contains(new EndCode(18, 503));
  }

  @Test
  void emptyBackupKey_isNoKey() {
    PushAuth auth = auth(new PushDomains(List.of(), new Keys("master", "")), Set.of(), true);
    assertThat(auth.refusal(signed("a.test", ""))).map(EndCode::of).contains(new EndCode(18, 503));
  }

  @Test
  void domains_haveKeysOfTheirOwn() {
    PushAuth auth = auth(List.of(new Domain("a.test", new Keys("of-a", "")), new Domain("b.test", new Keys("of-b", ""))), Set.of(), true);
    assertThat(auth.refusal(signed("a.test", "of-a"))).isEmpty();
    assertThat(auth.refusal(signed("b.test", "of-b"))).isEmpty();
    assertThat(auth.refusal(signed("a.test", "of-b"))).isPresent();
    assertThat(auth.refusal(signed("a.test", "master"))).as("the keys for any host").isPresent();
    assertThat(auth.refusal(signed("c.test", "master"))).map(EndCode::of).contains(new EndCode(18, 301));
    assertThat(auth.refusal(signed("", "master"))).map(EndCode::of).contains(new EndCode(18, 301));
  }

  @Test
  void signatureOfAnotherStream_isWrong() {
    PushAuth auth = auth(List.of(), Set.of(), true);
    String query = PushSignature.sign("master", "other", NOW.plusSeconds(60));
    assertThat(auth.refusal(Shop.pushWithQuery(query))).map(EndCode::of).contains(new EndCode(18, 503));
  }

  @Test
  void authOff_asksForNoSignature_butForTheDomainAndTheApp() {
    PushAuth auth = auth(List.of(new Domain("a.test", KEYS)), Set.of("live"), false);
    assertThat(auth.refusal(Shop.push("a.test", "live", "show", ""))).isEmpty();
    assertThat(auth.refusal(Shop.push("a.test", "live", "show", "txTime=0&txSecret=wrong"))).isEmpty();
    assertThat(auth.refusal(Shop.push("b.test", "live", "show", ""))).map(EndCode::of).contains(new EndCode(18, 301));
    assertThat(auth.refusal(Shop.push("a.test", "vip", "show", ""))).map(EndCode::of).contains(new EndCode(18, 304));
  }

  @Test
  void otherParameters_doNotMatter() {
    PushAuth auth = auth(List.of(), Set.of(), true);
    Push signed = signed("a.test", "master");
    assertThat(auth.refusal(Shop.pushWithQuery("record=mp4|hls&" + signed.query() + "&x=%zz&&=&y"))).isEmpty();
  }

  private static PushAuth auth(List<Domain> domains, Set<String> apps, boolean signatures) {
    return auth(new PushDomains(domains, KEYS), apps, signatures);
  }

  private static PushAuth auth(PushDomains domains, Set<String> apps, boolean signatures) {
    return new PushAuth(
        host -> domains.keysOf(host).map(keys -> new AuthKeys(signatures, keys.master(), keys.backup(), Duration.ZERO)), apps,
        InstantSource.fixed(NOW));
  }

  private static Push signed(String domain, String key) {
    return Shop.push(domain, "live", "show", PushSignature.sign(key, "show", NOW.plusSeconds(60)));
  }
}
