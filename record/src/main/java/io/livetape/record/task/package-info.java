/**
 * Recordings that somebody asked for by the clock: a task records one stream between two times, every push of it, also one that is live
 * already.
 *
 * <pre>
 *              startsAt              endsAt
 *  SCHEDULED ────────────▶ OPEN ────────────────▶ OVER
 *      │                    │  a push begins: record it
 *      │ stop               │ stop: end its recordings
 *      ├────────▶ STOPPED ◀─┤
 *      │ delete             │ delete: what runs goes on to endsAt
 *      └────────▶ DELETED ◀─┘
 * </pre>
 *
 * What happens next is the pure function {@link io.livetape.record.task.TaskStep#next}; {@link io.livetape.record.task.RecordTasks} stores
 * its result first and acts on it then.
 */
package io.livetape.record.task;
