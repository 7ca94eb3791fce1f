-- What was told of one thing, such as a file, is found by the thing's id.
CREATE INDEX callback_event_related ON callback_event (related_id, id);
