// What happened in the recordings of a push: repairs of timestamps, changes, trouble.

import { number, time } from "../format.js";
import { html } from "../html.js";
import { Badge } from "../parts/parts.js";
import { t } from "../text/text.js";

const SHOWN_MAX = 50;
/** What is repaired, and not only told. */
const REPAIRS = /WRAPPED|JUMPED|WENT_BACK|STUCK|UNEVEN|DRIFTED|APART/;

const kinds = () => ({
  BEGAN: t("The recording began."), ENDED: t("The recording ended."), GAP_BEGAN: t("Samples are lost: the disk is too slow, or full."),
  GAP_ENDED: t("No more samples are lost."), AUDIO_LOST: t("Sound was lost."), VIDEO_LOST: t("Pictures were lost."),
  FILE_FAILED: t("The disk failed a file; the recording goes on in another."), WRAPPED: t("Timestamps began anew."),
  AUDIO_JUMPED: t("The sound's timestamps jumped."), VIDEO_JUMPED: t("The pictures' timestamps jumped."),
  AUDIO_WENT_BACK: t("The sound's timestamps went back."), VIDEO_WENT_BACK: t("The pictures' timestamps went back."),
  AUDIO_STUCK: t("The sound's timestamps stood still."), VIDEO_STUCK: t("The pictures' timestamps stood still."),
  AUDIO_UNEVEN: t("The sound's timestamps left a hole."), VIDEO_UNEVEN: t("The pictures' timestamps left a hole."),
  AUDIO_DRIFTED: t("The sound drifted from its timestamps."), TRACKS_APART: t("Picture and sound had different clocks."),
  AUDIO_MISSING: t("There was no sound."), VIDEO_MISSING: t("There was no picture."), SIZE_CHANGED: t("The picture has another size."),
  VIDEO_CHANGED: t("The picture's codec or its settings changed."), AUDIO_CHANGED: t("The sound's codec or its settings changed."),
});

/** @param happened entries of the timeline, the newest first */
export function Happened({ happened }) {
  const repairs = happened.filter((each) => REPAIRS.test(each.Kind)).reduce((sum, each) => sum + each.Count, 0);
  return html`
    <section aria-labelledby="happened"><h2 id="happened">${t("Timestamp repairs and events")}</h2>
      <p class="quiet">${repairs === 0 ? t("No timestamp had to be repaired, as far as this push is recorded.")
        : t("{n} repairs of timestamps since the push began.", { n: number(repairs) })}
        ${" "}${t("Of what happened in the last minute, some may be missing.")}</p>
      ${happened.length > 0 && html`<ul class="lines card">${happened.slice(0, SHOWN_MAX).map((each) => html`
        <li key=${`${each.At}${each.Kind}`}>
        <span><time class="quiet">${time(each.At)}</time> ${kinds()[each.Kind] ?? each.Kind}
          ${each.Count > 1 && html` <${Badge} kind=${REPAIRS.test(each.Kind) ? "warn" : ""}>
            ${t("{n} times", { n: number(each.Count) })}</${Badge}>`}</span>
        ${each.Ms > 0 && html`<span class="quiet">${number(each.Ms)} ms</span>`}</li>`)}</ul>`}
    </section>`;
}
