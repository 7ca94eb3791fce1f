package io.livetape.media.mp4;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** One track of a fragmented MP4 of somebody else: what its {@code moov} says, and samples found and not yet taken. One thread. */
final class ForeignTrack {
  /** Samples that are found and not yet taken. */
  private static final int PENDING_MAX = 200_000;

  private static final int TRAK = FourCc.of("trak");
  private static final int MVEX = FourCc.of("mvex");
  private static final int TREX = FourCc.of("trex");
  private static final int EDTS = FourCc.of("edts");

  private final int id;
  private final Track track;
  private final long shiftTicks;
  private final Queue<Pending> pending = new ArrayDeque<>();
  private int defaultDuration;
  private int defaultSizeBytes;
  private int defaultFlags;
  private long nextDts;

  /** A sample's place and times, without the track's shift. */
  record Pending(long offset, int sizeBytes, long dts, int compositionOffset, boolean sync) {}

  private ForeignTrack(int id, Track track, long shiftTicks) {
    this.id = id;
    this.track = track;
    this.shiftTicks = shiftTicks;
  }

  /** The first of pictures and the first of sound. */
  static List<ForeignTrack> of(BoxView moov) throws MalformedMediaException {
    List<ForeignTrack> tracks = new ArrayList<>();
    int movieTimescale = movieTimescale(moov.find("mvhd"));
    List<TapeTrack> found = MoovParser.tracks(moov);
    List<BoxView> traks = moov.children(0).stream().filter(box -> box.type() == TRAK).toList();
    for (int i = 0; i < traks.size(); i++) {
      TapeTrack one = found.get(i);
      if (tracks.stream().noneMatch(known -> known.track.video() == one.video())) {
        Track track = new Track(one.video() ? Track.VIDEO_ID : Track.AUDIO_ID, one.timescale(), one.track().format());
        tracks.add(new ForeignTrack(one.id(), track, edits(traks.get(i)).ticks(movieTimescale, one.timescale())));
      }
    }
    defaults(moov, tracks);
    return tracks;
  }

  private static int movieTimescale(BoxView mvhd) throws MalformedMediaException {
    int timescale = mvhd.i32(mvhd.u8(0) == 1 ? 20 : 12);
    if (timescale < 1) {
      throw mvhd.malformed("mvhd without a timescale");
    }
    return timescale;
  }

  private static void defaults(BoxView moov, List<ForeignTrack> tracks) throws MalformedMediaException {
    for (BoxView mvex : moov.children(0)) {
      if (mvex.type() == MVEX) {
        for (BoxView trex : mvex.children(0)) {
          for (ForeignTrack track : tracks) {
            if (trex.type() == TREX && trex.i32(4) == track.id) {
              track.defaultDuration = trex.i32(12);
              track.defaultSizeBytes = trex.i32(16);
              track.defaultFlags = trex.i32(20);
            }
          }
        }
      }
    }
  }

  private static EditShift edits(BoxView trak) throws MalformedMediaException {
    for (BoxView edts : trak.children(0)) {
      if (edts.type() == EDTS) {
        return EditShift.of(edts.find("elst"));
      }
    }
    return EditShift.NONE;
  }

  int id() {
    return id;
  }

  Track track() {
    return track;
  }

  Queue<Pending> pending() {
    return pending;
  }

  long nextUs() {
    return Timescale.floor(pending.element().dts(), track.timescale(), 1_000_000);
  }

  int defaultDuration() {
    return defaultDuration;
  }

  int defaultSizeBytes() {
    return defaultSizeBytes;
  }

  int defaultFlags() {
    return defaultFlags;
  }

  /** A fragment says where its first sample lies on the media's timeline. */
  void goTo(long baseMediaDecodeTime) {
    nextDts = baseMediaDecodeTime;
  }

  void add(long offset, int sizeBytes, int duration, int compositionOffset, boolean sync) throws MalformedMediaException {
    if (pending.size() >= PENDING_MAX) {
      throw new MalformedMediaException(offset, "more than " + PENDING_MAX + " samples of a track before any of the other");
    }
    boolean always = track.format() instanceof Format.Audio;
    pending.add(new Pending(offset, sizeBytes, nextDts + shiftTicks, compositionOffset, sync || always));
    nextDts += Integer.toUnsignedLong(duration);
  }
}
