package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The timeline under fingers: sideways they choose, up and down they scroll the page, two make it larger. */
@ExtendWith(InChromium.class)
class ConsoleTimelineTouchTest {
  private static final int STEPS = 12;
  private static LivetapeServer server;

  @BeforeAll
  static void push() {
    server = LivetapeServer.start("recording.formats=mp4,hls", "recording.segment-target=1", "recording.time-zone=UTC");
    Clip clip = Clip.h264Aac(Duration.ofSeconds(3)).withFrames(25, Duration.ofSeconds(1), 2);
    Encoders.ffmpegInRealTime(Ffmpeg.make(clip), server.pushUrl("show"));
    server.awaitFiles("show", 2);
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void fingerThatGoesSideways_choosesAWindow_andMovesItsEnds(Tab tab) {
    try (Tab phone = phone(tab)) {
      BoundingBox line = line(phone);
      double y = line.y + line.height / 2;
      CDPSession touch = phone.page().context().newCDPSession(phone.page());
      drag(touch, line.x + 0.3 * line.width, y, line.x + 0.7 * line.width, y + 30);
      assertThat(phone.page()).hasURL(Pattern.compile("day=[0-9-]+&from=\\d+&to=\\d+$"));
      assertThat(phone.page().evaluate("() => scrollY")).isEqualTo(0);
      long from = value(end(phone, "Beginning of the window"));
      long to = value(end(phone, "End of the window"));
      double daySeconds = Duration.ofDays(1).toSeconds();
      assertThat((to - from) / daySeconds).isBetween(0.38, 0.42);

      drag(touch, line.x + 0.7 * line.width + 18, y, line.x + 0.9 * line.width, y);
      assertThat(end(phone, "End of the window")).not().hasAttribute("aria-valuenow", Long.toString(to));
      assertThat(value(end(phone, "Beginning of the window"))).isEqualTo(from);
      assertThat((value(end(phone, "End of the window")) - from) / daySeconds).isBetween(0.58, 0.62);
      phone.assertNoComplaint();
    }
  }

  @Test
  void fingerThatGoesUp_scrollsThePage_andChoosesNothing(Tab tab) {
    try (Tab phone = phone(tab)) {
      BoundingBox line = line(phone);
      CDPSession touch = phone.page().context().newCDPSession(phone.page());
      drag(touch, line.x + 0.5 * line.width, line.y + line.height - 10, line.x + 0.5 * line.width + 5, line.y - 150);
      phone.page().waitForFunction("() => scrollY > 100");
      assertThat(phone.page().locator("[role=slider]")).hasCount(0);
      assertThat(phone.page().url()).doesNotContain("from=");
      phone.assertNoComplaint();
    }
  }

  @Test
  void twoFingers_zoomThePage_andChooseNothing(Tab tab) {
    try (Tab phone = phone(tab)) {
      BoundingBox line = line(phone);
      double middle = line.x + line.width / 2;
      double y = line.y + line.height / 2;
      CDPSession touch = phone.page().context().newCDPSession(phone.page());
      dispatch(touch, "touchStart", middle - 20, y, middle + 20, y);
      for (int i = 1; i <= STEPS; i++) {
        dispatch(touch, "touchMove", middle - 20 - 10 * i, y, middle + 20 + 10 * i, y);
      }
      dispatch(touch, "touchEnd");
      phone.page().waitForFunction("() => visualViewport.scale > 1.5");
      assertThat(phone.page().locator("[role=slider]")).hasCount(0);
      phone.assertNoComplaint();
    }
  }

  private static Tab phone(Tab tab) {
    Tab phone = new Tab(tab.page().context().browser()
        .newContext(new Browser.NewContextOptions().setHasTouch(true).setIsMobile(true)));
    ConsoleTab.signedIn(phone, server, "timeline/live/show").assertAt("live/show");
    phone.page().setViewportSize(375, 667);
    return phone;
  }

  private static BoundingBox line(Tab phone) {
    assertThat(phone.page().locator(".line-place .was-live")).hasCount(1);
    return phone.page().locator(".line-place").boundingBox();
  }

  private static Locator end(Tab phone, String name) {
    return phone.page().getByRole(AriaRole.SLIDER, new Page.GetByRoleOptions().setName(name));
  }

  private static long value(Locator end) {
    return Long.parseLong(end.getAttribute("aria-valuenow"));
  }

  private static void drag(CDPSession touch, double fromX, double fromY, double toX, double toY) {
    dispatch(touch, "touchStart", fromX, fromY);
    for (int i = 1; i <= STEPS; i++) {
      dispatch(touch, "touchMove", fromX + (toX - fromX) * i / STEPS, fromY + (toY - fromY) * i / STEPS);
    }
    dispatch(touch, "touchEnd");
  }

  /** @param places x and y of each finger that touches the screen, in pixels of the window */
  private static void dispatch(CDPSession touch, String type, double... places) {
    JsonArray points = new JsonArray();
    for (int i = 0; i < places.length; i += 2) {
      JsonObject point = new JsonObject();
      point.addProperty("x", places[i]);
      point.addProperty("y", places[i + 1]);
      point.addProperty("id", i / 2);
      points.add(point);
    }
    JsonObject parameters = new JsonObject();
    parameters.addProperty("type", type);
    parameters.add("touchPoints", points);
    touch.send("Input.dispatchTouchEvent", parameters);
  }
}
