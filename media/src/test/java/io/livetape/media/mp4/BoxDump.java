package io.livetape.media.mp4;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Set;

/** Text of a box tree for goldens: one line a box, indented, with the fields that matter. Knows nothing of the writer's code. */
final class BoxDump {
  private static final Set<String> CONTAINERS =
      Set.of("moov", "trak", "edts", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf");
  private static final int ROWS_SHOWN_MAX = 12;

  private final StringBuilder text = new StringBuilder();
  private final ByteBuffer bytes;

  private BoxDump(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static String of(ByteBuffer bytes) {
    BoxDump dump = new BoxDump(bytes.duplicate().clear());
    dump.boxes(0, bytes.limit(), 0);
    return dump.text.toString();
  }

  private void boxes(int from, int to, int depth) {
    for (int at = from; at < to;) {
      int size = bytes.getInt(at);
      int header = 8;
      if (size == 1) {
        size = Math.toIntExact(bytes.getLong(at + 8));
        header = 16;
      }
      if (size < header || size > to - at) {
        throw new AssertionError("box of size " + size + " at " + at + " does not fit before " + to);
      }
      box(at, header, size, depth);
      at += size;
    }
  }

  private void box(int at, int header, int size, int depth) {
    String type = type(at + 4);
    text.repeat("  ", depth).append(type).append(" @").append(at).append(" +").append(size).append(header == 16 ? " 64-bit" : "");
    int body = at + header;
    int end = at + size;
    if (CONTAINERS.contains(type)) {
      text.append('\n');
      boxes(body, end, depth + 1);
      return;
    }
    switch (type) {
      case "ftyp" -> line(" " + type(body) + " " + u32(body + 4) + " [" + brands(body + 8, end) + "]");
      case "free", "mdat" -> line("");
      case "uuid" -> line(" " + hex(body, body + 16) + " " + hex(body + 16, end));
      case "mvhd" -> line(v(body) + " created=" + u64(body + 4) + " timescale=" + u32(body + 20) + " duration=" + u64(body + 24)
          + " rest=" + hex(body + 32, end));
      case "tkhd" -> line(v(body) + " created=" + u64(body + 4) + " id=" + u32(body + 20) + " duration=" + u64(body + 28)
          + " rest=" + hex(body + 36, end));
      case "mdhd" -> line(v(body) + " timescale=" + u32(body + 20) + " duration=" + u64(body + 24)
          + " language=" + hex(body + 32, body + 34));
      case "hdlr" -> line(" " + type(body + 8) + " '" + ascii(body + 24, end - 1) + "'");
      case "dref", "stsd" -> {
        line(" count=" + u32(body + 4));
        boxes(body + 8, end, depth + 1);
      }
      case "avc1", "hvc1", "av01", "vp09" -> {
        line(" " + u16(body + 24) + "x" + u16(body + 26) + " fields=" + hex(body, body + 78));
        boxes(body + 78, end, depth + 1);
      }
      case "mp4a", "Opus" -> {
        line(" channels=" + u16(body + 16) + " bits=" + u16(body + 18) + " rate=" + u16(body + 24));
        boxes(body + 28, end, depth + 1);
      }
      case "elst" -> rows(body, end, 20, at0 ->
          "(duration=" + u64(at0) + " time=" + bytes.getLong(at0 + 8) + " rate=" + hex(at0 + 16, at0 + 20) + ")");
      case "stts" -> rows(body, end, 8, at0 -> u32(at0) + "×" + u32(at0 + 4));
      case "ctts" -> rows(body, end, 8, at0 -> u32(at0) + "×" + bytes.getInt(at0 + 4));
      case "stsc" -> rows(body, end, 12, at0 -> u32(at0) + ":" + u32(at0 + 4) + ":" + u32(at0 + 8));
      case "stss" -> rows(body, end, 4, at0 -> "" + u32(at0));
      case "co64" -> rows(body, end, 8, at0 -> "" + u64(at0));
      case "stsz" -> {
        text.append(" common=").append(u32(body + 4));
        rows(body + 4, end, 4, at0 -> "" + u32(at0));
      }
      case "trex" -> line(" id=" + u32(body + 4) + " entry=" + u32(body + 8) + " flags=" + hex(body + 20, body + 24));
      case "mfhd" -> line(" sequence=" + u32(body + 4));
      case "tfhd" -> line(v(body) + " id=" + u32(body + 4) + " defaults=" + hex(body + 8, end));
      case "tfdt" -> line(v(body) + " " + u64(body + 4));
      case "trun" -> trun(body, end);
      default -> line(" " + hex(body, end));
    }
  }

  private void trun(int body, int end) {
    int flags = bytes.getInt(body) & 0xFFFFFF;
    int at = body + 12;
    text.append(v(body)).append(" count=").append(u32(body + 4)).append(" data=").append(u32(body + 8));
    if ((flags & 4) != 0) {
      text.append(" first=").append(hex(at, at + 4));
      at += 4;
    }
    int columns = Integer.bitCount(flags & 0xF00);
    for (int row = at; row < end; row += 4 * columns) {
      text.append(row == at ? " " : ", ").append(columns(row, columns));
    }
    line("");
  }

  private String columns(int row, int columns) {
    StringBuilder cells = new StringBuilder();
    for (int column = 0; column < columns; column++) {
      cells.append(column > 0 ? "/" : "").append(bytes.getInt(row + 4 * column));
    }
    return cells.toString();
  }

  private interface Row {
    String text(int at);
  }

  private void rows(int body, int end, int rowSize, Row row) {
    int count = bytes.getInt(body + 4);
    if (count * rowSize != end - body - 8) {
      throw new AssertionError("table of " + count + " rows in " + (end - body - 8) + " bytes");
    }
    text.append(v(body)).append(" count=").append(count);
    for (int i = 0; i < Math.min(count, ROWS_SHOWN_MAX); i++) {
      text.append(' ').append(row.text(body + 8 + i * rowSize));
    }
    line(count > ROWS_SHOWN_MAX ? " … " + row.text(end - rowSize) : "");
  }

  private void line(String rest) {
    text.append(rest).append('\n');
  }

  private String v(int fullBoxBody) {
    return " v" + bytes.get(fullBoxBody) + " flags=" + hex(fullBoxBody + 1, fullBoxBody + 4);
  }

  private String brands(int from, int to) {
    StringBuilder brands = new StringBuilder();
    for (int at = from; at < to; at += 4) {
      brands.append(at > from ? " " : "").append(type(at));
    }
    return brands.toString();
  }

  private String type(int at) {
    return ascii(at, at + 4);
  }

  private String ascii(int from, int to) {
    StringBuilder ascii = new StringBuilder();
    for (int at = from; at < to; at++) {
      ascii.append((char) bytes.get(at));
    }
    return ascii.toString();
  }

  private String hex(int from, int to) {
    byte[] part = new byte[to - from];
    bytes.get(from, part);
    return HexFormat.of().formatHex(part);
  }

  private int u16(int at) {
    return bytes.getShort(at) & 0xFFFF;
  }

  private long u32(int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }

  private long u64(int at) {
    return bytes.getLong(at);
  }
}
