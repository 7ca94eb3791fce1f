// What can be done with a window: play it, copy its address, have an MP4 of it.

import { useState } from "preact/hooks";
import { call, may, session, useCall } from "../../api.js";
import { length } from "../../format.js";
import { html } from "../../html.js";
import { Copy, Failed, Field } from "../../parts/parts.js";
import { ShareDialog } from "../../parts/share.js";
import { t } from "../../text/text.js";
import { Mp4 } from "./mp4.js";
import { WindowPlayer } from "./player.js";
import { momentOf, timeOf } from "./zone.js";

export function Window({ app, stream, day, chosen, choose }) {
  return html`
    <section class="card window" aria-labelledby="window">
      <h2 id="window">${t("A window")}</h2>
      <${Times} day=${day} chosen=${chosen} choose=${choose} />
      ${!chosen && html`<p class="quiet">${t("Drag over the line, write two times, or choose something below.")}</p>`}
      ${chosen && html`<${Chosen} key=${`${chosen.from} ${chosen.to}`} app=${app} stream=${stream} chosen=${chosen} />`}
    </section>`;
}

/** Where the window plays is asked for: its addresses may have to be signed, which the server does. */
function Chosen({ app, stream, chosen }) {
  const which = { AppName: app, StreamName: stream, From: chosen.from / 1000, To: chosen.to / 1000 };
  const { data, failure, reload } = useCall("console", "DescribeWindow", { ...which, PlayHost: location.hostname });
  const [played, setPlayed] = useState(false);
  const [sharing, setSharing] = useState(false);
  if (failure && !data) {
    return html`<${Failed} failure=${failure} again=${reload} />`;
  }
  return data && html`
    <div class="actions">
      <button type="button" class="button primary" onClick=${() => setPlayed(true)}>${t("Play the window")}</button>
      ${!data.Signed && html`<${Copy} text=${(session.get()?.Server.PublicUrl ?? location.origin) + data.Playlist}>${t("Copy its address")}</${Copy}>`}
      ${data.Signed && may("operator") && html`
        <button type="button" class="button" onClick=${() => setSharing(true)}>${t("Share")}</button>`}
      <a class="button" href=${data.Download} download>${t("Download as MP4")}</a>
    </div>
    ${played && html`<${WindowPlayer} address=${data.Playlist} />`}
    ${may("operator") && html`<${Mp4} which=${which} />`}
    ${sharing && html`<${ShareDialog} title=${t("Share this window")} signed close=${() => setSharing(false)}
      ask=${(seconds) => call("console", "ShareWindow", { ...which, ValidSeconds: seconds })}
      addresses=${(made) => [[t("Playlist for players"), made.Playlist], [t("Download as MP4"), made.Download]]} />`}`;
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
