-- What was sent of one stream, for whoever looks for it. Neither column ever changes, so events on their way do not pay for it again.
CREATE INDEX callback_event_of_stream ON callback_event (order_key, id);
