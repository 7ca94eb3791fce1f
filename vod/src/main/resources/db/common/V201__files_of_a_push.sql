-- A replay page shows the other pieces and formats of the same push.
CREATE INDEX vod_file_push ON vod_file (push_sequence, started_at_us, file_id);
