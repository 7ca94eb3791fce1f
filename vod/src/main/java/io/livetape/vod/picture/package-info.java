/**
 * Pictures of recordings, made in the background after they have landed: what is to be done stands in the database, one thread does one
 * thing after the other and rests between, and decoding is done by a process of its own with low priority, so that neither its crash nor
 * its appetite reaches recordings.
 *
 * <pre>
 *  landing ──▶ PictureJobs ──▶ PictureMaker ──▶ PictureKind ──▶ Ffmpeg
 *                                                (cover, sprite)
 * </pre>
 */
package io.livetape.vod.picture;
