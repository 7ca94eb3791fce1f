package io.livetape.media.mp4;

import io.livetape.media.Format;
import io.livetape.media.KeyFrameChoice;
import io.livetape.media.KeyFrameChoice.Chosen;
import io.livetape.media.KeyFramePlace;
import io.livetape.media.MalformedMediaException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Key frames of an MP4 file with sample tables, found in these: a finished tape, or what somebody else has made. The tables are read
 * through windows, and of samples nothing is, so that it takes as much memory for a day as for a minute.
 *
 * @param format null for a file without pictures
 * @param places in their order
 */
public record MovieKeyFrames(Format.Video format, List<KeyFramePlace> places) {
  private static final int STSD_MAX_BYTES = 1 << 20;

  /**
   * Of the file's first track of pictures.
   *
   * @param timesMs growing: for each, the last key frame until then, each once
   * @throws MalformedMediaException if it is no such file, or fragmented, or its tables contradict themselves
   */
  public static MovieKeyFrames of(FileChannel file, long[] timesMs) throws IOException, MalformedMediaException {
    FileBox moov = FileBox.moov(file);
    if (moov.child("mvex").isPresent()) {
      throw moov.malformed("fragmented: there are no tables of samples");
    }
    for (FileBox trak : moov.trak("vide")) {
      if (MoovParser.format(trak.find("mdia", "minf", "stbl", "stsd").view(STSD_MAX_BYTES), true) instanceof Format.Video format) {
        return new MovieKeyFrames(format, new Tables(moov, trak).places(timesMs));
      }
    }
    return new MovieKeyFrames(null, List.of());
  }

  /** The tables of one track, each read once from its beginning on. */
  private static final class Tables {
    private final int timescale;
    private final FileBox stbl;
    private final EditShift edits;
    private final int movieTimescale;
    private final SampleSizes sizes;

    Tables(FileBox moov, FileBox trak) throws IOException, MalformedMediaException {
      timescale = trak.find("mdia", "mdhd").timescale();
      stbl = trak.find("mdia", "minf", "stbl");
      edits = EditShift.of(trak);
      movieTimescale = moov.find("mvhd").timescale();
      sizes = new SampleSizes(stbl);
    }

    List<KeyFramePlace> places(long[] timesMs) throws IOException, MalformedMediaException {
      SampleTimes times = new SampleTimes(stbl);
      KeyFrameChoice choice = new KeyFrameChoice(timesMs);
      TableWindow syncs = stbl.child(SampleTable.STSS.type).isEmpty() ? null : new TableWindow(stbl, SampleTable.STSS);
      int count = syncs == null ? sizes.count() : syncs.rowCount();
      for (int i = 0, before = 0; i < count; i++) {
        int number = syncs == null ? i + 1 : syncs.i32(i, 0);
        if (number <= before || number > sizes.count()) {
          throw stbl.malformed("key frame " + number + " after " + before + " of " + sizes.count() + " samples");
        }
        long shownMs = Timescale.floor(times.shown(number) - edits.mediaTicks(), timescale, 1000);
        choice.add(number, Math.max(0, shownMs + Timescale.floor(edits.emptyTicks(), movieTimescale, 1000)));
        before = number;
      }
      return located(choice.chosen());
    }

    private List<KeyFramePlace> located(List<Chosen> chosen) throws IOException, MalformedMediaException {
      SampleChunks chunks = new SampleChunks(stbl);
      List<KeyFramePlace> places = new ArrayList<>();
      long fileBytes = stbl.file().size();
      for (Chosen one : chosen) {
        int number = Math.toIntExact(one.key());
        long offset = chunks.offset(number);
        for (int before = chunks.firstSample(); before < number; before++) {
          offset += Integer.toUnsignedLong(sizes.bytes(before));
        }
        int sizeBytes = sizes.bytes(number);
        if (offset < 0 || sizeBytes < 0 || offset > fileBytes - sizeBytes) {
          throw stbl.malformed("sample " + number + " lies outside of the file");
        }
        places.add(new KeyFramePlace(one.timeMs(), offset, sizeBytes));
      }
      return places;
    }
  }
}
