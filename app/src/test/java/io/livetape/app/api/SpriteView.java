package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A sheet of small pictures as a player sees it: by a WebVTT text, whose form is checked. */
record SpriteView(List<Cue> cues, BufferedImage sheet) {
  private static final Pattern CUE = Pattern.compile(
      "\n(\\d\\d):(\\d\\d):(\\d\\d\\.\\d{3}) --> (\\d\\d):(\\d\\d):(\\d\\d\\.\\d{3})\n([^#\n]+)#xywh=(\\d+),(\\d+),(\\d+),(\\d+)\n");
  private static final int CELLS = 16;
  private static final int DIGITS = 14;

  /** One picture: from when to when it is shown, and where it is. */
  record Cue(long startMs, long endMs, String sheet, int x, int y, int width, int height) {}

  static List<Cue> cues(String text) {
    assertThat(text).startsWith("WEBVTT\n\n");
    Matcher cues = CUE.matcher(text.substring("WEBVTT\n".length()));
    List<Cue> found = cues.results().map(one -> new Cue(ms(one.group(1), one.group(2), one.group(3)),
        ms(one.group(4), one.group(5), one.group(6)), one.group(7), Integer.parseInt(one.group(8)), Integer.parseInt(one.group(9)),
        Integer.parseInt(one.group(10)), Integer.parseInt(one.group(11)))).toList();
    assertThat(cues.replaceAll("")).as("nothing but cues").isEmpty();
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).startMs).isEqualTo(i == 0 ? 0 : found.get(i - 1).endMs).isLessThan(found.get(i).endMs);
    }
    return found;
  }

  private static long ms(String hours, String minutes, String seconds) {
    return (Long.parseLong(hours) * 60 + Long.parseLong(minutes)) * 60_000 + Math.round(Double.parseDouble(seconds) * 1000);
  }

  /** The numbers of the frames that are shown, as clips carry them in their pictures. */
  List<Integer> frames() {
    return cues.stream().map(this::frame).toList();
  }

  private int frame(Cue cue) {
    assertThat(bright(cue, 0)).as("the white cell of %s", cue).isTrue();
    assertThat(bright(cue, 1)).as("the black cell of %s", cue).isFalse();
    return IntStream.range(0, DIGITS).map(digit -> bright(cue, CELLS - DIGITS + digit) ? 1 << digit : 0).sum();
  }

  private boolean bright(Cue cue, int cell) {
    int rgb = sheet.getRGB(cue.x + (2 * cell + 1) * cue.width / (2 * CELLS), cue.y + cue.height / 20);
    return (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF) > 3 * 128;
  }
}
