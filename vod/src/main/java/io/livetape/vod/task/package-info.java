/**
 * Work on files that takes its time: tasks in a table, which a few threads do one after another.
 *
 * <pre>
 *  add ──▶ vod_task (WAITING) ──▶ TaskRunner ──▶ TaskWork.run ──▶ [ files · task FINISH · event ]
 *                                   │ PROCESSING                       one transaction
 *                                   └ a process that dies leaves it PROCESSING: the next start begins it again
 * </pre>
 *
 * What a kind of task does is a {@link io.livetape.vod.task.TaskWork}, whoever asks for it; nothing here knows what it is.
 */
package io.livetape.vod.task;
