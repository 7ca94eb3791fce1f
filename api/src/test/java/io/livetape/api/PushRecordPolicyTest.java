package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import io.livetape.record.FormatPlan;
import io.livetape.record.RecordPlan;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushRecordPolicyTest {
  private static final FormatPlan USUAL = new FormatPlan(Duration.ofSeconds(1800), Duration.ZERO, "");
  private static final PushRecordPolicy NOTHING_CONFIGURED = policy(RecordPlan.NOTHING);
  private static final RecordPlan CONFIGURED =
      new RecordPlan(Set.of(FileFormat.HLS), Duration.ofSeconds(10), true, "", "", Duration.ofDays(7));

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "record=mp4;               MP4",
    "record=flv;               FLV",
    "record=hls;               HLS",
    "record=aac;               AAC",
    "record=mp4|hls|flv;       FLV HLS MP4",
    "record=mp4%7Chls%7Cflv;   FLV HLS MP4",
    "record=mp4%7chls;         HLS MP4",
    "record=mp4,hls;           HLS MP4",
    "record=MP4|Hls;           HLS MP4",
    "record=mp4|mp4;           MP4",
    "record=mp4|avi|mkv;       MP4",
    "record=|mp4|;             MP4",
    "record=mp4+|+hls;         HLS MP4",
    "record=avi;               ''",
    "record=;                  ''",
    "record;                   ''",
    "'';                       ''",
    "record=m3u8;              ''",
    "record=mp4hls;            ''",
    "Record=mp4;               ''"
  })
  void formats_ofTheAddress(String query, String formats) {
    assertThat(names(plan(query).formats())).isEqualTo(formats);
  }

  @ParameterizedTest
  @CsvSource({
    "1800, 1800", "60, 60", "7200, 7200", "3600, 3600",
    "59, 60", "1, 60", "0, 60", "-1, 60", "-99999999999999999999999, 60",
    "7201, 7200", "86400, 7200", "9223372036854775807, 7200", "9223372036854775808, 7200", "99999999999999999999999999, 7200",
    "00000000000000000000000000000061, 61"
  })
  void interval_isBroughtIntoRange(String text, long seconds) {
    assertThat(interval("record=mp4&record_interval=" + text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"''", "ten", "60s", "1e3", "60.5", "0x60", "--60", "+60", "%2060", "60%0A", "٦٠", "NaN"})
  void interval_thatIsNoNumber_countsAsMissing(String text) {
    assertThat(interval("record=mp4&record_interval=" + text)).isEqualTo(Duration.ofSeconds(1800));
  }

  @Test
  void intervalOf4000Digits_isClampedAsAnyOther() {
    assertThat(interval("record=mp4&record_interval=" + "9".repeat(4000))).isEqualTo(Duration.ofSeconds(7200));
  }

  @ParameterizedTest
  @CsvSource({"audio, true", "AUDIO, true", "video, false", "'', true", "picture, true", "audio%20, true"})
  void type_ofTheAddress_goesBeforeTheConfigured(String type, boolean audioOnly) {
    RecordPlan plan = policy(CONFIGURED).planFor(Shop.pushWithQuery("record_type=" + type));
    assertThat(plan.audioOnly()).isEqualTo(audioOnly);
  }

  @Test
  void type_withoutAnything_isVideo() {
    assertThat(plan("record=mp4").audioOnly()).isFalse();
    assertThat(plan("record=mp4&record_type=audio").audioOnly()).isTrue();
    assertThat(plan("record=mp4&record_type=sound").audioOnly()).isFalse();
  }

  @Test
  void name_hasNoControlCharacters_andAnEnd() {
    assertThat(plan("record=mp4&record_name=My%20Show%2F1").name()).isEqualTo("My Show/1");
    assertThat(plan("record=mp4&record_name=a%00b%0D%0Ac%C2%85d%7Fe").name()).isEqualTo("abcde");
    assertThat(plan("record=mp4&record_name=%20%09").name()).isEmpty();
    assertThat(plan("record=mp4&record_name=" + "x".repeat(10 * 1024)).name()).isEqualTo("x".repeat(128));
    assertThat(plan("record=mp4").name()).isEmpty();
  }

  @Test
  void name_isNotCutWithinACharacter() {
    String name = plan("record=mp4&record_name=" + "x".repeat(127) + "%F0%9F%8E%AC%F0%9F%8E%AC").name();
    assertThat(name).endsWith("x🎬");
    assertThat(name.codePointCount(0, name.length())).isEqualTo(128);
  }

  @Test
  void configured_standsWhereTheAddressSaysNothing() {
    PushRecordPolicy policy = policy(CONFIGURED);
    assertThat(policy.planFor(Shop.pushWithQuery(""))).isEqualTo(CONFIGURED);
    assertThat(policy.planFor(Shop.pushWithQuery("record=avi&record_interval=x&record_type=y"))).isEqualTo(CONFIGURED);
  }

  @Test
  void address_goesBeforeTheConfigured() {
    RecordPlan plan = policy(CONFIGURED)
        .planFor(Shop.pushWithQuery("record=mp4&record_interval=120&record_type=video&record_name=n"));
    assertThat(plan).isEqualTo(new RecordPlan(Set.of(FileFormat.MP4), Duration.ofSeconds(120), false, "n", "", Duration.ZERO));
  }

  @Test
  void nothingAskedFor_isNothing() {
    assertThat(plan("record_interval=60&record_name=x")).isEqualTo(RecordPlan.NOTHING);
  }

  @Test
  void rule_goesBeforeTheConfigured_alsoWhenItSaysDoNotRecord() {
    FormatPlan part = new FormatPlan(Duration.ofSeconds(90), Duration.ofDays(1), "{StreamID}");
    RecordPlan rule = new RecordPlan(Map.of(FileFormat.FLV, part), false, "", "");
    PushRecordPolicy ruled = new PushRecordPolicy(_ -> Optional.of(rule), CONFIGURED, USUAL);
    PushRecordPolicy exempted = new PushRecordPolicy(_ -> Optional.of(RecordPlan.NOTHING), CONFIGURED, USUAL);

    assertThat(ruled.planFor(Shop.pushWithQuery(""))).isEqualTo(rule);
    assertThat(exempted.planFor(Shop.pushWithQuery(""))).isEqualTo(RecordPlan.NOTHING);
  }

  @Test
  void address_overARule_keepsWhatItSaysNothingAbout() {
    FormatPlan flv = new FormatPlan(Duration.ofSeconds(90), Duration.ofDays(1), "{StreamID}");
    PushRecordPolicy ruled = new PushRecordPolicy(_ -> Optional.of(new RecordPlan(Map.of(FileFormat.FLV, flv), false, "", "")),
        CONFIGURED, USUAL);

    assertThat(ruled.planFor(Shop.pushWithQuery("record=flv|mp4")).parts()).isEqualTo(Map.of(FileFormat.FLV, flv, FileFormat.MP4, USUAL));
    assertThat(ruled.planFor(Shop.pushWithQuery("record_interval=120")).parts())
        .isEqualTo(Map.of(FileFormat.FLV, new FormatPlan(Duration.ofSeconds(120), Duration.ofDays(1), "{StreamID}")));
  }

  @Test
  void continuation_isThatOfTheRuleOrTheConfigured() {
    FormatPlan hls = new FormatPlan(Duration.ofSeconds(90), Duration.ZERO, "", Duration.ofSeconds(300));
    PushRecordPolicy ruled = new PushRecordPolicy(_ -> Optional.of(new RecordPlan(Map.of(FileFormat.HLS, hls), false, "", "")),
        CONFIGURED, USUAL);
    PushRecordPolicy usual = new PushRecordPolicy(_ -> Optional.empty(), RecordPlan.NOTHING, hls);

    for (PushRecordPolicy policy : List.of(ruled, usual)) {
      RecordPlan plan = policy.planFor(Shop.pushWithQuery("record=hls&record_interval=60"));
      assertThat(plan.part(FileFormat.HLS).continuation()).isEqualTo(Duration.ofSeconds(300));
    }
  }

  private static PushRecordPolicy policy(RecordPlan configured) {
    return new PushRecordPolicy(_ -> Optional.empty(), configured, USUAL);
  }

  private static Duration interval(String query) {
    return plan(query).part(FileFormat.MP4).interval();
  }

  private static RecordPlan plan(String query) {
    return NOTHING_CONFIGURED.planFor(Shop.pushWithQuery(query));
  }

  private static String names(Set<FileFormat> formats) {
    return Arrays.stream(formats.toArray(FileFormat[]::new)).map(FileFormat::name).collect(Collectors.toCollection(TreeSet::new)).stream()
        .collect(Collectors.joining(" "));
  }
}
