-- The picture that stands for a file: a blob of its own, which goes with it. NULL where there is none.
ALTER TABLE vod_file ADD COLUMN cover_key TEXT;
