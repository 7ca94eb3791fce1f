-- Recording files: one row for each cut in each format. created_at and expires_at are epoch milliseconds, *_us epoch microseconds, since
-- callbacks report microseconds.
--
-- file_id is text: the public interface gives it as a string of up to 20 digits, which is more than a BIGINT holds, and nothing counts
-- with it. Text compares by code point, in SQLite by default; another database needs that collation for name, so that a prefix is a range.

CREATE TABLE vod_file (
  file_id        TEXT    NOT NULL PRIMARY KEY,
  video_id       TEXT    NOT NULL,
  format         TEXT    NOT NULL,
  name           TEXT    NOT NULL,
  domain         TEXT    NOT NULL,
  app            TEXT    NOT NULL,
  stream         TEXT    NOT NULL,
  push_sequence  TEXT    NOT NULL,
  stream_param   TEXT    NOT NULL,
  task_id        TEXT    NOT NULL,
  started_at_us  BIGINT  NOT NULL,
  ended_at_us    BIGINT  NOT NULL,
  duration_ms    BIGINT  NOT NULL,
  media_start_ms BIGINT  NOT NULL,
  size_bytes     BIGINT  NOT NULL,
  width          INTEGER NOT NULL,
  height         INTEGER NOT NULL,
  video_codec    TEXT    NOT NULL,
  audio_codec    TEXT    NOT NULL,
  playlist_key   TEXT,
  created_at     BIGINT  NOT NULL,
  expires_at     BIGINT,
  recovered      BOOLEAN NOT NULL,
  status         TEXT    NOT NULL
);
CREATE INDEX vod_file_stream ON vod_file (app, stream, started_at_us, ended_at_us, file_id);
CREATE INDEX vod_file_created ON vod_file (created_at, file_id);
CREATE INDEX vod_file_name ON vod_file (name, created_at, file_id);

-- The blobs that a file is made of, in playing order. One blob serves several files: a tape is both an MP4 file and a piece of an HLS
-- file. It is free when its last row here is gone.
CREATE TABLE vod_file_blob (
  file_id  TEXT    NOT NULL REFERENCES vod_file (file_id) ON DELETE CASCADE,
  ordinal  INTEGER NOT NULL,  -- from 0
  blob_key TEXT    NOT NULL,
  PRIMARY KEY (file_id, ordinal)
);
CREATE INDEX vod_file_blob_key ON vod_file_blob (blob_key);
