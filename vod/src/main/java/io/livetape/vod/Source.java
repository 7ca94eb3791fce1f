package io.livetape.vod;

/** How a file came to be; the names are those in the table. */
public enum Source {
  /** Recorded from a push. */
  RECORD,
  /** Brought from outside. */
  UPLOAD,
  /** Made of other files. */
  PROCESSING,
  /** Recorded in a room. */
  ROOM_RECORD,
  /** Recorded from a web page. */
  PAGE_RECORD
}
