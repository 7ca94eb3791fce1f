package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.flv.CarriedInFlv;
import io.livetape.media.mp4.CarriedInTape;
import io.livetape.testkit.FuzzContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A codec configuration from outside is refused as malformed, or it is a format that says something sensible, can be parsed again, and
 * comes out of a tape and out of FLV as it went in.
 */
abstract class FormatFuzzContract extends FuzzContract {
  /** How a configuration is read, in one of the forms that publishers send. */
  interface Parser {
    Format parse(Bytes config) throws MalformedMediaException;
  }

  /** Seeds: a column of hexadecimal numbers in one of the tables. */
  static Map<String, byte[]> column(String table, String column) throws IOException {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(
        FormatFuzzContract.class.getResourceAsStream(table), StandardCharsets.UTF_8))) {
      int index = java.util.List.of(lines.readLine().split(",")).indexOf(column);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(",");
        seeds.put(column + " " + fields[0], Bytes.fromHex(fields[index]).toArray());
      }
    }
    return seeds;
  }

  /** @param own reads the format's own {@link Format#config} */
  static void check(byte[] input, Parser parser, Parser own) throws Exception {
    Format format;
    try {
      format = parser.parse(Bytes.copyOf(input));
    } catch (MalformedMediaException e) {
      assertThat(e.offset()).isBetween(0L, (long) input.length);
      return;
    }
    assertThat(format.codecs()).matches("[A-Za-z0-9.]{4,60}");
    assertThat(own.parse(format.config())).isEqualTo(format);
    CarriedInFlv.check(format);
    CarriedInTape.check(format);
  }
}
