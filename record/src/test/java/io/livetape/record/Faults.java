package io.livetape.record;

/** Lets effects pass, fails one of them, and then either none any more, or all of them: as for a process that died there. Any thread. */
final class Faults {
  private int countdown;
  private final boolean forEver;
  private String failed = "";

  private Faults(int n, boolean forEver) {
    countdown = n;
    this.forEver = forEver;
  }

  static Faults none() {
    return new Faults(0, false);
  }

  /** @param n from 1 */
  static Faults once(int n) {
    return new Faults(n, false);
  }

  /** @param n from 1 */
  static Faults from(int n) {
    return new Faults(n, true);
  }

  /** Whether this effect is to fail. */
  synchronized boolean hit(String effect) {
    countdown--;
    if (countdown == 0 || forEver && countdown < 0) {
      failed = failed.isEmpty() ? effect : failed;
      notifyAll();
      return true;
    }
    return false;
  }

  /** The effect that was failed first, empty while none was. */
  synchronized String failed() {
    return failed;
  }
}
