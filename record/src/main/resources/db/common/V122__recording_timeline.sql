-- What happened in recordings: one row for each kind of event in each span of about a minute. Times are microseconds since the epoch, UTC.
create table recording_timeline (
  session_id     bigint  not null,
  push_sequence  text    not null,
  app            text    not null,
  stream         text    not null,
  domain         text    not null,
  -- the file that was being written, of several the MP4; 0 where there was none yet
  file_id        bigint  not null,
  -- when the first of them happened
  at             bigint  not null,
  kind           text    not null,
  times          bigint  not null,
  ms             bigint  not null
);

create index recording_timeline_by_stream on recording_timeline (app, stream, at);
