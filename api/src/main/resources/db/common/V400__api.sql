-- Keys of API callers, secrets that the first start makes, and where events go. Times are milliseconds since the epoch.

create table api_key (
  secret_id   text    primary key,
  name        text    not null,
  -- Requests are signed with it, so it must be known here, not only its hash.
  secret_key  text    not null,
  created_at  bigint  not null
);

create table api_setting (
  name   text  primary key,
  value  text  not null
);

create table api_callback_rule (
  id          bigint  primary key,
  domain      text    not null,
  app         text    not null,
  url         text    not null,
  sign_key    text    not null,
  created_at  bigint  not null,
  unique (domain, app)
);
