package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.live.EndReason;
import io.livetape.live.Push;
import io.livetape.record.FormatPlan;
import io.livetape.record.RecordPlan;
import io.livetape.testkit.FuzzContract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whatever stands behind the question mark of a push address: nobody gets in without the secret, and the plan stays in its bounds. */
class PushQueryFuzzTest extends FuzzContract {
  private static final Instant NOW = Instant.ofEpochSecond(0x5C01D608L);
  private static final String KEY = "a key that no input knows";
  private static final Duration CONFIGURED = Duration.ofMinutes(30);
  private static final int NAME_MAX_CODE_POINTS = 128;

  private final PushAuth auth = new PushAuth(
      _ -> Optional.of(new AuthKeys(true, KEY, "", Duration.ZERO)), Set.of(), InstantSource.fixed(NOW));
  private final PushRecordPolicy policy =
      new PushRecordPolicy(_ -> Optional.empty(), RecordPlan.NOTHING, new FormatPlan(CONFIGURED, Duration.ZERO, ""));

  @Override
  protected void take(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Query query = Query.parse(text);
    for (String name : new String[] {"record", "txTime", "a", text}) {
      assertThat(query.get(name).orElse("x")).isNotEmpty();
    }
    Push push = Shop.push("push.example.org", "live", "show", text);
    Optional<EndReason> refusal = auth.refusal(push);
    // No seed is signed with the key, so that only a fault in the check could let one in.
    assertThat(refusal).isPresent();
    assertThat(EndCode.of(refusal.get())).isNotNull();
    query.get("txTime").flatMap(PushSignature::expiry).ifPresent(expiresAt -> assertThat(expiresAt.getEpochSecond()).isNotNegative());
    plan(policy.planFor(push));
  }

  private static void plan(RecordPlan plan) {
    for (FormatPlan part : plan.parts().values()) {
      if (!part.interval().equals(CONFIGURED)) {
        assertThat(part.interval()).isBetween(PushRecordPolicy.INTERVAL_MIN, PushRecordPolicy.INTERVAL_MAX);
      }
    }
    assertThat(plan.name().codePoints()).noneMatch(Character::isISOControl).hasSizeLessThanOrEqualTo(NAME_MAX_CODE_POINTS);
  }

  @Override
  protected Map<String, byte[]> seeds() {
    Map<String, String> seeds = new LinkedHashMap<>();
    seeds.put("signed", PushSignature.sign("another key", "show", NOW.plusSeconds(60)));
    seeds.put("expired", PushSignature.sign("another key", "show", NOW));
    seeds.put("decimal time", "txSecret=0&txTime=1543624201");
    seeds.put("recorded", "record=mp4|hls&record_interval=60&record_type=audio&record_name=%E5%BD%95+1");
    seeds.put("odd", "record=,|xyz|flv&record_interval=-9999999999999999999999&record_type=VIDEO&record_name=%00%0A%ff&&=&a=%");
    return encoded(seeds);
  }

  private static Map<String, byte[]> encoded(Map<String, String> seeds) {
    Map<String, byte[]> encoded = new LinkedHashMap<>();
    seeds.forEach((name, text) -> encoded.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return encoded;
  }
}
