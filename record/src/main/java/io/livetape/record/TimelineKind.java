package io.livetape.record;

/**
 * What the timeline of a recording tells of. Kept by name, so a constant that is renamed is another one.
 *
 * <p>What the milliseconds of an entry are is said with each kind; those of several that were added up are added up too.
 */
public enum TimelineKind {
  /** The recording of a push began with its first sample. */
  BEGAN,
  /** It ended; milliseconds since it began. */
  ENDED,

  /** From here on samples are lost, because the disk is full or too slow. */
  GAP_BEGAN,
  /** No more samples are lost; how long the gap was, or the pause after a file had failed. */
  GAP_ENDED,
  /** Samples lost in gaps. */
  AUDIO_LOST,
  VIDEO_LOST,
  /** The disk failed a file; the recording goes on in another, after a pause. */
  FILE_FAILED,

  /** Timestamps of 24 or 32 bits began anew; nothing was lost. */
  WRAPPED,
  /** Timestamps jumped, forward or back, and were brought back to where the track had been; how far. */
  AUDIO_JUMPED,
  VIDEO_JUMPED,
  /** Timestamps went back a little: the samples were put behind those before them; how far back. */
  AUDIO_WENT_BACK,
  VIDEO_WENT_BACK,
  /** Timestamps stood still: samples were placed by their length (audio) or by when they came (video); by how much. */
  AUDIO_STUCK,
  VIDEO_STUCK,
  /** Timestamps left a hole that no time was lost in; it is kept as it is; how long. */
  AUDIO_UNEVEN,
  VIDEO_UNEVEN,
  /** Frames lasted longer or shorter than their timestamps allow, as of clocks that differ; by how much they were moved, in small steps. */
  AUDIO_DRIFTED,
  /** A track came whose timestamps have nothing to do with the other's: it was placed by when it came; how far apart they were. */
  TRACKS_APART,
  /** A track stopped while the other went on; for how long, counted every few seconds and when it comes back. */
  AUDIO_MISSING,
  VIDEO_MISSING,

  /** The picture has another size, or is turned. */
  SIZE_CHANGED,
  /** A track goes on with another codec or configuration. */
  VIDEO_CHANGED,
  AUDIO_CHANGED;
}
