// What is done with a live stream, each in its dialog: record it now, drop it, forbid it.

import { useState } from "preact/hooks";
import { act, call, useCall } from "../api.js";
import { html } from "../html.js";
import { Confirm, Dialog, Field } from "../parts/parts.js";
import { t } from "../text/text.js";

const HOURS_MAX = 24;
const DAYS_MAX = 90;

export function RecordNow({ stream, close }) {
  const { data } = useCall("live", "DescribeLiveRecordTemplates");
  const [hours, setHours] = useState("2");
  const [template, setTemplate] = useState("0");
  const [busy, setBusy] = useState(false);
  const error = Number(hours) > 0 && Number(hours) <= HOURS_MAX ? "" : t("More than 0 and at most {n} hours.", { n: HOURS_MAX });
  async function record(event) {
    event.preventDefault();
    if (error) {
      return;
    }
    setBusy(true);
    const done = await act(t("record {name}", { name: stream.StreamName }), () => call("live", "CreateRecordTask", {
      StreamName: stream.StreamName, AppName: stream.AppName, DomainName: stream.DomainName, TemplateId: Number(template),
      EndTime: Math.floor(Date.now() / 1000 + Number(hours) * 3600) }), t("It is recorded from its next key frame on."));
    setBusy(false);
    done && close();
  }
  return html`
    <${Dialog} title=${t("Record now")} close=${close}>
      <form onSubmit=${record} novalidate>
        <${Field} label=${t("As")} help=${t("Templates say in which formats, for how long files are kept, and what they are called.")}>
          ${(field) => html`<select ...${field} value=${template} onChange=${(event) => setTemplate(event.target.value)}>
            <option value="0">${t("HLS, kept for ever")}</option>
            ${(data?.Templates ?? []).map((each) => html`
              <option value=${each.TemplateId}>${each.TemplateName || each.TemplateId}</option>`)}
          </select>`}</${Field}>
        <${Field} label=${t("For at most so many hours")} error=${error}
          help=${t("It ends sooner when the push ends and does not come back, or when you stop it.")}>
          ${(field) => html`<input ...${field} inputmode="decimal" value=${hours}
            onInput=${(event) => setHours(event.target.value)} />`}</${Field}>
        <div class="actions"><button class="button primary" disabled=${busy}>${t("Record now")}</button>
          <button type="button" class="button" onClick=${close}>${t("Cancel")}</button></div>
      </form>
    </${Dialog}>`;
}

const named = ({ AppName, DomainName, StreamName }) => ({ AppName, DomainName, StreamName });

export function Drop({ stream, close }) {
  return html`<${Confirm} title=${t("Drop {name}", { name: stream.StreamName })} verb=${t("Drop")} close=${close}
    text=${t("The push is ended and its recordings become files. The publisher may come again at once, and many do by themselves.")}
    act=${() => act(t("drop {name}", { name: stream.StreamName }), () => call("live", "DropLiveStream", named(stream)),
      t("The push was ended."))} />`;
}

export function Forbid({ stream, close }) {
  const [days, setDays] = useState("7");
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const error = Number(days) > 0 && Number(days) <= DAYS_MAX ? "" : t("More than 0 and at most {n} days.", { n: DAYS_MAX });
  async function forbid(event) {
    event.preventDefault();
    if (error) {
      return;
    }
    setBusy(true);
    const until = new Date(Date.now() + Number(days) * 86_400_000 - 60_000).toISOString().replace(/\.\d+Z$/, "Z");
    const done = await act(t("forbid {name}", { name: stream.StreamName }), () => call("live", "ForbidLiveStream",
      { ...named(stream), ResumeTime: until, Reason: reason }), t("The push was ended, and is refused from now on."));
    setBusy(false);
    done && close();
  }
  return html`
    <${Dialog} title=${t("Forbid {name}", { name: stream.StreamName })} close=${close}>
      <form onSubmit=${forbid} novalidate>
        <p>${t("The push is ended, and refused whenever it comes again, until you allow it or the time is over.")}</p>
        <${Field} label=${t("For so many days")} error=${error}>
          ${(field) => html`<input ...${field} inputmode="decimal" value=${days}
            onInput=${(event) => setDays(event.target.value)} />`}</${Field}>
        <${Field} label=${t("Reason")} help=${t("For you and other operators; the publisher does not see it.")}>
          ${(field) => html`<input ...${field} value=${reason} maxlength="500"
            onInput=${(event) => setReason(event.target.value)} />`}</${Field}>
        <div class="actions"><button class="button primary" disabled=${busy}>${t("Forbid")}</button>
          <button type="button" class="button" onClick=${close}>${t("Cancel")}</button></div>
      </form>
    </${Dialog}>`;
}
