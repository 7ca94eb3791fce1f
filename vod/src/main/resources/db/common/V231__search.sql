-- Each search begins at one of these and finds its order in it: newest first within a name, a stream, a class.
-- With the name, which frequent prefixes are looked for in all files by.
CREATE INDEX vod_file_shelf ON vod_file (sub_app_id, created_at, file_id, name);
CREATE INDEX vod_file_shelf_name ON vod_file (sub_app_id, name, created_at, file_id);
CREATE INDEX vod_file_shelf_stream ON vod_file (sub_app_id, stream, created_at, file_id);
CREATE INDEX vod_file_shelf_class ON vod_file (sub_app_id, class_id, created_at, file_id);
CREATE INDEX vod_file_video_id ON vod_file (video_id);
-- Nobody asks for names or times over all parts of the account.
DROP INDEX vod_file_name;
DROP INDEX vod_file_created;
