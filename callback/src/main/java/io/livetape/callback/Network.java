package io.livetape.callback;

import java.net.InetAddress;
import java.util.Arrays;

/** A block of addresses, written {@code 10.0.0.0/8}, {@code fe80::/10} or as a single address. */
public record Network(InetAddress base, int prefixBits) {
  public Network {
    if (prefixBits < 0 || prefixBits > base.getAddress().length * 8) {
      throw new IllegalArgumentException("no such prefix length: " + base.getHostAddress() + "/" + prefixBits);
    }
  }

  /** @throws IllegalArgumentException for anything else; names are not looked up */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    return new Network(base, slash < 0 ? base.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1)));
  }

  public boolean contains(InetAddress address) {
    byte[] ours = base.getAddress();
    byte[] theirs = address.getAddress();
    int wholeBytes = prefixBits / 8;
    if (ours.length != theirs.length || !Arrays.equals(ours, 0, wholeBytes, theirs, 0, wholeBytes)) {
      return false;
    }
    int restBits = prefixBits % 8;
    return restBits == 0 || (ours[wholeBytes] ^ theirs[wholeBytes]) >> 8 - restBits == 0;
  }

  @Override
  public String toString() {
    return base.getHostAddress() + "/" + prefixBits;
  }
}
