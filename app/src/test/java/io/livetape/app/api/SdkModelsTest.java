package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.AbstractModel;
import io.livetape.api.live.LiveProduct;
import io.livetape.api.transport.Action;
import io.livetape.api.vod.NotMade;
import io.livetape.api.vod.VodProduct;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our records against the SDK's classes: every field of a request is known, every field of an answer is sent, types agree. */
class SdkModelsTest {
  /** In the contract, and not yet in this version of the SDK. */
  private static final Map<String, Set<String>> NEWER = Map.of(
      "ModifyLiveCallbackTemplateRequest", Set.of("StreamMixNotifyUrl"), "CallBackTemplateInfo", Set.of("RecordStatusNotifyUrl"),
      "ModifyEventConfigRequest", Set.of("SignKey"));

  /** Of these classes' parts that are objects, which there are many of, those that we have; the others are null by not being there. */
  private static final Map<String, Set<String>> PARTS = Map.of(
      "DescribeTaskDetailResponse", Set.of("EditMediaTask", "PullUploadTask", "ConcatTask"),
      "EventContent", Set.of("FileUploadEvent", "FileDeleteEvent", "PullCompleteEvent",
      "EditMediaCompleteEvent", "ConcatCompleteEvent"));

  static Stream<Arguments> actions() {
    List<Action<?, ?>> live = LiveProduct.of(
        new LiveProduct.Parts(null, null, null, null, null, null, null, null, "", InstantSource.system())).actions();
    List<Action<?, ?>> vod = VodProduct.of(
        new VodProduct.Parts(null, null, null, null, null, 0, KnownActions.vodTasks(), InstantSource.system())).actions();
    return Stream.concat(live.stream().map(action -> Arguments.of(TypedCalls.LIVE, action)),
        vod.stream().map(action -> Arguments.of(TypedCalls.VOD, action)));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void request_ofAnAction_hasTheSdksFields(String models, Action<?, ?> action) throws Exception {
    compare(action.request(), Class.forName(models + action.name() + "Request"));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void answer_ofAnAction_hasTheSdksFields(String models, Action<?, ?> action) throws Exception {
    compare(action.answer(), Class.forName(models + action.name() + "Response"));
  }

  private static void compare(Class<?> our, Class<?> theirs) {
    Map<String, Class<?>> known = ours(our);
    Map<String, Class<?>> expected = theirs(theirs);
    if (PARTS.containsKey(theirs.getSimpleName())) {
      expected.entrySet().removeIf(field -> AbstractModel.class.isAssignableFrom(field.getValue())
          && !PARTS.get(theirs.getSimpleName()).contains(field.getKey()));
    }
    Set<String> newer = new TreeSet<>(known.keySet());
    newer.removeAll(expected.keySet());

    assertThat(known.keySet()).as("what %s lacks of %s", our, theirs).containsAll(expected.keySet());
    assertThat(newer).as("what only %s has", our).isEqualTo(new TreeSet<>(NEWER.getOrDefault(theirs.getSimpleName(), Set.of())));
    expected.forEach((name, type) -> {
      if (known.get(name) == NotMade.class) {
        return;
      }
      if (AbstractModel.class.isAssignableFrom(type)) {
        compare(known.get(name), type);
      } else {
        assertThat(boxed(known.get(name))).as(theirs.getSimpleName() + "." + name).isEqualTo(type == Float.class ? Double.class : type);
      }
    });
  }

  /** By the names that they have outside; of lists the type of the items. */
  private static Map<String, Class<?>> ours(Class<?> type) {
    Map<String, Class<?>> fields = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> item = component.getType() == List.class
          ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0] : component.getType();
      fields.put(Character.toUpperCase(component.getName().charAt(0)) + component.getName().substring(1), item);
    }
    return fields;
  }

  private static Map<String, Class<?>> theirs(Class<?> type) {
    Map<String, Class<?>> fields = new TreeMap<>();
    Arrays.stream(type.getDeclaredFields()).filter(field -> !Modifier.isStatic(field.getModifiers()))
        .filter(field -> !field.getName().equals("RequestId")).forEach(field -> fields.put(field.getName(), item(field)));
    return fields;
  }

  private static Class<?> item(Field field) {
    return field.getType().isArray() ? field.getType().getComponentType() : field.getType();
  }

  private static Class<?> boxed(Class<?> type) {
    return type == long.class ? Long.class : type == boolean.class ? Boolean.class : type == double.class ? Double.class : type;
  }
}
