-- The oldest query API knows streams by their name alone.
CREATE INDEX vod_file_stream_name ON vod_file (stream, started_at_us, ended_at_us, file_id);
