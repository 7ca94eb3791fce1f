-- The pushes that are running: written with event 1, removed with event 0. What is left when the process dies is told at the next start.

create table api_live_push (
  sequence    text    primary key,
  app         text    not null,
  stream      text    not null,
  domain      text    not null,
  query       text    not null,
  protocol    text    not null,
  user_ip     text    not null,
  started_at  bigint  not null,
  -- what was known of it at its last sign of life
  seen_at     bigint  not null,
  width       int     not null,
  height      int     not null
);
