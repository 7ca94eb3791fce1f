-- Where the file is to be filed in the catalogue.
alter table recording_file add column sub_app_id bigint not null default 0;
alter table recording_file add column class_id bigint not null default 0;
