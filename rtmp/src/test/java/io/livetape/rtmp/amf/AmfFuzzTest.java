package io.livetape.rtmp.amf;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.testkit.FuzzContract;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values are malformed, or within the limits, and the same when written and read again. */
class AmfFuzzTest extends FuzzContract {
  private static final int BEFORE_BYTES = 3;
  private static final String REPLACED = "\uFFFD";

  @Override
  protected void take(byte[] input) throws Exception {
    List<AmfValue> values;
    try {
      ByteBuffer buffer = ByteBuffer.allocate(BEFORE_BYTES + input.length + 2).put(BEFORE_BYTES, input);
      values = new Amf0Reader(buffer, BEFORE_BYTES, input.length).rest();
    } catch (MalformedAmfException e) {
      assertThat(e.offset()).isBetween(0, input.length);
      return;
    }
    assertThat(count(values, 1)).isLessThanOrEqualTo(Amf0Reader.VALUE_COUNT_MAX);
    // Bytes that are no UTF-8 become three bytes each, which may be more than a string can hold.
    if (!values.toString().contains(REPLACED)) {
      ByteBuffer written = Amf0Writer.write(values);
      assertThat(new Amf0Reader(written, 0, written.limit()).rest()).isEqualTo(values);
    }
  }

  private static int count(Iterable<AmfValue> values, int depth) {
    assertThat(depth).isLessThanOrEqualTo(Amf0Reader.DEPTH_MAX + 1);
    int count = 0;
    for (AmfValue value : values) {
      count += 1 + switch (value) {
        case AmfValue.Obj(Map<String, AmfValue> properties) -> count(properties.values(), depth + 1);
        case AmfValue.EcmaArray(Map<String, AmfValue> properties) -> count(properties.values(), depth + 1);
        case AmfValue.StrictArray(List<AmfValue> items) -> count(items, depth + 1);
        case AmfValue.Number _, AmfValue.Bool _, AmfValue.Text _, AmfValue.Date _, AmfValue.Nothing _ -> 0;
      };
    }
    return count;
  }

  @Override
  protected Map<String, byte[]> seeds() {
    AmfValue nested = AmfValue.object("a", AmfValue.object("b", new AmfValue.StrictArray(List.of(AmfValue.of(1), AmfValue.of("录")))));
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    seeds.put("connect", bytes(AmfValue.of("connect"), AmfValue.of(1), AmfValue.object(
        "app", "live", "flashVer", "FMLE/3.0", "tcUrl", "rtmp://push.example.org/live", "fpad", false, "capabilities", 15.0)));
    seeds.put("metadata", bytes(AmfValue.of("@setDataFrame"), AmfValue.of("onMetaData"), new AmfValue.EcmaArray(
        AmfValue.object("width", 1280, "height", 720, "encoder", "x").properties())));
    seeds.put("nested", bytes(nested, new AmfValue.Date(1e12), AmfValue.Nothing.NULL, AmfValue.Nothing.UNDEFINED));
    seeds.put("amf3", java.util.HexFormat.of().parseHex("1106" + "0761626311" + "0481001105" + "3ff0000000000000" + "1101110211031100"));
    seeds.put("long string", java.util.HexFormat.of().parseHex("0c000000026869" + "0f0000000161" + "100001" + "78" + "000009"));
    return seeds;
  }

  private static byte[] bytes(AmfValue... values) {
    return Amf0Writer.write(List.of(values)).array();
  }
}
