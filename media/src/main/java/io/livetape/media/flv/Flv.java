package io.livetape.media.flv;

/** Numbers of the format that readers and writers share: Flash Video 10.1, annex E, and Enhanced RTMP. */
final class Flv {
  static final int VIDEO_AVC = 7;
  /** Not in any specification, but what mobile SDKs sent before there was an enhanced header. */
  static final int VIDEO_HEVC = 12;
  static final int AUDIO_AAC = 10;
  static final int AUDIO_ENHANCED = 9;

  static final int FRAME_KEY = 1;
  static final int FRAME_INTER = 2;
  static final int FRAME_COMMAND = 5;

  static final int PACKET_START = 0;
  static final int PACKET_FRAMES = 1;
  static final int PACKET_END = 2;
  /** Frames without a composition offset: it is 0. */
  static final int PACKET_FRAMES_X = 3;
  static final int PACKET_METADATA = 4;
  static final int PACKET_AUDIO_MULTITRACK = 5;
  static final int PACKET_VIDEO_MULTITRACK = 6;
  static final int PACKET_MODIFIER = 7;

  private Flv() {}
}
