package io.livetape.app.config;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks a span whose key ends in {@code -ms} and whose plain numbers are milliseconds; those of other spans are seconds. */
@Retention(RetentionPolicy.RUNTIME)
@interface Millis {}
