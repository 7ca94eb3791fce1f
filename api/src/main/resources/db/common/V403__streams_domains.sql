-- Streams that may not be pushed until a time. Times are milliseconds since the epoch.
create table api_forbidden_stream (
  domain      text    not null,
  app         text    not null,
  stream      text    not null,
  resumes_at  bigint  not null,
  reason      text    not null,
  primary key (domain, app, stream)
);

-- Domains that were added by the API, besides those of the configuration.
create table api_domain (
  name        text    primary key,
  -- 0 push, 1 play, as the API counts
  type        int     not null,
  play_type   int     not null,
  delay       int     not null,
  mini        int     not null,
  created_at  bigint  not null
);

-- Keys that were set by the API, which go before those of the configuration. kind: push, play.
create table api_auth_key (
  domain   text    not null,
  kind     text    not null,
  enabled  int     not null,
  master   text    not null,
  backup   text    not null,
  delta_s  bigint  not null,
  primary key (domain, kind)
);

-- Pushes that have ended.
create table api_push (
  sequence    text    primary key,
  domain      text    not null,
  app         text    not null,
  stream      text    not null,
  user_ip     text    not null,
  started_at  bigint  not null,
  ended_at    bigint  not null,
  reason      text    not null,
  width       int     not null,
  height      int     not null
);
create index api_push_end on api_push (ended_at);
