package io.livetape.media.flv;

import io.livetape.media.Aac;
import io.livetape.media.Av1;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.H265;
import io.livetape.media.Opus;
import io.livetape.media.Track;
import io.livetape.media.Vp9;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;

/**
 * The {@code onMetaData} script tag of a file (E.5) and of a live stream.
 *
 * <p>A file's tag is written first and again over itself when the file is finished, when tracks, duration, size and key frames are
 * known. It therefore always has the same size, {@link #tagBytes}: a {@code spacer} fills what the fields and the key-frame index leave of
 * the room kept for them.
 *
 * <pre>
 *  file header | tag: "onMetaData" { fields…  keyframes: { filepositions: […], times: […] }  spacer: [0, 0 …] } | tags…
 * </pre>
 *
 * @param tracks those in the file, as far as known
 * @param index the file's key frames; an empty one leaves the property out
 */
public record FlvMetadata(Collection<Track> tracks, long durationMs, long fileSizeBytes, long lastTimestampMs, KeyFrameIndex index) {
  private static final String NAME = "onMetaData";
  /**
   * Above what all fields but the key-frame entries can take: 18 names of at most 20 bytes with numbers, the brackets, and the entry
   * before them.
   */
  private static final int FIELDS_MAX_BYTES = 640;
  private static final int SPACER_OVERHEAD_BYTES = 2 + "spacer".length() + 5;
  private static final int REST_OVERHEAD_BYTES = 2 + "rest".length() + 3;
  private static final int END_BYTES = 3;

  public FlvMetadata {
    tracks = List.copyOf(tracks);
  }

  /** The size of the whole tag in the file for an index of this capacity. */
  public static int tagBytes(int indexCapacity) {
    return FlvTags.tagBytes(bodyBytes(indexCapacity));
  }

  /** Writes the whole tag, {@code tagBytes(index.capacity())} long. */
  public void putTag(ByteBuffer out) {
    int bodyBytes = bodyBytes(index.capacity());
    FlvTags.putHeader(out, FlvTags.SCRIPT, bodyBytes, 0);
    int bodyEnd = out.position() + bodyBytes;
    ScriptData data = new ScriptData(out).string(NAME).ecmaArray(0);
    data.key("duration").number(durationMs / 1000.0);
    data.key("filesize").number(fileSizeBytes);
    data.key("lasttimestamp").number(lastTimestampMs / 1000.0);
    putTracks(data, tracks);
    // One key frame leads nowhere but to the beginning, and FFmpeg complains of a list of one.
    if (index.count() > 1) {
      putKeyFrames(data);
    }
    putSpacer(data, bodyEnd - END_BYTES - out.position());
    data.end();
    FlvTags.putPreviousSize(out, bodyBytes);
  }

  /** The body of a live stream's metadata, which has no end to tell of; for HTTP-FLV in a tag, for RTMP in a data message. */
  public static ByteBuffer liveBody(Collection<Track> tracks) {
    ByteBuffer out = ByteBuffer.allocate(FIELDS_MAX_BYTES);
    ScriptData data = new ScriptData(out).string(NAME).ecmaArray(0);
    putTracks(data, tracks);
    data.end();
    return out.flip();
  }

  /** Mostly numbers: FFmpeg's reader complains of a string above 255 bytes. */
  private static void putSpacer(ScriptData data, int sizeBytes) {
    int count = (sizeBytes - SPACER_OVERHEAD_BYTES - REST_OVERHEAD_BYTES) / ScriptData.NUMBER_BYTES;
    data.key("spacer").strictArray(count);
    for (int i = 0; i < count; i++) {
      data.number(0);
    }
    int restBytes = sizeBytes - SPACER_OVERHEAD_BYTES - count * ScriptData.NUMBER_BYTES - REST_OVERHEAD_BYTES;
    data.key("rest").blank(restBytes);
  }

  private static int bodyBytes(int indexCapacity) {
    return FIELDS_MAX_BYTES + 2 * ScriptData.NUMBER_BYTES * indexCapacity;
  }

  private static void putTracks(ScriptData data, Collection<Track> tracks) {
    for (Track track : tracks) {
      switch (track.format()) {
        case Format.Video video -> putVideo(data, video);
        case Format.Audio audio -> putAudio(data, audio);
      }
    }
    data.key("encoder").string("Livetape");
  }

  private static void putVideo(ScriptData data, Format.Video video) {
    data.key("hasVideo").bool(true);
    data.key("width").number(video.width());
    data.key("height").number(video.height());
    data.key("videocodecid").number(codecId(video));
  }

  private static void putAudio(ScriptData data, Format.Audio audio) {
    data.key("hasAudio").bool(true);
    data.key("audiosamplerate").number(audio.sampleRate());
    data.key("audiosamplesize").number(16);
    data.key("audiochannels").number(audio.channelCount());
    data.key("stereo").bool(audio.channelCount() == 2);
    data.key("audiocodecid").number(codecId(audio));
  }

  /** The legacy number, or the fourCC as a number (Enhanced RTMP 1, "Metadata"). */
  private static int codecId(Format format) {
    return switch (format) {
      case H264 _ -> Flv.VIDEO_AVC;
      case Aac _ -> Flv.AUDIO_AAC;
      case H265 _, Av1 _, Vp9 _, Opus _ -> FlvTags.fourCc(format);
    };
  }

  /** Before them the codec's configuration, right behind this tag: players in browsers pass over the first entry, which others write so. */
  private void putKeyFrames(ScriptData data) {
    data.key("hasKeyframes").bool(true);
    data.key("keyframes").object();
    data.key("filepositions").strictArray(index.count() + 1);
    data.number(FlvTags.FILE_HEADER_BYTES + tagBytes(index.capacity()));
    for (int i = 0; i < index.count(); i++) {
      data.number(index.fileOffset(i));
    }
    data.key("times").strictArray(index.count() + 1);
    data.number(index.timestampMs(0) / 1000.0);
    for (int i = 0; i < index.count(); i++) {
      data.number(index.timestampMs(i) / 1000.0);
    }
    data.end();
  }
}
