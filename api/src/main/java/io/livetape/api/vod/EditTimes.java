package io.livetape.api.vod;

import io.livetape.vod.splice.Splice;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says where something was really cut: at key frames around what was asked for. Pure. */
final class EditTimes {
  private static final int PARTS_MAX = 20;

  private EditTimes() {}

  /** Such as {@code 911921989763727361: 3.960-12.000 s}. */
  static String text(EditPlan plan, Splice splice) {
    boolean byClock = plan.inputType().equals(EditPlan.STREAMS);
    List<String> texts = new ArrayList<>();
    for (Splice.Part part : splice.parts().subList(0, Math.min(PARTS_MAX, splice.parts().size()))) {
      texts.add(fileId(part.run().source()) + ": " + (byClock ? clock(part) : offsets(part)));
    }
    return String.join("; ", texts) + (splice.parts().size() > PARTS_MAX ? "; …" : "");
  }

  /** A source is a file's id, or the folder that it is played from: {@code /vod/<account>/<file id>/}. */
  static String fileId(String source) {
    String path = source.endsWith("/") ? source.substring(0, source.length() - 1) : source;
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String offsets(Splice.Part part) {
    long fromUs = part.run().positionUs();
    return String.format(Locale.ROOT, "%.3f-%.3f s", (fromUs + part.startUs()) / 1e6, (fromUs + part.endUs()) / 1e6);
  }

  private static String clock(Splice.Part part) {
    return part.run().beginsAt().plus(part.startUs(), ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS) + " to "
        + part.run().beginsAt().plus(part.endUs(), ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS);
  }
}
