package io.livetape.api;

import io.livetape.media.FileFormat;
import io.livetape.record.TimelineEntry;
import io.livetape.record.TimelineKind;
import java.util.Optional;

/**
 * What event 341 calls things that happen in recordings (contract 4.4).
 *
 * @param type its number
 * @param text what it means, before the milliseconds where there are any
 */
record RecordingException(int type, ExceptionLevel level, String text) {

  /** Empty for what is nothing out of the ordinary. */
  static Optional<RecordingException> of(TimelineKind kind) {
    return Optional.ofNullable(switch (kind) {
      case AUDIO_JUMPED -> warning(-8, "audio timestamps jumped");
      case VIDEO_JUMPED -> warning(-9, "video timestamps jumped");
      case AUDIO_DRIFTED -> new RecordingException(-10, ExceptionLevel.INFO, "audio drifts from its timestamps and was moved");
      case TRACKS_APART -> warning(-10, "audio and video timestamps began apart");
      case VIDEO_WENT_BACK -> warning(-11, "video timestamps went back");
      case AUDIO_MISSING -> warning(-17, "no audio came");
      case VIDEO_MISSING -> warning(-18, "no video came");
      case AUDIO_STUCK -> warning(-22, "audio timestamps stood still");
      case VIDEO_STUCK -> warning(-23, "video timestamps stood still");
      case AUDIO_WENT_BACK -> warning(-24, "audio timestamps went back");
      case SIZE_CHANGED -> new RecordingException(-100, ExceptionLevel.INFO, "the resolution changed");
      case FILE_FAILED -> new RecordingException(-104, ExceptionLevel.ERROR, "a file could not be written");
      case VIDEO_CHANGED -> new RecordingException(-120, ExceptionLevel.INFO, "the video coding changed");
      case VIDEO_LOST -> new RecordingException(-130, ExceptionLevel.ERROR, "video frames dropped: the disk is full or too slow");
      case AUDIO_LOST -> new RecordingException(-131, ExceptionLevel.ERROR, "audio frames dropped: the disk is full or too slow");
      case AUDIO_UNEVEN -> warning(-200, "audio timestamps left a hole");
      case VIDEO_UNEVEN -> warning(-201, "video timestamps left a hole");
      case BEGAN, ENDED, GAP_BEGAN, GAP_ENDED, WRAPPED, AUDIO_CHANGED -> null;
    });
  }

  /** Whether a recording in this format is concerned: one of sound alone has no pictures. */
  boolean concerns(FileFormat format) {
    return format != FileFormat.AAC || switch (type) {
      case -9, -11, -18, -23, -100, -120, -130, -201 -> false;
      default -> true;
    };
  }

  String description(TimelineEntry entry) {
    return entry.ms() == 0 ? text : text + ", " + entry.ms() + " ms";
  }

  private static RecordingException warning(int type, String text) {
    return new RecordingException(type, ExceptionLevel.WARNING, text);
  }
}
