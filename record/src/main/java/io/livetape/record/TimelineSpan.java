package io.livetape.record;

import io.livetape.live.Push;
import java.time.Instant;
import java.util.List;

/** What happened in one recording since it was last told: one entry for each kind. @param at when this is told */
public record TimelineSpan(Push push, RecordPlan plan, long sessionId, Instant at, List<TimelineEntry> entries) {}
