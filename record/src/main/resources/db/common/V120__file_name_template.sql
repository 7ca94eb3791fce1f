-- The template of the file's name, empty for the configured one.
alter table recording_file add column file_name text not null default '';
