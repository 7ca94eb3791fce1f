-- What is said of files beside what they are: where they are filed, and what people have written to them.

ALTER TABLE vod_file ADD COLUMN sub_app_id     BIGINT  NOT NULL DEFAULT 0;         -- 0: the account's own
ALTER TABLE vod_file ADD COLUMN class_id       BIGINT  NOT NULL DEFAULT 0;         -- 0: none
ALTER TABLE vod_file ADD COLUMN source         TEXT    NOT NULL DEFAULT 'RECORD';
ALTER TABLE vod_file ADD COLUMN source_context TEXT    NOT NULL DEFAULT '';        -- of files that were not recorded from a push
ALTER TABLE vod_file ADD COLUMN description    TEXT    NOT NULL DEFAULT '';
ALTER TABLE vod_file ADD COLUMN room_app_id    BIGINT  NOT NULL DEFAULT 0;
ALTER TABLE vod_file ADD COLUMN room_id        TEXT    NOT NULL DEFAULT '';
ALTER TABLE vod_file ADD COLUMN cover_key      TEXT;                               -- the blob of its picture
ALTER TABLE vod_file ADD COLUMN updated_at     BIGINT;                             -- NULL: never changed since it came
ALTER TABLE vod_file ADD COLUMN sample_rate_hz INTEGER NOT NULL DEFAULT 0;         -- 0: not known
ALTER TABLE vod_file ADD COLUMN frame_rate     INTEGER NOT NULL DEFAULT 0;         -- pictures a second, 0: not known
ALTER TABLE vod_file ADD COLUMN video_bytes    BIGINT  NOT NULL DEFAULT 0;         -- of the pictures alone, 0: not known

CREATE TABLE vod_file_tag (
  file_id TEXT NOT NULL REFERENCES vod_file (file_id) ON DELETE CASCADE,
  tag     TEXT NOT NULL,
  PRIMARY KEY (file_id, tag)
);
CREATE INDEX vod_file_tag_tag ON vod_file_tag (tag, file_id);

-- Moments that people have described.
CREATE TABLE vod_file_key_frame (
  file_id     TEXT   NOT NULL REFERENCES vod_file (file_id) ON DELETE CASCADE,
  offset_ms   BIGINT NOT NULL,
  description TEXT   NOT NULL,
  PRIMARY KEY (file_id, offset_ms)
);
