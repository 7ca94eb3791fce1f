package io.livetape.media.ts;

import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.H265;
import io.livetape.media.MalformedMediaException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes samples of H.264 and H.265 access units in the byte stream form of their annexes B: the inverse of {@link AnnexBForm}. Start codes
 * become lengths of four bytes; parameter sets become the configuration and, with delimiters, are left out of the sample. One thread.
 */
final class AccessUnit {
  private static final int LENGTH_BYTES = 4;
  private static final int START_CODE_BYTES = 3;
  /** Sets of one kind. */
  private static final int SET_MAX = 64;

  private final boolean h265;
  private final int delimiterType;
  /** Kinds of parameter sets, in the order of a configuration: [VPS,] SPS, PPS. */
  private final List<Integer> setTypes;
  private final List<List<Bytes>> sets;
  private List<List<Bytes>> foundSets;
  private Format format;
  private ByteBuffer sample = ByteBuffer.allocate(64 << 10);
  private int delimiterCount;

  AccessUnit(StreamKind kind) {
    h265 = kind == StreamKind.H265;
    delimiterType = h265 ? 35 : 9;
    setTypes = h265 ? List.of(32, 33, 34) : List.of(7, 8);
    sets = empty();
  }

  private List<List<Bytes>> empty() {
    List<List<Bytes>> lists = new ArrayList<>();
    setTypes.forEach(_ -> lists.add(new ArrayList<>()));
    return lists;
  }

  /** Takes one apart. What it comes to is told by the other methods, until the next. */
  void read(ByteBuffer bytes, int from, int end, long fileOffset) throws MalformedMediaException {
    foundSets = empty();
    delimiterCount = 0;
    if (sample.capacity() < 2 * (end - from)) {
      sample = ByteBuffer.allocate(2 * (end - from));
    }
    sample.clear();
    int start = startCode(bytes, from, end);
    while (start < end) {
      int next = startCode(bytes, start + START_CODE_BYTES, end);
      unit(bytes, start + START_CODE_BYTES, next);
      start = next;
    }
    sample.flip();
    if (delimiterCount > 1) {
      throw new MalformedMediaException(fileOffset, "several pictures in one PES packet");
    }
    configure();
  }

  /** Where the next start code is, or the end. */
  private static int startCode(ByteBuffer bytes, int from, int end) {
    for (int at = from; at + START_CODE_BYTES <= end; at++) {
      int last = bytes.get(at + 2) & 0xFF;
      if (last > 1) {
        at += 2;
      } else if (last == 1 && bytes.get(at) == 0 && bytes.get(at + 1) == 0) {
        return at;
      }
    }
    return end;
  }

  private void unit(ByteBuffer bytes, int from, int limit) {
    int end = limit;
    while (end > from && bytes.get(end - 1) == 0) {
      end--; // trailing zeros belong to no unit (B.1.1)
    }
    if (end == from) {
      return;
    }
    int header = bytes.get(from) & 0xFF;
    int type = h265 ? header >> 1 & 0x3F : header & 0x1F;
    if (type == delimiterType) {
      delimiterCount++;
    } else if (setTypes.contains(type)) {
      foundSets.get(setTypes.indexOf(type)).add(Bytes.copyOf(bytes, from, end - from));
    } else {
      sample.putInt(end - from).put(sample.position(), bytes, from, end - from).position(sample.position() + end - from);
    }
  }

  /** With an SPS they begin anew; a PPS alone joins those before. */
  private void configure() throws MalformedMediaException {
    boolean anew = !foundSets.get(setTypes.size() - 2).isEmpty();
    boolean changed = false;
    for (int i = 0; i < sets.size(); i++) {
      List<Bytes> found = Stream.concat(anew ? Stream.empty() : sets.get(i).stream(), foundSets.get(i).stream()).distinct().toList();
      if (!foundSets.get(i).isEmpty() && found.size() <= SET_MAX && !found.equals(sets.get(i))) {
        sets.set(i, found);
        changed = true;
      }
    }
    if (changed && sets.stream().noneMatch(List::isEmpty)) {
      format = h265 ? H265.fromParameterSets(sets.get(0), sets.get(1), sets.get(2)) : H264.fromParameterSets(sets.get(0), sets.get(1));
    }
  }

  /** What it is decoded by; null while that is not known. */
  Format format() {
    return format;
  }

  /** From 0 to its limit. */
  ByteBuffer sample() {
    return sample;
  }

  boolean sync() {
    return h265 ? H265.sync(sample, 0, sample.limit(), LENGTH_BYTES) : H264.sync(sample, 0, sample.limit(), LENGTH_BYTES);
  }
}
