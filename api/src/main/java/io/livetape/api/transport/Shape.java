package io.livetape.api.transport;

import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Form;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The components of a request or answer record, by the names that they have outside: {@code templateId} is {@code TemplateId}. Made once
 * for a record; a type that cannot be one fails when its action is listed, not when it is called.
 */
record Shape<T extends Record>(Class<T> type, List<Field> fields, Constructor<T> constructor) {
  private static final Map<Class<?>, Shape<?>> KNOWN = new ConcurrentHashMap<>();

  /** The kinds of values there are. */
  enum Kind { TEXT, INTEGER, DECIMAL, BOOLEAN, RECORD, LIST }

  /**
   * One component.
   *
   * @param type its Java type, for a list that of the items
   * @param item the kind of a list's items; for anything else the same as {@code kind}
   */
  record Field(String name, RecordComponent component, Class<?> type, Kind kind, Kind item) {
    boolean required() {
      return has(Required.class);
    }

    Optional<String> fallback() {
      return Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value);
    }

    <A extends Annotation> Optional<A> annotation(Class<A> annotation) {
      return Optional.ofNullable(component.getAnnotation(annotation));
    }

    boolean has(Class<? extends Annotation> annotation) {
      return component.isAnnotationPresent(annotation);
    }
  }

  static <T extends Record> Shape<T> of(Class<T> type) {
    Shape<?> known = KNOWN.get(type);
    if (known == null) {
      known = read(type);
      KNOWN.put(type, known);
    }
    @SuppressWarnings("unchecked")
    Shape<T> shape = (Shape<T>) known;
    return shape;
  }

  private static <T extends Record> Shape<T> read(Class<T> type) {
    try {
      Class<?>[] types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new Shape<>(type, Arrays.stream(type.getRecordComponents()).map(Shape::field).toList(), constructor);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its canonical constructor", e);
    }
  }

  private static Field field(RecordComponent component) {
    boolean list = component.getType() == List.class;
    Class<?> type = list ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0] : component.getType();
    Kind item = kind(type);
    if (item == Kind.RECORD) {
      of(type.asSubclass(Record.class));
    }
    Field field = new Field(outsideName(component.getName()), component, type, list ? Kind.LIST : item, item);
    component.getAccessor().setAccessible(true);
    checkAnnotations(field);
    return field;
  }

  private static void checkAnnotations(Field field) {
    boolean number = field.item == Kind.INTEGER || field.item == Kind.DECIMAL;
    boolean fits = (!field.has(Between.class) || number) && (!field.has(Form.class) || field.item == Kind.TEXT)
        && (!field.has(OneOf.class) || field.item == Kind.TEXT) && (!field.has(Size.class) || field.kind == Kind.LIST
        || field.kind == Kind.TEXT) && !(field.required() && field.has(Default.class));
    if (!fits) {
      throw new IllegalStateException("annotations that do not go with their component: " + field.component);
    }
  }

  private static Kind kind(Class<?> type) {
    if (type == String.class) {
      return Kind.TEXT;
    }
    if (type == Long.class || type == long.class) {
      return Kind.INTEGER;
    }
    if (type == Double.class || type == double.class) {
      return Kind.DECIMAL;
    }
    if (type == Boolean.class || type == boolean.class) {
      return Kind.BOOLEAN;
    }
    if (type.isRecord()) {
      return Kind.RECORD;
    }
    throw new IllegalStateException("not a type of parameters: " + type);
  }

  private static String outsideName(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  T make(Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof ApiException wrong) {
        throw wrong;
      }
      throw new IllegalStateException("a record of parameters fails other than by saying what is wrong", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static Object value(Field field, Record of) {
    try {
      Method accessor = field.component.getAccessor();
      return accessor.invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
