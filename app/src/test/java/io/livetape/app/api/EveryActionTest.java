package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.profile.ClientProfile;
import io.livetape.app.api.Stage.Trial;
import io.livetape.testkit.Witness;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every action that the server knows, by the official SDK's own classes, in every way of signing and sending that there is for it. Each has
 * a trial that judges what comes of it; one that has none fails here.
 */
class EveryActionTest {
  private static final Map<String, Trial> TRIALS = trials();

  /** There is one way to call the oldest interface. */
  private static final Sdk.Way OLDEST = new Sdk.Way("MD5", "GET");

  @AutoClose
  private static Scene scene;

  @BeforeAll
  static void start() throws Exception {
    Witness.require(Witness.FFMPEG);
    scene = new Scene();
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("actionsAndWays")
  void action_calledInThisWay_doesWhatItIsFor(String action, Sdk.Way way) throws Exception {
    assertThat(TRIALS).as("an action without a trial").containsKey(action);
    try (Stage stage = new Stage(scene, way)) {
      TRIALS.get(action).run(stage);
      assertThat(stage.called()).as("what its trial has called").contains(action);
    }
  }

  @Test
  void trials_areOfActionsThatThereAre() {
    assertThat(TRIALS.keySet()).isEqualTo(new TreeSet<>(known()));
  }

  static Stream<Arguments> actionsAndWays() {
    return known().stream().flatMap(action -> ways(action).stream().map(way -> Arguments.of(action, way)));
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(KnownActions.ofVersion3(KnownActions.document(scene.server())));
    KnownActions.ofVersion2().forEach(name -> known.add("2.0." + name));
    KnownActions.oldest().forEach(name -> known.add("oldest." + name));
    return known;
  }

  private static List<Sdk.Way> ways(String action) {
    if (action.startsWith("oldest.")) {
      return List.of(OLDEST);
    }
    boolean version2 = action.startsWith("2.0.");
    return Sdk.Way.all().stream().filter(way -> !version2 || !way.signMethod().equals(ClientProfile.SIGN_TC3_256)).toList();
  }

  private static Map<String, Trial> trials() {
    Map<String, Trial> trials = new TreeMap<>();
    Stream.of(RecordTrials.all(), RecordTaskTrials.all(), CallbackTrials.all(), StreamTrials.all(), DomainTrials.all(),
        LibraryTrials.all(), AccountTrials.all(), WorkTrials.all(), EventTrials.all(), OlderTrials.all()).forEach(trials::putAll);
    return trials;
  }
}
