package io.livetape.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * A file that pages are made of, compressed once.
 *
 * @param gzipped the same, compressed; null where that is not worth while
 * @param hash of the bytes, in hex
 */
record Asset(String contentType, byte[] bytes, byte[] gzipped, String hash) {
  /** What compresses to more than this part of itself is sent as it is. */
  private static final double WORTH_WHILE = 0.9;

  static Asset of(String name, byte[] bytes) {
    byte[] gzipped = gzip(bytes);
    return new Asset(contentType(name), bytes, gzipped.length < WORTH_WHILE * bytes.length ? gzipped : null, Hash.hex(bytes));
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String contentType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/plain; charset=utf-8";
    };
  }
}
