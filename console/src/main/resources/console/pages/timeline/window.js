// What can be done with a window: play it, copy its address, have an MP4 of it.

import { useState } from "preact/hooks";
import { may, session } from "../../api.js";
import { length } from "../../format.js";
import { html } from "../../html.js";
import { Copy, Field } from "../../parts/parts.js";
import { t } from "../../text/text.js";
import { Mp4 } from "./mp4.js";
import { WindowPlayer } from "./player.js";
import { momentOf, timeOf } from "./zone.js";

export function Window({ app, stream, day, chosen, choose }) {
  const [played, setPlayed] = useState(null);
  const path = chosen && replay(app, stream, "m3u8", chosen);
  return html`
    <section class="card window" aria-labelledby="window">
      <h2 id="window">${t("A window")}</h2>
      <${Times} day=${day} chosen=${chosen} choose=${choose} />
      ${!chosen && html`<p class="quiet">${t("Drag over the line, write two times, or choose something below.")}</p>`}
      ${chosen && html`
        <div class="actions">
          <button type="button" class="button primary" onClick=${() => setPlayed(path)}>${t("Play the window")}</button>
          <${Copy} text=${(session.get()?.Server.PublicUrl ?? location.origin) + path}>${t("Copy its address")}</${Copy}>
          <a class="button" href=${replay(app, stream, "mp4", chosen)} download>${t("Download as MP4")}</a>
        </div>
        ${played === path && html`<${WindowPlayer} key=${path} address=${path} />`}
        ${may("operator") && html`<${Mp4} key=${path} stream=${stream} chosen=${chosen} />`}`}
    </section>`;
}

function replay(app, stream, ending, { from, to }) {
  return `/replay/${encodeURIComponent(app)}/${encodeURIComponent(stream)}.${ending}?from=${from / 1000}&to=${to / 1000}`;
}

/** The window in figures, for who does not drag. */
function Times({ day, chosen, choose }) {
  const [wrong, setWrong] = useState("");
  function submit(event) {
    event.preventDefault();
    const { from, to } = event.target;
    const window = { from: momentOf(day, from.value), to: momentOf(day, to.value) };
    const good = window.to > window.from;
    setWrong(good ? "" : t("The end must be later than the beginning."));
    if (good) {
      choose(window);
    }
  }
  const key = chosen ? `${chosen.from} ${chosen.to}` : "none";
  return html`
    <form class="times" key=${key} onSubmit=${submit}>
      <${Field} label=${t("From")}>${(field) => html`<input name="from" type="time" step="1" required defaultValue=${chosen ? timeOf(chosen.from) : ""} ...${field} />`}</${Field}>
      <${Field} label=${t("To")} error=${wrong}>${(field) => html`<input name="to" type="time" step="1" required defaultValue=${chosen ? timeOf(chosen.to) : ""} ...${field} />`}</${Field}>
      <button class="button">${t("Choose")}</button>
      ${chosen && html`<p class="quiet" role="status">${t("{time} chosen", { time: length((chosen.to - chosen.from) / 1000) })}</p>`}
    </form>`;
}
