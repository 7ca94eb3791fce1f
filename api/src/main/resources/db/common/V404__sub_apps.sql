-- The parts of the account that were made by the API; files and classes know them by their number.
create table api_sub_app (
  sub_app_id bigint not null primary key,
  content    text   not null,  -- what the API says of it, as JSON
  created_at bigint not null
);
