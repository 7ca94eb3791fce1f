package io.livetape.app.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The tests of this class together use each control of some pages of the console that they come across: each button, link and field, those of
 * dialogs as well. {@link InChromium} looks after that once all of them have passed.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface EveryControl {
  /** Pages as {@code controls.js} calls them: {@code live}, and {@code live/…} for what lies below it. Their dialogs belong to them. */
  String[] of();

  /** Controls that are used elsewhere, or are none. */
  String[] but() default {};
}
