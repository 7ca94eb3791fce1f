// Addresses of a file for others: signed and good for a time, or plain where the server wants no signatures.

import { useEffect, useState } from "preact/hooks";
import { call } from "../../api.js";
import { time } from "../../format.js";
import { html } from "../../html.js";
import { Copy, Dialog, Failed, Field } from "../../parts/parts.js";
import { t } from "../../text/text.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const spans = () => [[HOUR, t("One hour")], [DAY, t("One day")], [7 * DAY, t("One week")], [30 * DAY, t("{n} days", { n: 30 })],
  [365 * DAY, t("One year")]];

export function Share({ data, close }) {
  const [seconds, setSeconds] = useState(DAY);
  const [made, setMade] = useState(null);
  const [failure, setFailure] = useState(null);
  const make = () => {
    setFailure(null);
    call("console", "ShareFile", { FileId: data.File.FileId, ValidSeconds: seconds }).then(setMade, setFailure);
  };
  useEffect(() => { data.Signed || make(); }, []);
  return html`<${Dialog} title=${t("Share this file")} close=${close} wide>
    ${data.Signed && html`<form class="file-add" onSubmit=${(event) => { event.preventDefault(); make(); }}>
      <${Field} label=${t("Good for")}>${(field) => html`
        <select ...${field} onChange=${(event) => { setSeconds(Number(event.target.value)); setMade(null); }}>
          ${spans().map(([value, name]) => html`<option value=${value} selected=${value === seconds}>${name}</option>`)}
        </select>`}</${Field}>
      <button type="submit" class="button primary">${t("Make addresses")}</button></form>`}
    ${failure && html`<${Failed} failure=${failure} again=${make} />`}
    ${made && html`<${Made} made=${made} format=${data.File.Format} />`}</${Dialog}>`;
}

function Made({ made, format }) {
  return html`
    <p role="status">${made.Signed ? t("Signed: whoever has them may watch until {time}.", { time: time(made.ExpiresAt) })
      : t("Not signed, because play.key is not set: whoever has them may watch for as long as the file is there.")}</p>
    <${Address} name=${t("Watch page address")} text=${made.Page} />
    <${Address} name=${t("Player for other sites' pages")} text=${made.Embed} />
    <${Address} name=${format === "hls" ? t("Playlist for players") : t("The media itself")} text=${made.Media} />`;
}

function Address({ name, text }) {
  return html`<div class="file-address"><${Field} label=${name}>${(field) => html`
    <input ...${field} readonly value=${text} onFocus=${(event) => event.target.select()} />`}</${Field}>
    <${Copy} text=${text} /></div>`;
}
