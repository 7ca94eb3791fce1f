-- Events on their way to an endpoint, and what came of each attempt. Times are epoch milliseconds.
--
-- A lane is one endpoint and one order key: its events go out one after another in the order of their ids.
--
--   enqueue --> QUEUED --> WAITING --> DELIVERED      QUEUED   behind another event of its lane
--                           |   ^                     WAITING  first of its lane, to be sent at next_at
--                           v   | resend              PARKED   given up, kept until somebody resends it
--                          PARKED
--
-- Only the first of a lane is WAITING, so finding what is due costs the same however long the lanes are.

-- Ids are counted here and not by an identity column: whoever enqueues holds this row until the commit, so ids become visible in
-- their own order, and an id that a customer saw in a log is never given again.
CREATE TABLE callback_sequence (
  last_id BIGINT NOT NULL
);
INSERT INTO callback_sequence VALUES (0);

CREATE TABLE callback_event (
  id           BIGINT  NOT NULL PRIMARY KEY,
  endpoint     TEXT    NOT NULL,
  key_ref      TEXT    NOT NULL,
  order_key    TEXT    NOT NULL,
  kind         TEXT    NOT NULL,
  related_id   TEXT    NOT NULL,
  body         TEXT    NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('QUEUED', 'WAITING', 'DELIVERED', 'PARKED')),
  attempts     INTEGER NOT NULL,  -- all, for ever
  tries        INTEGER NOT NULL,  -- since it was enqueued or last resent
  created_at   BIGINT  NOT NULL,
  next_at      BIGINT  NOT NULL,
  delivered_at BIGINT
);
CREATE UNIQUE INDEX callback_event_first ON callback_event (endpoint, order_key) WHERE state = 'WAITING';
CREATE INDEX callback_event_due ON callback_event (endpoint, next_at) WHERE state = 'WAITING';
CREATE INDEX callback_event_queued ON callback_event (endpoint, order_key, id) WHERE state = 'QUEUED';
CREATE INDEX callback_event_delivered ON callback_event (delivered_at) WHERE state = 'DELIVERED';
CREATE INDEX callback_event_parked ON callback_event (id) WHERE state = 'PARKED';

CREATE TABLE callback_attempt (
  event_id      BIGINT  NOT NULL REFERENCES callback_event (id) ON DELETE CASCADE,
  number        INTEGER NOT NULL,  -- from 1
  started_at    BIGINT  NOT NULL,
  duration_ms   BIGINT  NOT NULL,
  status        INTEGER NOT NULL,  -- of the HTTP answer; 0 when there was none
  error         TEXT    NOT NULL,  -- why there was no answer; empty when there was one
  request_bytes INTEGER NOT NULL,
  answer        TEXT    NOT NULL,  -- the beginning of the answer's body
  PRIMARY KEY (event_id, number)
);
