-- How long an HLS file waits for a publisher that has gone, 0: not at all.
alter table recording_file add column continuation_s bigint not null default 0;

-- Since when it waits, in microseconds since the epoch; what it was before while a push goes on with it, null before the first.
alter table recording_file add column interrupted_at bigint;
