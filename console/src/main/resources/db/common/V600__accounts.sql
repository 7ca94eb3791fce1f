-- Who may use the console, who is signed in, and what was done there. Times are milliseconds since the epoch.

create table console_user (
  name           text    primary key,
  -- Of Secrets.hashed; nobody can read the password from it.
  password_hash  text    not null,
  -- ADMIN, OPERATOR or VIEWER.
  role           text    not null,
  created_at     bigint  not null
);

-- The id itself is known to the browser alone.
create table console_session (
  id_hash     text    primary key,
  user_name   text    not null,
  created_at  bigint  not null,
  expires_at  bigint  not null
);

create index console_session_by_user on console_session (user_name, created_at);
create index console_session_by_expiry on console_session (expires_at);

create table console_audit (
  id         bigint  primary key,
  at         bigint  not null,
  user_name  text    not null,
  address    text    not null,
  action     text    not null,
  -- What it was done to: the parameters that name it.
  target     text    not null,
  -- OK, or the code of the error.
  outcome    text    not null
);

create index console_audit_by_time on console_audit (at, id);
create index console_audit_by_user on console_audit (user_name, at, id);
