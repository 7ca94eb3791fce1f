-- The part of the account that a task was set for; tasks from before count as the account's own.
ALTER TABLE vod_task ADD COLUMN sub_app_id BIGINT NOT NULL DEFAULT 0;
