package io.livetape.rtmp;

import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.StreamReader;
import io.livetape.media.Format;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reader that notes everything about one push, for another thread to look at. */
final class RecordedPush implements StreamReader {
  final LiveStream stream;
  final List<Track> tracks = new CopyOnWriteArrayList<>();
  final List<Seen> samples = Collections.synchronizedList(new ArrayList<>());
  volatile int promisedTracks;
  volatile EndReason end;
  private final boolean live;

  RecordedPush(LiveStream stream, boolean live) {
    this.stream = stream;
    this.live = live;
  }

  @Override
  public void onTrack(Track track) {
    tracks.add(track);
  }

  @Override
  public void onTracksPromised(int count) {
    promisedTracks = count;
  }

  @Override
  public void onSample(Sample sample) {
    samples.add(Seen.of(sample));
  }

  @Override
  public void onEnd(EndReason reason) {
    end = reason;
  }

  @Override
  public boolean live() {
    return live;
  }

  List<Seen> samples(int trackId) {
    synchronized (samples) {
      return samples.stream().filter(sample -> sample.trackId() == trackId).toList();
    }
  }

  Format format(int trackId) {
    return tracks.stream().filter(track -> track.id() == trackId).reduce((_, last) -> last).orElseThrow().format();
  }
}
