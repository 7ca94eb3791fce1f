-- Where people file things: a forest in each part of the account.
CREATE TABLE vod_class (
  class_id   BIGINT NOT NULL PRIMARY KEY,
  sub_app_id BIGINT NOT NULL,
  parent_id  BIGINT NOT NULL,  -- -1: at the top
  name       TEXT   NOT NULL
);
CREATE UNIQUE INDEX vod_class_name ON vod_class (sub_app_id, parent_id, name);
