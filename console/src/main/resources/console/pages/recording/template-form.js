// Making and changing a template.

import { useState } from "preact/hooks";
import { call } from "../../api.js";
import { html } from "../../html.js";
import { notify } from "../../notices.js";
import { FormDialog } from "../../parts/form.js";
import { PartChoice } from "../../parts/part.js";
import { Field } from "../../parts/parts.js";
import { t } from "../../text/text.js";
import { FORMATS } from "./plan.js";

const MINUTE = 60;
const DAY = 86_400;
const USUAL = { Enable: 0, RecordInterval: 1800, StorageTime: 0, VodFileName: "" };

/**
 * @param template null for a new one
 * @param done called once it is saved
 */
export function TemplateForm({ title, template, close, done }) {
  const [parts, setParts] = useState(() => Object.fromEntries(FORMATS.map(({ part }) => [part, { ...USUAL, ...template?.[part] }])));
  const change = (part, values) => setParts((old) => ({ ...old, [part]: { ...old[part], ...values } }));
  const waits = template?.HlsSpecialParam?.FlowContinueDuration ?? 0;
  async function save({ name, description, continuation = waits }) {
    const wish = { ...parts, TemplateName: name.trim(), Description: description,
      HlsSpecialParam: { FlowContinueDuration: Number(continuation) } };
    await (template ? call("live", "ModifyLiveRecordTemplate", { ...wish, TemplateId: template.TemplateId })
      : call("live", "CreateLiveRecordTemplate", wish));
    notify({ kind: "good", title: t("The template is saved") });
  }
  return html`
    <${FormDialog} title=${title} verb=${template ? t("Save") : t("Make the template")} submit=${save} close=${close} done=${done} wide>
      <${Field} label=${t("Name")} help=${t("Letters, digits, _ and -.")}>${(field) => html`
        <input name="name" required defaultValue=${template?.TemplateName ?? ""} ...${field} />`}</${Field}>
      <${Field} label=${t("Description")}>${(field) => html`
        <input name="description" dir="auto" defaultValue=${template?.Description ?? ""} ...${field} />`}</${Field}>
      ${FORMATS.map((each) => html`<${Format} key=${each.part} ...${each} values=${parts[each.part]} change=${change}
        continuation=${waits} />`)}
      <p class="quiet">${t("With no format at all, streams under its rules are not recorded.")}</p>
    </${FormDialog}>`;
}

function Format({ part, format, name, values, change, continuation }) {
  const on = values.Enable === 1;
  return html`
    <fieldset class="template-format">
      <legend><label><input type="checkbox" checked=${on} onChange=${(event) => change(part, { Enable: event.target.checked ? 1 : 0 })} />
        ${" "}${t("Record as {format}", { format: name })}</label></legend>
      ${on && html`<div class="format-fields">
        ${format === "hls"
          ? html`<${Field} label=${t("Waits for the publisher (seconds)")} help=${t("0 to 1800: one who returns in time goes on with the file.")}>
              ${(field) => html`<input name="continuation" type="number" min="0" max="1800" defaultValue=${continuation} ...${field} />`}</${Field}>`
          : html`<${Field} label=${t("New file every (minutes)")}>${(field) => html`<input type="number" min="1" max=${format === "aac" ? 120 : 720}
              step="any" value=${values.RecordInterval / MINUTE} ...${field}
              onChange=${(event) => change(part, { RecordInterval: Math.round(event.target.value * MINUTE) })} />`}</${Field}>`}
        <${Field} label=${t("Kept for (days)")} help=${t("0: for ever. At most 1500.")}>${(field) => html`<input type="number" min="0" max="1500" step="any"
          value=${values.StorageTime / DAY} ...${field} onChange=${(event) => change(part, { StorageTime: Math.round(event.target.value * DAY) })} />`}</${Field}>
        <${PartChoice} value=${values.VodSubAppId ? String(values.VodSubAppId) : ""} help=${t("Where its files are filed.")}
          choose=${(id) => change(part, { VodSubAppId: Number(id) })} />
        <${Field} label=${t("File name")} help=${t("Empty: as configured. {StreamID} and {StartYear} … {EndSecond} stand for what they say.")}>
          ${(field) => html`<input value=${values.VodFileName} placeholder="{StreamID}_{StartYear}-{StartMonth}-{StartDay}" ...${field}
            onChange=${(event) => change(part, { VodFileName: event.target.value })} />`}</${Field}>
      </div>`}
    </fieldset>`;
}
