-- Blobs that no file has any more. Written in the transaction that removes the last such file, removed when the bytes are gone: what a
-- process leaves here the next one goes on with.
CREATE TABLE vod_freed_blob (
  blob_key TEXT   NOT NULL PRIMARY KEY,
  due_at   BIGINT NOT NULL  -- epoch milliseconds; later than it was freed where deleting it has failed
);
CREATE INDEX vod_freed_blob_due ON vod_freed_blob (due_at);

CREATE INDEX vod_file_expires ON vod_file (expires_at, file_id) WHERE expires_at IS NOT NULL;
