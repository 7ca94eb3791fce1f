package io.livetape.api;

import io.livetape.callback.Finisher;
import io.livetape.callback.Outbox;
import io.livetape.callback.OutboxEvent;
import io.livetape.db.Database;
import io.livetape.live.Push;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Puts events into the outbox for the receiver that the rules and the configuration name, and signs them on their way out. Any thread. */
public final class EventReceivers implements Finisher {
  private static final String CONFIGURED = "configured";
  private static final String TEMPLATE = "template:";

  private final Database database;
  private final Outbox outbox;
  private final String configuredUrl;
  private final String configuredKey;

  /** @param configuredUrl the receiver of every event that no rule sends elsewhere; empty for none */
  public EventReceivers(Database database, Outbox outbox, String configuredUrl, String configuredKey) {
    this.database = database;
    this.outbox = outbox;
    this.configuredUrl = configuredUrl;
    this.configuredKey = configuredKey;
  }

  /** Events of one stream arrive in the order in which they were put in. Call {@link #wake} after the commit. */
  void put(Connection transaction, Push push, EventKind kind, String relatedId, String body) throws SQLException {
    Optional<CallbackTemplate> template = CallbackRules.find(transaction, push.domain(), push.stream().app());
    String url = template.map(some -> some.url(kind)).orElse(kind.basic() ? configuredUrl : "");
    if (!url.isEmpty()) {
      String keyRef = template.map(some -> TEMPLATE + some.templateId()).orElse(CONFIGURED);
      outbox.enqueue(transaction, new OutboxEvent(url, keyRef, push.stream().toString(), kind.label(), relatedId, body));
    }
  }

  /** As {@link #put}, for an exception of a recording: to whom its template sends those of this level. */
  void put(Connection transaction, Push push, ExceptionLevel level, String relatedId, String body) throws SQLException {
    Optional<CallbackTemplate> template = CallbackRules.find(transaction, push.domain(), push.stream().app());
    if (template.isPresent() && !template.get().url(level).isEmpty()) {
      put(transaction, push, EventKind.RECORD_EXCEPTION, relatedId, body);
    }
  }

  /** Address of the receiver for what no rule sends elsewhere; empty for none. It may hold secrets. */
  public String configuredUrl() {
    return configuredUrl;
  }

  /** Whether events to that receiver are signed with a key. */
  public boolean configuredHasKey() {
    return !configuredKey.isEmpty();
  }

  /** An event for the configured receiver that is in no outbox; empty when it would not get one of this kind. */
  public Optional<OutboxEvent> toConfigured(EventKind kind, Push push, String body) {
    return kind.basic() ? event(configuredUrl, CONFIGURED, kind, push, body) : Optional.empty();
  }

  /** As {@link #toConfigured}, for the receiver that a template names. */
  public static Optional<OutboxEvent> to(CallbackTemplate template, EventKind kind, Push push, String body) {
    return event(template.url(kind), TEMPLATE + template.templateId(), kind, push, body);
  }

  private static Optional<OutboxEvent> event(String url, String keyRef, EventKind kind, Push push, String body) {
    return url.isEmpty() ? Optional.empty()
        : Optional.of(new OutboxEvent(url, keyRef, push.stream().toString(), kind.label(), "", body));
  }

  void wake() {
    outbox.wake();
  }

  @Override
  public String finish(String keyRef, String body, Instant now) {
    return keyRef.equals(VodEventConfig.KEY_REF) ? vodEvents().signed(body, now) : CallbackSignature.sign(body, key(keyRef), now);
  }

  private VodEventConfig vodEvents() {
    try {
      return database.readNow(VodEventConfig::read);
    } catch (SQLException e) {
      throw new IllegalStateException("the signing key cannot be read", e);
    }
  }

  /** The key of a template that is gone by now is the empty one: the event itself must still arrive. */
  private String key(String keyRef) {
    if (keyRef.equals(CONFIGURED)) {
      return configuredKey;
    }
    if (!keyRef.startsWith(TEMPLATE)) {
      return "";
    }
    long templateId = Long.parseLong(keyRef.substring(TEMPLATE.length()));
    try {
      return database.readNow(connection -> CallbackTemplates.find(connection, templateId)).map(CallbackTemplate::callbackKey).orElse("");
    } catch (SQLException e) {
      throw new IllegalStateException("the signing key cannot be read", e);
    }
  }
}
