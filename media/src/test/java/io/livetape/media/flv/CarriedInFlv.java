package io.livetape.media.flv;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Vp9;
import java.nio.ByteBuffer;

/** Writes a format as FLV's sequence header and reads it back. */
public final class CarriedInFlv {
  private CarriedInFlv() {}

  public static void check(Format format) throws MalformedMediaException {
    ByteBuffer out = ByteBuffer.allocate(FlvTags.configBodyBytes(format));
    FlvTags.putConfigBody(out, format);
    FlvTagBody body = new FlvTagBody();
    if (FlvTags.typeOf(format) == FlvTags.VIDEO) {
      body.readVideo(out, 0, out.position());
    } else {
      body.readAudio(out, 0, out.position());
    }
    assertThat(body.kind()).isEqualTo(FlvTagBody.Kind.CONFIG);
    Format read = format instanceof Vp9 vp9 ? Vp9.parse(body.config(), vp9.width(), vp9.height()) : body.format();
    assertThat(read).isEqualTo(format);
  }
}
