package io.livetape.media.mp4;

import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads tracks from a {@code moov}, with either version of the boxes that have two. */
final class MoovParser {
  private static final int VIDEO = FourCc.of("vide");
  private static final int AUDIO = FourCc.of("soun");
  private static final Set<String> CONFIGS = Set.of("avcC", "hvcC", "av1C", "vpcC", "dOps", "esds");
  private static final int TRAK = FourCc.of("trak");

  private MoovParser() {}

  static List<TapeTrack> tracks(BoxView moov) throws MalformedMediaException {
    List<TapeTrack> tracks = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    for (BoxView box : moov.children(0)) {
      if (box.type() == TRAK) {
        tracks.add(track(box));
        if (tracks.size() > FragmentTable.TRACK_MAX || !ids.add(tracks.getLast().id())) {
          throw box.malformed("too many tracks, or two with the same id");
        }
      }
    }
    if (tracks.isEmpty()) {
      throw moov.malformed("no tracks");
    }
    return List.copyOf(tracks);
  }

  private static TapeTrack track(BoxView trak) throws MalformedMediaException {
    BoxView tkhd = trak.find("tkhd");
    BoxView mdhd = trak.find("mdia", "mdhd");
    BoxView stsd = trak.find("mdia", "minf", "stbl", "stsd");
    int handler = trak.find("mdia", "hdlr").i32(8);
    if (handler != VIDEO && handler != AUDIO) {
      throw trak.malformed("neither video nor audio");
    }
    boolean video = handler == VIDEO;
    BoxView entry = entry(stsd);
    int afterTimes = afterTimes(tkhd);
    try {
      return new TapeTrack(tkhd.i32(afterTimes), mdhd.i32(afterTimes(mdhd)), video,
          video ? entry.u16(24) : 0, video ? entry.u16(26) : 0, stsd.whole(), FourCc.text(entry.type()), config(entry, video));
    } catch (IllegalArgumentException e) {
      throw new MalformedMediaException(trak.fileOffset() + trak.start(), e.getMessage());
    }
  }

  /** What a track's {@code stsd} describes. */
  static Format format(BoxView stsd, boolean video) throws MalformedMediaException {
    BoxView entry = entry(stsd);
    Format format = TapeTrack.format(
        FourCc.text(entry.type()), config(entry, video), video ? entry.u16(24) : 0, video ? entry.u16(26) : 0);
    if (format instanceof Format.Video != video) {
      throw stsd.malformed(FourCc.text(entry.type()) + " in a track of " + (video ? "pictures" : "sound"));
    }
    return format;
  }

  private static BoxView entry(BoxView stsd) throws MalformedMediaException {
    return stsd.children(8).stream().findFirst().orElseThrow(() -> stsd.malformed("no sample entry"));
  }

  /** Where the field after creation and modification time lies. */
  private static int afterTimes(BoxView fullBox) throws MalformedMediaException {
    return fullBox.u8(0) == 1 ? 4 + 16 : 4 + 8;
  }

  /** In our own files the first box behind the entry's fields; others put something before it. {@code esds} has it inside descriptors. */
  private static Bytes config(BoxView entry, boolean video) throws MalformedMediaException {
    int fieldsSizeBytes = video ? SampleEntries.VISUAL_SIZE_BYTES : SampleEntries.AUDIO_SIZE_BYTES;
    List<BoxView> boxes = entry.children(fieldsSizeBytes);
    BoxView box = boxes.stream().filter(child -> CONFIGS.contains(FourCc.text(child.type()))).findFirst()
        .or(() -> boxes.stream().findFirst()).orElseThrow(() -> entry.malformed("no codec configuration"));
    return box.type() == FourCc.of("esds") ? decoderSpecificInfo(box) : box.bodyFrom(0);
  }

  /** ISO/IEC 14496-1, 7.2.6: into ES_Descriptor (3 bytes of fields) and DecoderConfigDescriptor (13 bytes of fields). */
  private static Bytes decoderSpecificInfo(BoxView esds) throws MalformedMediaException {
    int at = afterLength(esds, 4) + 3;
    at = afterLength(esds, at) + 13;
    int body = afterLength(esds, at);
    int sizeBytes = length(esds, at + 1);
    if (esds.u8(at) != 0x05 || sizeBytes > esds.end() - esds.body() - body) {
      throw esds.malformed("no decoder configuration where it is expected");
    }
    return Bytes.copyOf(esds.bytes(), esds.body() + body, sizeBytes);
  }

  private static int afterLength(BoxView box, int descriptorAt) throws MalformedMediaException {
    int at = descriptorAt + 1;
    for (int count = 0; count < 3 && (box.u8(at) & 0x80) != 0; count++) {
      at++;
    }
    return at + 1;
  }

  private static int length(BoxView box, int at) throws MalformedMediaException {
    int length = 0;
    for (int count = 0; count < 4; count++) {
      int next = box.u8(at + count);
      length = length << 7 | next & 0x7F;
      if ((next & 0x80) == 0) {
        break;
      }
    }
    return length;
  }
}
