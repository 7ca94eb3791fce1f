package io.livetape.callback;

import java.io.IOException;

/** An address that must not be posted to; the message says which rule it breaks. */
public final class RefusedEndpointException extends IOException {
  public RefusedEndpointException(String message) {
    super(message);
  }
}
