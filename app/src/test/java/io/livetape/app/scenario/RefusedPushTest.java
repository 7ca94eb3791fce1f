package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.livetape.app.LivetapeServer;
import io.livetape.rtmp.PublishRefusedException;
import io.livetape.rtmp.RtmpPublisher;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only pushes to a known domain and application with a valid signature are let in; each other one is told the documented code. */
class RefusedPushTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String DOMAINS = "push.domains=[{name: 127.0.0.1, master-key: masterKey01, backup-key: backupKey01},"
      + " {name: localhost, master-key: otherKey0001}]";
  private static final String LATER = Long.toHexString(Instant.now().plusSeconds(600).getEpochSecond());
  private static final String BEFORE = Long.toHexString(Instant.now().minusSeconds(5).getEpochSecond());
  private static final String NAME_OF_10_KB = "n".repeat(10_240);

  private static LivetapeServer server;
  private static CallbackReceiver receiver;

  @BeforeAll
  static void start() {
    receiver = CallbackReceiver.start();
    // On every address, so that one of them can be a domain that is not known.
    server = LivetapeServer.start(DOMAINS, "rtmp.host=0.0.0.0", "push.apps=live,class", "recording.formats=mp4,hls,flv",
        "callback.url=" + receiver.url());
  }

  @AfterAll
  static void close() {
    receiver.close();
    server.close();
  }

  /** Stream, query, documented code, and the tag that it is counted under. */
  static Stream<Arguments> badQueries() {
    return Stream.of(
        Arguments.of("", "18/500", "refused_no_expiry"),
        Arguments.of("txSecret=" + secret("masterKey01", "show", LATER), "18/500", "refused_no_expiry"),
        Arguments.of("txSecret=abc&txTime=", "18/500", "refused_no_expiry"),
        Arguments.of("txSecret=abc&txTime=soon", "18/500", "refused_no_expiry"),
        Arguments.of("txSecret=" + secret("masterKey01", "show", BEFORE) + "&txTime=" + BEFORE, "18/501", "refused_expired"),
        Arguments.of("txTime=" + LATER, "18/502", "refused_no_signature"),
        Arguments.of("txSecret=&txTime=" + LATER, "18/502", "refused_no_signature"),
        Arguments.of("txSecret=abc&txTime=" + LATER, "18/503", "refused_signature"),
        Arguments.of("txSecret=" + secret("otherKey0001", "show", LATER) + "&txTime=" + LATER, "18/503", "refused_signature"),
        Arguments.of("txSecret=" + secret("masterKey01", "other", LATER) + "&txTime=" + LATER, "18/503", "refused_signature"),
        Arguments.of("txSecret=" + secret("masterKey01", "show", LATER) + "&txTime=" + LATER + "0", "18/503", "refused_signature"),
        Arguments.of(signed("masterKey01", "show") + "&padding=" + "x".repeat(10_240), "18/309", "refused_parameters"));
  }

  @ParameterizedTest
  @MethodSource("badQueries")
  void push_withABadSignature_isToldTheDocumentedCode(String query, String code, String counter) {
    double before = refusedCount(counter);

    assertRefused(server.unsignedUrl("show", query), code);
    assertThat(refusedCount(counter) - before).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"masterKey01", "backupKey01"})
  void push_signedWithEitherKey_isLetIn(String key) throws Exception {
    RtmpPublisher.connect(server.unsignedUrl("either", signed(key, "either"))).close();
    server.awaitNoPush();
  }

  @Test
  void push_withTheTimeInUpperCaseOrDecimal_isLetIn() throws Exception {
    String decimal = Long.toString(Instant.now().plusSeconds(600).getEpochSecond());
    for (String time : List.of(LATER.toUpperCase(Locale.ROOT), decimal)) {
      RtmpPublisher.connect(server.unsignedUrl("either", "txSecret=" + secret("masterKey01", "either", time) + "&txTime=" + time)).close();
      server.awaitNoPush();
    }
  }

  @Test
  void push_toAnotherDomain_needsThatDomainsKey() throws Exception {
    String url = server.unsignedUrl("show", signed("otherKey0001", "show")).replace("127.0.0.1", "localhost");

    RtmpPublisher.connect(url).close();
    server.awaitNoPush();
    assertRefused(server.unsignedUrl("show", signed("masterKey01", "show")).replace("127.0.0.1", "localhost"), "18/503");
  }

  @Test
  void push_toAnUnknownDomain_isToldSo() {
    assertRefused(server.unsignedUrl("show", signed("masterKey01", "show")).replace("127.0.0.1", "127.0.0.2"), "18/301");
    assertThat(refusedCount("refused_domain")).isEqualTo(1);
  }

  @Test
  void push_toAnUnknownApplication_isToldSo() {
    assertRefused(server.unsignedUrl("show", signed("masterKey01", "show")).replace("/live/", "/elsewhere/"), "18/304");
    assertThat(refusedCount("refused_app")).isEqualTo(1);
  }

  /** RTMP itself has no rule for names; these are paths, markup, controls, or too long. */
  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "a%2Fb", "..%2F..%2Fetc", "%2e%2e", "a%00b", "a%0Ab", "a'b", "a;b", "a*b", "a$b"})
  void push_underANameThatIsNone_isToldSo(String name) {
    assertRefused(server.unsignedUrl(name, signed("masterKey01", name)), "18/308");
  }

  @Test
  void push_underANameOrApplicationOf10Kb_isToldSo() {
    assertRefused(server.unsignedUrl(NAME_OF_10_KB, signed("masterKey01", NAME_OF_10_KB)), "18/308");
    assertRefused(server.unsignedUrl("show", signed("masterKey01", "show")).replace("/live/", "/" + NAME_OF_10_KB + "/"), "18/308");
    assertRefused(server.unsignedUrl("show", signed("masterKey01", "show")).replace("/live/", "/live/../../"), "18/308");
  }

  /** What ffmpeg sends as it is given, where others would encode it. */
  @ParameterizedTest
  @ValueSource(strings = {"a\u0001b", "a\tb", "a\\b", "a<b>", "a\"b", "C:\\x", "\u007f"})
  void push_withControlsOrMarkupInTheName_isToldSo(String name) {
    Witness.require(Witness.FFMPEG);
    Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(1)));

    try (ToolProcess push = Ffmpeg.push(clip, server.unsignedUrl(name, ""), Ffmpeg.Pace.AS_FAST_AS_POSSIBLE, LIMIT)) {
      ToolProcess.Result result = push.await(LIMIT);
      assertThat(result.status()).isNotZero();
      assertThat(result.err()).contains("18/308");
    }
  }

  @Test
  void encoder_refused_tellsItsUserWhy() {
    Witness.require(Witness.FFMPEG);
    Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(1)));

    try (ToolProcess push = Ffmpeg.push(clip, server.unsignedUrl("show", "txSecret=x&txTime=" + LATER),
        Ffmpeg.Pace.AS_FAST_AS_POSSIBLE, LIMIT)) {
      assertThat(push.await(LIMIT).err()).contains("txSecret is wrong (18/503)");
    }
  }

  @Test
  void streamBeingRecorded_whileBadPushesCome_noticesNothing() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)));
    try (ToolProcess push = Ffmpeg.push(source, server.unsignedUrl("good", signed("masterKey01", "good")), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      int count = 0;
      for (; push.alive(); count++) {
        assertRefused(server.unsignedUrl("show", badQueries().toList().get(count % 12).get()[0].toString()), "18/");
        assertRefused(server.unsignedUrl("good", "txTime=" + LATER), "18/502");
      }
      assertThat(push.await(LIMIT).status()).isZero();
      assertThat(count).isGreaterThan(10);
    }
    server.awaitFiles("good", 3);

    assertThat(server.data().files("good"))
        .allSatisfy(file -> PacketHashes.of(server.url(file)).assertSameAs(PacketHashes.of(source)));
  }

  @Test
  void refusedPush_always_leavesNoEventAndNoFile() {
    assertRefused(server.unsignedUrl("nobody", ""), "18/500");

    assertThat(server.data().files("nobody")).isEmpty();
    assertThat(receiver.received()).noneMatch(request -> request.json().path("stream_id").asText().equals("nobody"));
  }

  private static void assertRefused(String url, String code) {
    PublishRefusedException refusal = catchThrowableOfType(PublishRefusedException.class, () -> RtmpPublisher.connect(url).close());

    assertThat(refusal).as(url).isNotNull();
    assertThat(refusal.code()).isEqualTo("NetStream.Publish.Denied");
    assertThat(refusal.description()).contains("(" + code);
  }

  private static double refusedCount(String reason) {
    return server.metric("livetape_rtmp_refused_total{reason=\"" + reason + "\"}");
  }

  private static String signed(String key, String stream) {
    return "txSecret=" + secret(key, stream, LATER) + "&txTime=" + LATER;
  }

  /** The documented formula, spelled out. */
  private static String secret(String key, String stream, String time) {
    try {
      byte[] text = (key + stream + time).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
