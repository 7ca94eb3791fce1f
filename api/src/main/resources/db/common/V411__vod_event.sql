-- Events of the product "vod" that wait to be pulled. Times are epoch milliseconds. One that was given out and is not confirmed is given
-- out again from visible_at on.
CREATE TABLE vod_event (
  id         BIGINT NOT NULL PRIMARY KEY,  -- in the order in which they happened
  handle     TEXT   NOT NULL UNIQUE,
  content    TEXT   NOT NULL,
  created_at BIGINT NOT NULL,
  visible_at BIGINT NOT NULL
);
CREATE INDEX vod_event_visible ON vod_event (visible_at, id);
