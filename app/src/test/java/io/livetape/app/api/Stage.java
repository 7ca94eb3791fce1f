package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** One trial's place in the scene: calls in one way of signing and sending, names of its own, and what is undone when it ends. */
final class Stage implements AutoCloseable {
  private static final AtomicLong NUMBERS = new AtomicLong(1000);
  private static final Duration TASK_MAX = Duration.ofSeconds(30);

  /** What an action is tried by: it calls the action and judges what comes of it. */
  interface Trial {
    void run(Stage stage) throws Exception;
  }

  private final Scene scene;
  private final Sdk.Way way;
  private final TypedCalls live;
  private final TypedCalls vod;
  private final Set<String> called = new TreeSet<>();
  private final Deque<Runnable> undone = new ArrayDeque<>();
  private final long number = NUMBERS.incrementAndGet();

  Stage(Scene scene, Sdk.Way way) {
    this.scene = scene;
    this.way = way;
    live = scene.live(way);
    vod = scene.vod(way);
  }

  Scene scene() {
    return scene;
  }

  Sdk.Way way() {
    return way;
  }

  /** Of this trial alone. */
  long number() {
    return number;
  }

  /** Of this trial alone; good as any kind of name. */
  String name() {
    return "n" + number;
  }

  /** The actions that were called, with their product. */
  Set<String> called() {
    return called;
  }

  /** A call of the product "live" that must succeed; {@code '} stands for {@code "}. */
  JsonNode live(String action, String parameters) {
    return call("live", live, action, parameters);
  }

  /** A call of the product "vod" that must succeed; {@code '} stands for {@code "}. */
  JsonNode vod(String action, String parameters) {
    return call("vod", vod, action, parameters);
  }

  /** The code in which a call of the product "live" must end. */
  String liveError(String action, String parameters) {
    return error("live", live, action, parameters);
  }

  /** The code in which a call of the product "vod" must end. */
  String vodError(String action, String parameters) {
    return error("vod", vod, action, parameters);
  }

  /** A call of API 2.0. */
  JsonNode version2(String action, Map<String, String> parameters) {
    called.add("2.0." + action);
    return new Version2Calls(scene.server(), scene.key(), way).call(action, parameters);
  }

  /** The output of a call of the oldest interface that must succeed. */
  JsonNode oldest(String name, String parameters) {
    called.add("oldest." + name);
    JsonNode answer = new OldestCalls(scene.server(), Scene.OLDEST_KEY).call(name, parameters);
    assertThat(answer.path("ret").asInt(-1)).as(answer.toString()).isZero();
    return answer.path("output");
  }

  /** What is told of a task of the product "vod" when it has ended. */
  JsonNode finished(String taskId) {
    String which = "{'TaskId':'" + taskId + "'}";
    Awaitility.await(taskId).atMost(TASK_MAX).pollInterval(Duration.ofMillis(20)).pollDelay(Duration.ZERO)
        .until(() -> vod("DescribeTaskDetail", which).path("Status").asText().equals("FINISH"));
    return vod("DescribeTaskDetail", which);
  }

  /** When the trial ends, this call is made as well, whether or not there is anything left for it to do. */
  void atEnd(String action, String parameters) {
    undone.push(() -> {
      try {
        live.call(action, RecordRuleTest.json(parameters));
      } catch (TencentCloudSDKException _) {
        // It is gone already.
      }
    });
  }

  /** When the trial ends, this is run. */
  void atEnd(Runnable undo) {
    undone.push(undo);
  }

  private JsonNode call(String product, TypedCalls calls, String action, String parameters) {
    called.add(product + "." + action);
    try {
      return calls.call(action, RecordRuleTest.json(parameters));
    } catch (TencentCloudSDKException e) {
      throw new AssertionError(action + " " + parameters + ": " + e, e);
    }
  }

  private String error(String product, TypedCalls calls, String action, String parameters) {
    called.add(product + "." + action);
    return Sdk.errorOf(() -> {
      calls.call(action, RecordRuleTest.json(parameters));
      return null;
    });
  }

  @Override
  public void close() {
    undone.forEach(Runnable::run);
  }
}
