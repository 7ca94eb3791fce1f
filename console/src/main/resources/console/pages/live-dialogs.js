// What is done with a live stream, each in its dialog: record it now, drop it, forbid it.

import { useState } from "preact/hooks";
import { act, call, useCall } from "../api.js";
import { html } from "../html.js";
import { notify } from "../notices.js";
import { FormDialog } from "../parts/form.js";
import { Confirm, Field } from "../parts/parts.js";
import { t } from "../text/text.js";

const HOURS_MAX = 24;
const DAYS_MAX = 90;

export function RecordNow({ stream, close }) {
  const { data, failure } = useCall("live", "DescribeLiveRecordTemplates");
  const [hours, setHours] = useState("2");
  const error = Number(hours) > 0 && Number(hours) <= HOURS_MAX ? "" : t("More than 0 and at most {n} hours.", { n: HOURS_MAX });
  async function record({ template }) {
    await call("live", "CreateRecordTask", { ...named(stream), TemplateId: Number(template),
      EndTime: Math.floor(Date.now() / 1000 + Number(hours) * 3600) });
    notify({ kind: "good", title: t("It is recorded from its next key frame on.") });
  }
  return html`
    <${FormDialog} title=${t("Record now")} verb=${t("Record now")} submit=${record} close=${close} ready=${!error}>
      <${Field} label=${t("As")} help=${t("Templates say in which formats, for how long files are kept, and what they are called.")}
          error=${failure && `${t("Templates could not be asked for:")} ${failure.message}`}>
        ${(field) => html`<select name="template" ...${field}>
          <option value="0">${t("HLS, kept for ever")}</option>
          ${(data?.Templates ?? []).map((each) => html`
            <option value=${each.TemplateId}>${each.TemplateName || each.TemplateId}</option>`)}
        </select>`}</${Field}>
      <${Field} label=${t("For at most so many hours")} error=${error}
        help=${t("It ends sooner when the push ends and does not come back, or when you stop it.")}>
        ${(field) => html`<input ...${field} inputmode="decimal" value=${hours}
          onInput=${(event) => setHours(event.target.value)} />`}</${Field}>
    </${FormDialog}>`;
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
  const error = Number(days) > 0 && Number(days) <= DAYS_MAX ? "" : t("More than 0 and at most {n} days.", { n: DAYS_MAX });
  async function forbid({ reason }) {
    const until = new Date(Date.now() + Number(days) * 86_400_000 - 60_000).toISOString().replace(/\.\d+Z$/, "Z");
    await call("live", "ForbidLiveStream", { ...named(stream), ResumeTime: until, Reason: reason });
    notify({ kind: "good", title: t("The push was ended, and is refused from now on.") });
  }
  return html`
    <${FormDialog} title=${t("Forbid {name}", { name: stream.StreamName })} verb=${t("Forbid")} submit=${forbid} close=${close}
        ready=${!error}>
      <p>${t("The push is ended, and refused whenever it comes again, until you allow it or the time is over.")}</p>
      <${Field} label=${t("For so many days")} error=${error}>
        ${(field) => html`<input ...${field} inputmode="decimal" value=${days}
          onInput=${(event) => setDays(event.target.value)} />`}</${Field}>
      <${Field} label=${t("Reason")} help=${t("For you and other operators; the publisher does not see it.")}>
        ${(field) => html`<input name="reason" ...${field} maxlength="500" dir="auto" />`}</${Field}>
    </${FormDialog}>`;
}
