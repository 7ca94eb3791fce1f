package io.livetape.media.mp4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A reader of plain MP4 for tests, written from the specification's side: tables and edit lists in, samples with their times out. */
final class PlainMp4 {
  /** A multiple of all timescales in the tests: 90 kHz, 48 kHz, 44.1 kHz. */
  static final long CLOCK = 35_280_000;

  /** @param time of presentation, after edits, in ticks of {@link #CLOCK} */
  record Sample(int trackId, long time, boolean sync, ByteBuffer bytes) {}

  private final ByteBuffer file;
  private final List<Sample> samples = new ArrayList<>();
  private final long movieTimescale;

  private PlainMp4(ByteBuffer file, int moovAt) {
    this.file = file;
    int mvhd = find(moovAt, "mvhd");
    this.movieTimescale = file.getInt(mvhd + 28);
    for (int at = moovAt + 8; at < moovAt + file.getInt(moovAt); at += file.getInt(at)) {
      if (file.getInt(at + 4) == FourCc.of("trak")) {
        track(at);
      }
    }
  }

  /** All samples, track after track. */
  static List<Sample> samples(ByteBuffer file) {
    int at = 0;
    while (file.getInt(at + 4) != FourCc.of("moov")) {
      at += file.getInt(at) == 1 ? (int) file.getLong(at + 8) : file.getInt(at);
    }
    return new PlainMp4(file, at).samples;
  }

  private void track(int trak) {
    int id = file.getInt(find(trak, "tkhd") + 28);
    long timescale = file.getInt(find(trak, "mdia", "mdhd") + 28);
    int stbl = find(trak, "mdia", "minf", "stbl");
    long[] chunks = chunkOffsets(find(stbl, "co64"));
    int stsz = find(stbl, "stsz");
    int count = file.getInt(stsz + 16);
    long shift = editShift(find(trak, "edts", "elst"), timescale);
    long[] offset = {0};
    long dts = 0;
    int chunk = 0;
    int left = 0;
    for (int n = 0; n < count; n++) {
      while (left == 0) {
        left = samplesInChunk(find(stbl, "stsc"), ++chunk);
        offset[0] = chunks[chunk - 1];
      }
      int size = file.getInt(stsz + 20 + 4 * n);
      long pts = dts + run(find(stbl, "ctts"), n);
      samples.add(new Sample(id, pts * (CLOCK / timescale) + shift, sync(find(stbl, "stss"), n + 1), file.slice((int) offset[0], size)));
      offset[0] += size;
      left--;
      dts += Integer.toUnsignedLong((int) run(find(stbl, "stts"), n));
    }
  }

  private long[] chunkOffsets(int co64) {
    long[] offsets = new long[file.getInt(co64 + 12)];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = file.getLong(co64 + 16 + 8 * i);
    }
    return offsets;
  }

  /** What the edit list adds to composition times: the empty edit, less the media time where the other begins. */
  private long editShift(int elst, long timescale) {
    int count = file.getInt(elst + 12);
    int last = elst + 16 + 20 * (count - 1);
    long empty = count == 2 ? file.getLong(elst + 16) : 0;
    return empty * (CLOCK / movieTimescale) - file.getLong(last + 8) * (CLOCK / timescale);
  }

  private int samplesInChunk(int stsc, int chunk) {
    int samples = 0;
    for (int i = 0; i < file.getInt(stsc + 12) && file.getInt(stsc + 16 + 12 * i) <= chunk; i++) {
      samples = file.getInt(stsc + 16 + 12 * i + 4);
    }
    return samples;
  }

  /** The n-th sample's value in a table of runs, 0 without a table. */
  private long run(int table, int n) {
    if (table < 0) {
      return 0;
    }
    int at = table + 16;
    for (int before = file.getInt(at); before <= n; before += file.getInt(at)) {
      at += 8;
    }
    return file.getInt(at + 4);
  }

  private boolean sync(int stss, int number) {
    for (int i = 0; stss >= 0 && i < file.getInt(stss + 12); i++) {
      if (file.getInt(stss + 16 + 4 * i) == number) {
        return true;
      }
    }
    return stss < 0;
  }

  private int find(int box, String... path) {
    int found = box;
    for (String step : path) {
      found = child(found, FourCc.of(step));
    }
    return found;
  }

  private int child(int box, int type) {
    for (int at = box + 8; at < box + file.getInt(box); at += file.getInt(at)) {
      if (file.getInt(at + 4) == type) {
        return at;
      }
    }
    return -1;
  }
}
