package io.livetape.media.mp4;

/** The tables in an {@code stbl} that grow with a recording, in the order in which they are laid out. */
enum SampleTable {
  /** 8.6.1.2: runs of (sample count, duration). */
  STTS("stts", 8),
  /** 8.6.1.3, version 1: runs of (sample count, signed composition offset). Only where some offset is not 0. */
  CTTS("ctts", 8),
  /** 8.6.2: numbers (from 1) of the sync samples. Only where some sample is none. */
  STSS("stss", 4),
  /** 8.7.4: runs of chunks: (first chunk, samples in each, sample entry 1). */
  STSC("stsc", 12),
  /** 8.7.3.2: the size of each sample. */
  STSZ("stsz", 4),
  /** 8.7.5: the file offset of each chunk, 64 bits. A chunk is what one fragment holds of one track. */
  CO64("co64", 8);

  final String type;
  final int rowSizeBytes;

  SampleTable(String type, int rowSizeBytes) {
    this.type = type;
    this.rowSizeBytes = rowSizeBytes;
  }
}
