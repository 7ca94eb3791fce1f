// Making an address to push to: signed, as text, for OBS and ffmpeg, and as a QR code for phones.

import { useState } from "preact/hooks";
import { advice, call } from "../api.js";
import { time } from "../format.js";
import { html } from "../html.js";
import { Wrong } from "../parts/form.js";
import { Copy, Dialog, Field } from "../parts/parts.js";
import { t } from "../text/text.js";

const FORMATS = ["mp4", "hls", "flv", "aac"];
const QUIET_MODULES = 4;
const validities = () => [[3600, t("1 hour")], [86_400, t("1 day")], [7 * 86_400, t("7 days")], [30 * 86_400, t("30 days")],
  [365 * 86_400, t("1 year")]];

export function PushAddress({ app = "live", name = "", close }) {
  const [made, setMade] = useState(null);
  return html`<${Dialog} title=${t("Push address")} close=${close} wide=${made !== null}>
    ${made ? html`<${Address} made=${made} again=${() => setMade(null)} />`
      : html`<${Wish} app=${app} name=${name} done=${setMade} />`}</${Dialog}>`;
}

function Wish({ app, name, done }) {
  const [wish, setWish] = useState({ AppName: app, StreamName: name, ValidSeconds: 86_400, Record: [] });
  const [failure, setFailure] = useState(null);
  const [busy, setBusy] = useState(false);
  const change = (part) => setWish({ ...wish, ...part });
  const about = (parameter) => failure?.message.includes(`\`${parameter}\``) ? `${failure.message} ${advice(failure.code)}` : null;
  async function make(event) {
    event.preventDefault();
    if (busy) {
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      done(await call("console", "MakePushUrl", wish));
    } catch (failed) {
      setFailure(failed);
      setBusy(false);
    }
  }
  return html`
    <form onSubmit=${make}>
      <${Field} label=${t("Stream")} error=${about("StreamName")} help=${t("Letters, digits and . _ - + = @ ~ : , ! ( )")}>
        ${(field) => html`<input ...${field} required maxlength="256" autocapitalize="none" spellcheck="false" value=${wish.StreamName}
          onInput=${(event) => change({ StreamName: event.target.value })} />`}</${Field}>
      <${Field} label=${t("Application")} error=${about("AppName")}>
        ${(field) => html`<input ...${field} required maxlength="256" autocapitalize="none" spellcheck="false" value=${wish.AppName}
          onInput=${(event) => change({ AppName: event.target.value })} />`}</${Field}>
      <${Field} label=${t("A push may begin for")} help=${t("A push that has begun is not cut off at the end of this time.")}>
        ${(field) => html`<select ...${field} value=${wish.ValidSeconds}
            onChange=${(event) => change({ ValidSeconds: Number(event.target.value) })}>
          ${validities().map(([seconds, text]) => html`<option value=${seconds}>${text}</option>`)}</select>`}</${Field}>
      <fieldset><legend>${t("Record it as")}</legend>
        <div class="checks">${FORMATS.map((format) => html`<label key=${format}>
          <input type="checkbox" checked=${wish.Record.includes(format)} onChange=${(event) => change({
            Record: FORMATS.filter((each) => (each === format ? event.target.checked : wish.Record.includes(each))) })} />
          ${format.toUpperCase()}</label>`)}</div>
        <p class="quiet">${t("None: what the rules and the configuration say.")}</p></fieldset>
      <${Wrong} failure=${about("StreamName") || about("AppName") ? null : failure} />
      <div class="actions"><button class="button primary" aria-disabled=${busy}>${t("Make the address")}</button></div>
    </form>`;
}

function Address({ made, again }) {
  const ffmpeg = `ffmpeg -re -i clip.mp4 -c copy -f flv "${made.Url}"`;
  return html`
    <div class="push">
      <${Qr} rows=${made.Qr} label=${t("The address as a QR code")} />
      <div>
        <${Part} name=${t("Address")} value=${made.Url} />
        <${Part} name=${t("OBS: server")} value=${made.Server} />
        <${Part} name=${t("OBS: stream key")} value=${made.Key} />
        <${Part} name="ffmpeg" value=${ffmpeg} />
        <p class="quiet">${t("A push may begin until {time}.", { time: time(made.ExpiresAt) })}</p>
        <p class="actions"><button type="button" class="button" onClick=${again}>${t("Make another")}</button></p>
      </div>
    </div>`;
}

function Part({ name, value }) {
  return html`<div class="part"><div><h3>${name}</h3><code dir="ltr">${value}</code></div><${Copy} text=${value} /></div>`;
}

/** Dark on light in every appearance: readers of QR codes want that. */
function Qr({ rows, label }) {
  const size = rows.length + 2 * QUIET_MODULES;
  const path = rows.flatMap((row, y) => [...row].map((module, x) =>
    (module === "1" ? `M${x + QUIET_MODULES} ${y + QUIET_MODULES}h1v1h-1z` : ""))).join("");
  return html`<svg class="qr" viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${label} shape-rendering="crispEdges">
    <rect width=${size} height=${size} fill="#fff" /><path d=${path} fill="#000" /></svg>`;
}
