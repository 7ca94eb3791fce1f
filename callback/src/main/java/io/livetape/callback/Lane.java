package io.livetape.callback;

/** The events that arrive one after another: those of one endpoint and one order key. */
record Lane(String endpoint, String orderKey) {
  static Lane of(StoredEvent event) {
    return new Lane(event.event().endpoint(), event.event().orderKey());
  }

  boolean sharesEndpoint(Lane other) {
    return endpoint.equals(other.endpoint);
  }
}
