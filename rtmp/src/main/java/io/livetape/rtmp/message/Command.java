package io.livetape.rtmp.message;

import io.livetape.rtmp.amf.Amf0Reader;
import io.livetape.rtmp.amf.Amf0Writer;
import io.livetape.rtmp.amf.AmfValue;
import io.livetape.rtmp.amf.MalformedAmfException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A command and its answer: a name, a transaction number and values, of which the first is the command object (often null). Section 7.2.
 *
 * @param transactionId 0 where no answer is wanted
 */
public record Command(String name, double transactionId, List<AmfValue> arguments) {

  public Command {
    arguments = List.copyOf(arguments);
  }

  /** The arguments may be strings, numbers, booleans and AMF values. */
  public static Command of(String name, double transactionId, Object... arguments) {
    return new Command(name, transactionId, Arrays.stream(arguments).map(AmfValue::of).toList());
  }

  /** The argument at this place, the command object being 0; undefined where there is none. */
  public AmfValue argument(int index) {
    return index < arguments.size() ? arguments.get(index) : AmfValue.Nothing.UNDEFINED;
  }

  /** Reads a body of type 20, or of type 17, which has a byte 0 before the same values. */
  public static Command decode(int typeId, ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMessageException {
    List<AmfValue> values = values(typeId, buffer, offset, sizeBytes);
    if (values.isEmpty() || !(values.getFirst() instanceof AmfValue.Text(String name))) {
      throw new MalformedMessageException("command without a name");
    }
    double transactionId = values.size() > 1 ? values.get(1).numberOr(0) : 0;
    return new Command(name, transactionId, values.subList(Math.min(2, values.size()), values.size()));
  }

  /** Reads the values of a command or data body. */
  public static List<AmfValue> values(int typeId, ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMessageException {
    boolean amf3 = typeId == MessageType.COMMAND_AMF3 || typeId == MessageType.DATA_AMF3;
    // An AMF 0 number could begin with 0 as well, but neither a command nor data begins with a number.
    int skip = amf3 && sizeBytes > 0 && buffer.get(offset) == 0 ? 1 : 0;
    try {
      return new Amf0Reader(buffer, offset + skip, sizeBytes - skip).rest();
    } catch (MalformedAmfException e) {
      throw new MalformedMessageException("message of type " + typeId, e);
    }
  }

  /** The body of type 20. */
  public ByteBuffer encode() {
    List<AmfValue> values = new ArrayList<>();
    values.add(new AmfValue.Text(name));
    values.add(new AmfValue.Number(transactionId));
    values.addAll(arguments);
    return Amf0Writer.write(values);
  }
}
