-- Files that are to get a cover. Times are epoch milliseconds.
CREATE TABLE vod_cover_job (
  file_id TEXT    NOT NULL PRIMARY KEY REFERENCES vod_file (file_id) ON DELETE CASCADE,
  tries   INTEGER NOT NULL,
  due_at  BIGINT  NOT NULL
);
CREATE INDEX vod_cover_job_due ON vod_cover_job (due_at);
