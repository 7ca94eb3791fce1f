-- Wishes to record a stream between two times. Times are milliseconds since the epoch.
create table record_task (
  task_id     bigint  primary key,
  kind        text    not null,
  domain      text    not null,
  app         text    not null,
  stream      text    not null,
  starts_at   bigint  not null,
  ends_at     bigint  not null,
  recipe      text    not null,
  state       text    not null,
  stopped_at  bigint
);

create index record_task_state on record_task (state, ends_at);
create index record_task_time on record_task (kind, starts_at, ends_at);
