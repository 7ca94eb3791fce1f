-- What names and descriptions have in them, three characters at a time (TextIndex). It keeps no texts, only which files have what.
CREATE VIRTUAL TABLE vod_text USING fts5 (name, description, part, content='', contentless_delete=1, detail=column, tokenize=ascii);

-- Files that came before there was this index.
CREATE TABLE vod_text_missing (file_id TEXT NOT NULL PRIMARY KEY);
INSERT INTO vod_text_missing (file_id) SELECT file_id FROM vod_file;
