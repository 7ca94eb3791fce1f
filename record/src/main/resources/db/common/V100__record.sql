-- What the recorder has open: written before a file's first byte, removed by the transaction that lands it.
-- Times are microseconds since the epoch, UTC.

create table recording_file (
  file_id          bigint  primary key,
  format           text    not null,
  started_at       bigint  not null,
  media_start_ms   bigint  not null,
  -- the push
  app              text    not null,
  stream           text    not null,
  domain           text    not null,
  query            text    not null,
  protocol         text    not null,
  user_ip          text    not null,
  push_sequence    text    not null,
  push_started_at  bigint  not null,
  -- the plan
  interval_s       bigint  not null,
  audio_only       int     not null,
  plan_name        text    not null,
  task_id          text    not null,
  storage_s        bigint  not null
);

-- One tape serves an MP4 file, an HLS file, or both.
create table recording_tape (
  tape_id          bigint  primary key,
  mp4_file_id      bigint,
  hls_file_id      bigint,
  ordinal          int     not null,
  started_at       bigint  not null,
  -- set when the tape rests in the store
  blob_key         text,
  size_bytes       bigint
);

create index recording_tape_by_hls on recording_tape (hls_file_id, ordinal);
create index recording_tape_by_mp4 on recording_tape (mp4_file_id);
