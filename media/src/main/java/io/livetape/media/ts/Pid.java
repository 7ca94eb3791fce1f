package io.livetape.media.ts;

/** One packet identifier of a segment, and what its next packet counts. */
final class Pid {
  static final int PAT = 0;
  static final int PMT = 0x1000;
  static final int FIRST_TRACK = 0x100;

  final int value;
  private int packetCount;

  Pid(int value) {
    this.value = value;
  }

  /** Whether no packet of it has been written yet. */
  boolean fresh() {
    return packetCount == 0;
  }

  /** The continuity counter of the next packet (2.4.3.3). */
  int nextCounter() {
    return packetCount++ & 0xF;
  }
}
