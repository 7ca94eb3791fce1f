-- Where events go: a template has an address for each kind of event and one key (a JSON object as the API describes it); a rule says for
-- which streams. The rules of before, of one address each, were made by demonstrations alone and last no longer than those.
drop table api_callback_rule;

create table api_callback_template (
  template_id  bigint  primary key,
  content      text    not null,
  updated_at   bigint  not null
);

-- The empty domain or application stands for any.
create table api_callback_rule (
  domain       text    not null,
  app          text    not null,
  template_id  bigint  not null,
  created_at   bigint  not null,
  primary key (domain, app)
);
