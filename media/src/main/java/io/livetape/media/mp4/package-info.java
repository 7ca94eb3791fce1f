/**
 * The tape: one MP4 file that is first a fragmented and then, without being rewritten, a plain one.
 *
 * <pre>
 *  while recording (fragmented)              after finishing (plain)
 *  ┌───────────────────────────────┐         ┌───────────────────────────────┐
 *  │ ftyp                          │         │ ftyp                          │
 *  │ free (16 bytes)               │ ──────▶ │ mdat header, 64-bit size ─┐   │  16 bytes overwritten in place
 *  │ ftyp  uuid  moov(mvex) = init │         │  (the same bytes, now     │   │
 *  │ moof mdat                     │         │   inside the big mdat)    │   │
 *  │ moof mdat …                   │         │ ──────────────────────────┘   │
 *  └───────────────────────────────┘         │ moov with all sample tables   │  appended before the overwrite
 *                                            └───────────────────────────────┘
 * </pre>
 *
 * <p>Writing: {@link io.livetape.media.mp4.TapeHeader}, then per fragment a {@link io.livetape.media.mp4.FragmentTable} whose totals go
 * into {@link io.livetape.media.mp4.TapeTotals}, then {@link io.livetape.media.mp4.TapeFinisher}. A track that stalls has an
 * {@link io.livetape.media.mp4.OpenEnd}. Reading back, also after a crash:
 * {@link io.livetape.media.mp4.TapeReader}. Codec-free: samples are opaque bytes here, formats only their configuration.
 *
 * <p>Specifications: ISO/IEC 14496-12 (boxes), 14496-14 (mp4a, esds), 14496-15 (avc1, hvc1), AV1 and VP9 in ISOBMFF, Opus in ISOBMFF.
 * Section numbers in this package are those of 14496-12 where nothing else is said.
 */
package io.livetape.media.mp4;
