-- Work that takes its time: cutting, joining, fetching. Times are epoch milliseconds.
--
--   WAITING --> PROCESSING --> FINISH         FINISH   done or failed: error_code tells
--     ^  |          |  |                      next_at  not before: a task that failed for the world's reasons waits to be tried again
--     |  +----------|--+-----> ABORTED
--     +-------------+  failed, or the process died

CREATE TABLE vod_task (
  task_id         TEXT    NOT NULL PRIMARY KEY,
  kind            TEXT    NOT NULL,
  state           TEXT    NOT NULL CHECK (state IN ('WAITING', 'PROCESSING', 'FINISH', 'ABORTED')),
  priority        INTEGER NOT NULL,  -- higher ones first
  input           TEXT    NOT NULL,  -- JSON; with the ids of the files to be made, so that doing it again makes the same
  output          TEXT    NOT NULL,  -- JSON; empty until there is one
  error_code      INTEGER NOT NULL,  -- 0 for none
  error_detail    TEXT    NOT NULL,
  message         TEXT    NOT NULL,
  file_id         TEXT    NOT NULL,  -- the first file that it works on, empty for none
  session_id      TEXT    NOT NULL,  -- the caller's; empty for none
  session_context TEXT    NOT NULL,
  tries           INTEGER NOT NULL,
  created_at      BIGINT  NOT NULL,
  next_at         BIGINT  NOT NULL,
  begun_at        BIGINT,
  finished_at     BIGINT
);
CREATE INDEX vod_task_due ON vod_task (priority DESC, created_at, task_id) WHERE state = 'WAITING';
CREATE INDEX vod_task_processing ON vod_task (task_id) WHERE state = 'PROCESSING';
CREATE INDEX vod_task_created ON vod_task (created_at, task_id);
CREATE INDEX vod_task_finished ON vod_task (finished_at, task_id) WHERE finished_at IS NOT NULL;
CREATE INDEX vod_task_session ON vod_task (kind, session_id) WHERE session_id <> '';
