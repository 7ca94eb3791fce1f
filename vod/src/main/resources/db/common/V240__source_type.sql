-- How a file came to be: Record, Upload or VideoProcessing, as the public API calls it.
ALTER TABLE vod_file ADD COLUMN source_type TEXT NOT NULL DEFAULT 'Record';
