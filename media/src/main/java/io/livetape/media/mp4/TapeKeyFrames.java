package io.livetape.media.mp4;

import io.livetape.media.Format;
import io.livetape.media.KeyFrameChoice;
import io.livetape.media.KeyFrameChoice.Chosen;
import io.livetape.media.KeyFramePlace;
import io.livetape.media.MalformedMediaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Key frames of a finished tape, found in its sample tables. These are read through windows, and of samples nothing is, so that it takes
 * as much memory for a day as for a minute.
 *
 * @param format null for a tape without pictures
 * @param places in their order
 */
public record TapeKeyFrames(Format.Video format, List<KeyFramePlace> places) {

  /**
   * @param timesMs growing: for each, the last key frame until then, each once
   * @throws MalformedMediaException if it is no finished tape, or its tables contradict themselves
   */
  public static TapeKeyFrames of(FileChannel tape, long[] timesMs) throws IOException, MalformedMediaException {
    try (TapeReader reader = TapeReader.open(tape)) {
      if (!reader.finished()) {
        throw new MalformedMediaException(0, "not a finished tape");
      }
      FileBox moov = FileBox.at(tape, reader.endOffset(), tape.size());
      for (TapeTrack track : reader.tracks()) {
        if (track.video() && track.track().format() instanceof Format.Video format) {
          return new TapeKeyFrames(format, new Tables(moov, track).places(timesMs, reader.endOffset()));
        }
      }
      return new TapeKeyFrames(null, List.of());
    }
  }

  /** The tables of one track, each read once from its beginning on. */
  private static final class Tables {
    private final int timescale;
    private final FileBox stbl;
    private final List<FileBox> edits;
    private final int movieTimescale;
    private final TableWindow sizes;

    Tables(FileBox moov, TapeTrack track) throws IOException, MalformedMediaException {
      FileBox trak = trak(moov, track.id());
      timescale = track.timescale();
      stbl = trak.find("mdia", "minf", "stbl");
      edits = trak.child("edts").isEmpty() ? List.of() : trak.find("edts").children("elst");
      movieTimescale = Math.max(1, moov.find("mvhd").fields(20, 4).getInt(0));
      sizes = new TableWindow(stbl, SampleTable.STSZ);
    }

    private static FileBox trak(FileBox moov, int id) throws IOException, MalformedMediaException {
      for (FileBox trak : moov.children("trak")) {
        if (trak.find("tkhd").fields(20, 4).getInt(0) == id) {
          return trak;
        }
      }
      throw moov.malformed("no trak of track " + id);
    }

    List<KeyFramePlace> places(long[] timesMs, long mediaEnd) throws IOException, MalformedMediaException {
      SampleTimes times = new SampleTimes(stbl);
      long[] shift = editShift();
      KeyFrameChoice choice = new KeyFrameChoice(timesMs);
      TableWindow syncs = stbl.child(SampleTable.STSS.type).isEmpty() ? null : new TableWindow(stbl, SampleTable.STSS);
      int count = syncs == null ? sizes.rowCount() : syncs.rowCount();
      for (int i = 0, before = 0; i < count; i++) {
        int number = syncs == null ? i + 1 : syncs.i32(i, 0);
        if (number <= before || number > sizes.rowCount()) {
          throw stbl.malformed("key frame " + number + " after " + before + " of " + sizes.rowCount() + " samples");
        }
        long shownMs = Timescale.floor(times.shown(number) - shift[1], timescale, 1000);
        choice.add(number, Math.max(0, shownMs + Timescale.floor(shift[0], movieTimescale, 1000)));
        before = number;
      }
      return located(choice.chosen(), mediaEnd);
    }

    /** How much of nothing comes first, in the movie's ticks, and which time of the track then (8.6.6, version 1, as we write it). */
    private long[] editShift() throws IOException, MalformedMediaException {
      long[] shift = new long[2];
      for (FileBox elst : edits) {
        int count = Math.clamp(elst.fields(4, 4).getInt(0), 0, 2);
        ByteBuffer rows = elst.fields(8, count * 20);
        for (int i = 0; i < count; i++) {
          boolean empty = rows.getLong(i * 20 + 8) < 0;
          shift[empty ? 0 : 1] = rows.getLong(i * 20 + (empty ? 0 : 8));
        }
      }
      return shift;
    }

    private List<KeyFramePlace> located(List<Chosen> chosen, long mediaEnd) throws IOException, MalformedMediaException {
      SampleChunks chunks = new SampleChunks(stbl);
      List<KeyFramePlace> places = new ArrayList<>();
      for (Chosen one : chosen) {
        int number = Math.toIntExact(one.key());
        long offset = chunks.offset(number);
        for (int before = chunks.firstSample(); before < number; before++) {
          offset += Integer.toUnsignedLong(sizes.i32(before - 1, 0));
        }
        int sizeBytes = sizes.i32(number - 1, 0);
        if (offset < 0 || sizeBytes < 0 || offset > mediaEnd - sizeBytes) {
          throw stbl.malformed("sample " + number + " lies outside of the file");
        }
        places.add(new KeyFramePlace(one.timeMs(), offset, sizeBytes));
      }
      return places;
    }
  }
}
