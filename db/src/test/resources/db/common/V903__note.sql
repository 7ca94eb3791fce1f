CREATE TABLE note (text TEXT NOT NULL, written_at BIGINT);
