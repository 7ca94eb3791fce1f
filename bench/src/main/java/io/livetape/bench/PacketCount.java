package io.livetape.bench;

import java.io.IOException;
import java.util.List;

/** How many packets of each kind a recording holds, as ffprobe counts them. */
record PacketCount(int pictures, int sounds) {
  /** @param place a path or an address */
  static PacketCount of(String place) throws IOException {
    String counts = Tool.run(List.of("ffprobe", "-v", "error", "-count_packets", "-show_entries", "stream=codec_type,nb_read_packets",
        "-of", "csv=p=0", place));
    int pictures = 0;
    int sounds = 0;
    for (String line : counts.split("\n")) {
      String[] fields = line.strip().split(",");
      if (fields.length > 1 && fields[0].equals("video")) {
        pictures = Integer.parseInt(fields[1]);
      } else if (fields.length > 1 && fields[0].equals("audio")) {
        sounds = Integer.parseInt(fields[1]);
      }
    }
    return new PacketCount(pictures, sounds);
  }
}
