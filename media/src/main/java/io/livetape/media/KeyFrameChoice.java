package io.livetape.media;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses, of the key frames of a file, those that stand for some of its times: for each the last one until then, or the first of all
 * where it comes later; each once. The key frames are told in their order. One thread.
 */
public final class KeyFrameChoice {
  /**
   * A key frame that was chosen.
   *
   * @param key what the caller knows it by: a number, an offset
   */
  public record Chosen(long key, long timeMs) {}

  private final long[] timesMs;
  private final List<Chosen> chosen = new ArrayList<>();
  private int served;
  private Chosen last;

  /** @param timesMs growing */
  public KeyFrameChoice(long[] timesMs) {
    this.timesMs = timesMs.clone();
  }

  /** The next key frame of the file. */
  public void add(long key, long timeMs) {
    if (last != null) {
      chooseLastBefore(timeMs);
    }
    last = new Chosen(key, timeMs);
  }

  /** Nothing may be added afterwards. At most as many as there are times. */
  public List<Chosen> chosen() {
    if (last != null) {
      chooseLastBefore(Long.MAX_VALUE);
      last = null;
    }
    return List.copyOf(chosen);
  }

  private void chooseLastBefore(long endMs) {
    int before = served;
    while (served < timesMs.length && timesMs[served] < endMs) {
      served++;
    }
    if (served > before) {
      chosen.add(last);
    }
  }
}
