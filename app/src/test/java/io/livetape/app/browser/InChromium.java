package io.livetape.app.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Witness;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives each test of a class a {@link Tab}, and fails the test when the browser had something to complain of in it. All classes of a run
 * share one browser. Where Chromium or ffmpeg is missing the class is skipped, or fails, as {@link Witness} says.
 */
final class InChromium
    implements BeforeAllCallback, ParameterResolver, AfterTestExecutionCallback, TestExecutionExceptionHandler, AfterAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(InChromium.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    Witness.require(Witness.CHROMIUM, Witness.FFMPEG);
    PlaywrightAssertions.setDefaultAssertionTimeout(LivetapeServer.PATIENCE.toMillis());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Tab.class;
  }

  /** The stores close what is in them: the tab after its test, the browser at the end of the run. */
  @Override
  public Tab resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Chromium chromium = context.getRoot().getStore(NAMESPACE)
        .computeIfAbsent(Chromium.class, _ -> new Chromium(), Chromium.class);
    return context.getStore(NAMESPACE).computeIfAbsent(Tab.class, _ -> chromium.tab(new Browser.NewContextOptions()), Tab.class);
  }

  /** Adds to a failure what the page looks like from within. */
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
    Tab tab = context.getStore(NAMESPACE).get(Tab.class, Tab.class);
    if (tab != null) {
      failure.addSuppressed(new AssertionError(tab.situation()));
    }
    throw failure;
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    Tab tab = context.getStore(NAMESPACE).get(Tab.class, Tab.class);
    if (tab != null && context.getExecutionException().isEmpty()) {
      tab.assertNoComplaint();
      passed(context, tab);
    }
  }

  private static void passed(ExtensionContext context, Tab tab) {
    Passed passed = context.getParent().orElseThrow().getStore(NAMESPACE).computeIfAbsent(Passed.class, _ -> new Passed(), Passed.class);
    passed.tests.add(context.getRequiredTestMethod());
    if (context.getRequiredTestClass().isAnnotationPresent(EveryControl.class)) {
      tab.page().evaluate("() => window.lookAround?.()");
    }
    passed.controls.add(tab.controls());
  }

  /** Tests of one class that have passed, with the controls that were there. */
  private static final class Passed {
    private final Set<Method> tests = new HashSet<>();
    private final Controls controls = new Controls();
  }

  /** Of some tests alone, or where one has failed, nothing is asked. */
  @Override
  public void afterAll(ExtensionContext context) {
    EveryControl every = context.getRequiredTestClass().getAnnotation(EveryControl.class);
    Passed passed = context.getStore(NAMESPACE).get(Passed.class, Passed.class);
    if (every != null && passed != null && passed.tests.containsAll(testsOf(context.getRequiredTestClass()))) {
      passed.controls.assertUsed(every);
    }
  }

  private static List<Method> testsOf(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods()).filter(method -> method.isAnnotationPresent(Test.class)).toList();
  }
}
