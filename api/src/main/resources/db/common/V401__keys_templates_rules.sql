-- Keys can be revoked; a key that was keeps its row, so that a log can be read later.
alter table api_key add column revoked_at bigint;

-- The last number for things that are counted, such as templates. A number is not given twice, also when its thing is gone.
create table api_counter (
  name  text    primary key,
  last  bigint  not null
);

-- What recordings are made, as the API describes it (a JSON object).
create table api_record_template (
  template_id  bigint  primary key,
  content      text    not null,
  updated_at   bigint  not null
);

-- Which streams they are made of. The empty application or stream stands for any.
create table api_record_rule (
  domain       text    not null,
  app          text    not null,
  stream       text    not null,
  template_id  bigint  not null,
  created_at   bigint  not null,
  primary key (domain, app, stream)
);
