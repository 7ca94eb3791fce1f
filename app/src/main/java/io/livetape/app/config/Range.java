package io.livetape.app.config;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * The values that a component of a section may have, both ends included: of a number itself, of a span in the key's unit, of a
 * size in bytes; of a text or a list, how long it may be.
 */
@Retention(RetentionPolicy.RUNTIME)
@interface Range {
  long min() default 0;

  long max();
}
