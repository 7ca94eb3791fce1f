package io.livetape.callback;

/**
 * Something that an endpoint is to be told.
 *
 * @param endpoint the http or https address; a bad one is found when sending and parks the event, so that enqueueing never fails for it
 * @param keyRef the name under which the {@link Finisher} knows the signing key; never the key itself
 * @param orderKey events of one endpoint and one order key arrive in the order in which they were enqueued
 * @param kind what it is about, in a word or two, for people
 * @param relatedId the thing that it is about, such as a file id; may be empty
 * @param body a whole JSON object, without what the finisher adds
 */
public record OutboxEvent(String endpoint, String keyRef, String orderKey, String kind, String relatedId, String body) {
  public static final int ENDPOINT_MAX_CHARS = 2048;
  public static final int BODY_MAX_CHARS = 256 << 10;

  public OutboxEvent {
    if (endpoint.isBlank() || endpoint.length() > ENDPOINT_MAX_CHARS) {
      throw new IllegalArgumentException("endpoint has " + endpoint.length() + " characters, not 1 to " + ENDPOINT_MAX_CHARS);
    }
    if (body.length() > BODY_MAX_CHARS) {
      throw new IllegalArgumentException("body has " + body.length() + " characters, more than " + BODY_MAX_CHARS);
    }
  }

  /** The endpoint without the parts where some keep secrets: its user and its query. */
  public String address() {
    return shown(endpoint);
  }

  /** Any endpoint without the parts where some keep secrets. */
  public static String shown(String endpoint) {
    return Text.address(endpoint);
  }

  /** Without address and body, which may hold signatures. */
  @Override
  public String toString() {
    return "OutboxEvent[" + kind + " " + relatedId + ", " + orderKey + "]";
  }
}
