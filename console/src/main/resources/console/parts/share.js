// Addresses for others: signed and good for a time, or plain where the server wants no signatures.

import { useEffect, useState } from "preact/hooks";
import { time } from "../format.js";
import { html } from "../html.js";
import { t } from "../text/text.js";
import { Wrong } from "./form.js";
import { Copy, Dialog, Failed, Field } from "./parts.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const spans = () => [[HOUR, t("One hour")], [DAY, t("One day")], [7 * DAY, t("One week")], [30 * DAY, t("{n} days", { n: 30 })],
  [365 * DAY, t("One year")]];

/**
 * @param signed whether addresses expire; otherwise they are made at once
 * @param ask called with the seconds that they are to be good for; answers Signed and ExpiresAt, and the rest
 * @param addresses of that answer: names and texts
 */
export function ShareDialog({ title, signed, ask, addresses, close }) {
  const [seconds, setSeconds] = useState(DAY);
  const [made, setMade] = useState(null);
  const [failure, setFailure] = useState(null);
  const make = () => {
    setFailure(null);
    ask(seconds).then(setMade, setFailure);
  };
  useEffect(() => { signed || make(); }, []);
  return html`<${Dialog} title=${title} close=${close} wide>
    ${signed && html`<form class="file-add" onSubmit=${(event) => { event.preventDefault(); make(); }}>
      <${Field} label=${t("Good for")}>${(field) => html`
        <select ...${field} onChange=${(event) => { setSeconds(Number(event.target.value)); setMade(null); }}>
          ${spans().map(([value, name]) => html`<option value=${value} selected=${value === seconds}>${name}</option>`)}
        </select>`}</${Field}>
      <button type="submit" class="button primary">${t("Make addresses")}</button></form>`}
    ${signed ? html`<${Wrong} failure=${failure} />` : failure && html`<${Failed} failure=${failure} again=${make} />`}
    ${made && html`<p role="status">${made.Signed ? t("Signed: whoever has them may watch until {time}.", { time: time(made.ExpiresAt) })
        : t("Not signed, because play.key is not set: whoever has them may watch for as long as the file is there.")}</p>
      ${addresses(made).map(([name, text]) => html`<${Address} key=${name} name=${name} text=${text} />`)}`}</${Dialog}>`;
}

function Address({ name, text }) {
  return html`<div class="file-address"><${Field} label=${name}>${(field) => html`
    <input ...${field} readonly value=${text} onFocus=${(event) => event.target.select()} />`}</${Field}>
    <${Copy} text=${text} /></div>`;
}
