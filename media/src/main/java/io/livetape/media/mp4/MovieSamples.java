package io.livetape.media.mp4;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.SampleReader;
import io.livetape.media.Track;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The samples of an MP4 file with sample tables that somebody else wrote (ISO/IEC 14496-12, 8.6 and 8.7), in the order of their decode
 * times: those of its first track of pictures and its first of sound. One thread.
 */
public final class MovieSamples implements SampleReader {
  private static final int STSD_MAX_BYTES = 1 << 20;

  private final FileChannel file;
  /** Each at a sample that is not taken yet. */
  private final List<MovieTrack> tracks = new ArrayList<>();
  private final Sample sample = new Sample();
  private MovieTrack taken;
  private long offset;
  private ByteBuffer bytes = ByteBuffer.allocate(64 << 10);

  private MovieSamples(FileChannel file, FileBox moov) throws IOException, MalformedMediaException {
    this.file = file;
    int movieTimescale = moov.find("mvhd").timescale();
    add(moov.trak("vide"), true, movieTimescale);
    add(moov.trak("soun"), false, movieTimescale);
    if (tracks.isEmpty()) {
      throw moov.malformed("neither pictures nor sound");
    }
  }

  /**
   * The samples of any MP4 file, also of a fragmented one, but for the sound that its players leave out because the edit list begins behind
   * it: what an encoder has put there to get going.
   *
   * @param file open for reading; its position is not used, and it stays the caller's
   * @throws MalformedMediaException if it is none, or has tracks that are not carried
   */
  public static SampleReader of(FileChannel file) throws IOException, MalformedMediaException {
    FileBox moov = FileBox.moov(file);
    return new Played(moov.child("mvex").isPresent() ? FragmentSamples.ofWholeFile(file) : new MovieSamples(file, moov));
  }

  /** Without sound that ends before time zero. */
  private record Played(SampleReader all) implements SampleReader {
    @Override
    public boolean next() throws IOException, MalformedMediaException {
      boolean found = all.next();
      while (found && before(all.sample())) {
        found = all.next();
      }
      return found;
    }

    private static boolean before(Sample sample) {
      return sample.track().format() instanceof Format.Audio audio
          && Timescale.floor(sample.dts(), sample.track().timescale(), audio.sampleRate()) + audio.durationOf(sample) <= 0;
    }

    @Override
    public Sample sample() {
      return all.sample();
    }

    @Override
    public long offset() {
      return all.offset();
    }
  }

  private void add(List<FileBox> found, boolean video, int movieTimescale) throws IOException, MalformedMediaException {
    if (found.isEmpty()) {
      return;
    }
    FileBox trak = found.getFirst();
    FileBox stbl = trak.find("mdia", "minf", "stbl");
    Format format = MoovParser.format(stbl.find("stsd").view(STSD_MAX_BYTES), video);
    Track track = new Track(video ? Track.VIDEO_ID : Track.AUDIO_ID, trak.find("mdia", "mdhd").timescale(), format);
    MovieTrack samples = new MovieTrack(stbl, track, EditShift.of(trak), movieTimescale);
    if (samples.next()) {
      tracks.add(samples);
    }
  }

  @Override
  public boolean next() throws IOException, MalformedMediaException {
    if (taken != null && !taken.next()) {
      tracks.remove(taken);
    }
    taken = null;
    for (MovieTrack track : tracks) {
      taken = taken == null || track.dtsUs() < taken.dtsUs() ? track : taken;
    }
    if (taken == null) {
      return false;
    }
    take(taken);
    return true;
  }

  private void take(MovieTrack track) throws IOException, MalformedMediaException {
    offset = track.offset();
    int sizeBytes = track.sizeBytes();
    if (bytes.capacity() < sizeBytes) {
      bytes = ByteBuffer.allocate(Math.max(sizeBytes, 2 * bytes.capacity()));
    }
    FileBox.read(file, offset, bytes.clear().limit(sizeBytes));
    sample.set(track.track(), track.dts(), track.compositionOffset(), track.sync(), bytes, 0, sizeBytes);
  }

  @Override
  public Sample sample() {
    return sample;
  }

  @Override
  public long offset() {
    return offset;
  }
}
