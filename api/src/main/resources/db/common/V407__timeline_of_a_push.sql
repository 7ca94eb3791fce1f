-- The timeline of a push goes with the last of its files.
create index recording_timeline_by_push on recording_timeline (push_sequence);
