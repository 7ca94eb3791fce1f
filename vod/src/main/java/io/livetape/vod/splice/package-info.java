/**
 * Recordings as rows of segments on tapes, and what is made of them: playlists, windows of a stream's time, and new tapes that hold parts
 * of others without encoding anything again.
 *
 * <pre>
 *  RecordedFile ──▶ Playlists ──▶ Piece ─┬─▶ Chosen (by the clock) ─┐
 *                                        └─▶ by the file's own time ┴─▶ TapeRun ──▶ Splice ──▶ one MP4
 * </pre>
 */
package io.livetape.vod.splice;
