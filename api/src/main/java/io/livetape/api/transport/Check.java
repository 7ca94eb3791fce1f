package io.livetape.api.transport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What may be said of a component of a request record. A component without any may be left out and is null then. */
public final class Check {
  private Check() {}

  /** Must be given. The empty text counts as given. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Required {}

  /** The value where none is given, as it would stand in a query. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Default {
    String value();
  }

  /** Least and greatest value of a number. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Between {
    long min() default 0;

    long max();
  }

  /** Least and greatest size: of a text in bytes of UTF-8, of a list in items. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Size {
    int min() default 0;

    int max();
  }

  /** The values that a text may have, or each text of a list. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface OneOf {
    String[] value();
  }

  /** The whole text has this form. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Form {
    String regex();

    /** In words, for messages: "letters and digits". */
    String words();
  }

  /** What it means, for the OpenAPI document, where its name does not tell. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface About {
    String value();
  }
}
