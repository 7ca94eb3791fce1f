-- Small pictures of files for the seek bars of players: a sheet, and a text that says which part of it stands for which time.
CREATE TABLE vod_file_sprite (
  file_id       TEXT    NOT NULL PRIMARY KEY REFERENCES vod_file (file_id) ON DELETE CASCADE,
  sheet_key     TEXT    NOT NULL,
  cues_key      TEXT    NOT NULL,
  picture_count INTEGER NOT NULL,
  width         INTEGER NOT NULL,  -- of one picture, in pixels
  height        INTEGER NOT NULL
);

-- Files that are to get one. Times are epoch milliseconds.
CREATE TABLE vod_sprite_job (
  file_id TEXT    NOT NULL PRIMARY KEY REFERENCES vod_file (file_id) ON DELETE CASCADE,
  tries   INTEGER NOT NULL,
  due_at  BIGINT  NOT NULL
);
CREATE INDEX vod_sprite_job_due ON vod_sprite_job (due_at);
