package io.livetape.media.ts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a segment holds, by PID; each packet is checked on the way. */
final class Demuxed {
  static final int PACKET_BYTES = 188;

  /** One section or PES packet. @param pcr of its first packet, -1 without */
  record Unit(byte[] bytes, boolean randomAccess, long pcr) {
    long pts() {
      return time(9);
    }

    long dts() {
      return (bytes[7] & 0x40) == 0 ? pts() : time(14);
    }

    private long time(int at) {
      return (long) (bytes[at] >> 1 & 7) << 30 | (bytes[at + 1] & 0xFFL) << 22 | (bytes[at + 2] & 0xFEL) << 14 | (bytes[at + 3] & 0xFF) << 7
          | (bytes[at + 4] & 0xFF) >> 1;
    }

    byte[] payload() {
      int from = 9 + bytes[8];
      return ByteBuffer.allocate(bytes.length - from).put(bytes, from, bytes.length - from).array();
    }
  }

  private final Map<Integer, List<Unit>> units = new TreeMap<>();
  private final Map<Integer, ByteArrayOutputStream> open = new TreeMap<>();
  private final Map<Integer, Unit> heads = new TreeMap<>();
  private final Map<Integer, Integer> counters = new TreeMap<>();

  static Demuxed of(byte[] segment) {
    assertThat(segment.length % PACKET_BYTES).isZero();
    Demuxed demuxed = new Demuxed();
    for (int at = 0; at < segment.length; at += PACKET_BYTES) {
      demuxed.packet(ByteBuffer.wrap(segment, at, PACKET_BYTES).slice());
    }
    List.copyOf(demuxed.open.keySet()).forEach(demuxed::close);
    return demuxed;
  }

  List<Unit> of(int pid) {
    return units.getOrDefault(pid, List.of());
  }

  private void packet(ByteBuffer packet) {
    assertThat(packet.get()).isEqualTo((byte) 0x47);
    int second = packet.getShort();
    int pid = second & 0x1FFF;
    int fourth = packet.get();
    assertThat(fourth & 0x10).as("payload").isNotZero();
    boolean first = !counters.containsKey(pid);
    assertThat(fourth & 0xF).isEqualTo(first ? 0 : counters.get(pid) + 1 & 0xF);
    counters.put(pid, fourth & 0xF);
    boolean begins = (second & 0x4000) != 0;
    if (begins) {
      close(pid);
      open.put(pid, new ByteArrayOutputStream());
      heads.put(pid, new Unit(new byte[0], false, -1));
    }
    if ((fourth & 0x20) != 0) {
      adaptation(packet, pid, first);
    } else {
      assertThat(first).as("a PID's first packet says that its counter begins").isFalse();
    }
    open.get(pid).write(packet.array(), packet.arrayOffset() + packet.position(), packet.remaining());
  }

  private void adaptation(ByteBuffer packet, int pid, boolean first) {
    int length = packet.get() & 0xFF;
    int end = packet.position() + length;
    if (length > 0) {
      int flags = packet.get();
      assertThat((flags & 0x80) != 0).isEqualTo(first);
      long pcr = (flags & 0x10) == 0 ? -1 : Integer.toUnsignedLong(packet.getInt()) << 1 | packet.getShort() >> 15 & 1;
      heads.put(pid, new Unit(new byte[0], (flags & 0x40) != 0, pcr));
    }
    packet.position(end);
  }

  private void close(int pid) {
    ByteArrayOutputStream bytes = open.remove(pid);
    if (bytes != null) {
      Unit head = heads.get(pid);
      units.computeIfAbsent(pid, _ -> new ArrayList<>()).add(new Unit(bytes.toByteArray(), head.randomAccess, head.pcr));
    }
  }
}
