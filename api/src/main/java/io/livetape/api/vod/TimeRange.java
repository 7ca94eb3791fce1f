package io.livetape.api.vod;

import io.livetape.api.transport.ApiException;
import io.livetape.vod.TimeWindow;
import java.time.Instant;

/** Between two times; what is left out or empty bounds nothing. */
record TimeRange(String after, String before) {
  TimeWindow window(String parameter) {
    Instant from = after == null || after.isEmpty() ? TimeWindow.ALWAYS.from() : VodTime.instant(parameter, after);
    Instant to = before == null || before.isEmpty() ? TimeWindow.ALWAYS.to() : VodTime.instant(parameter, before);
    if (to.isBefore(from)) {
      throw new ApiException("InvalidParameterValue." + parameter, "`" + parameter + "` ends before it begins.");
    }
    return new TimeWindow(from, to);
  }
}
