/**
 * Sheets of small pictures for the seek bars of players. Of a file of any length only the key frames that are shown are read and decoded:
 * they are found in the sample tables of its tapes, or in the index of an FLV file.
 *
 * <pre>
 *  SpriteTimes ──▶ KeyFrameFinder ──▶ KeyFrameRun ──▶ FfmpegSheet ──▶ sheet
 *                                          └────────▶ SpriteCues ──▶ WebVTT
 * </pre>
 */
package io.livetape.vod.sprite;
