// Making and changing a receiver. Its key is never shown: a new one replaces it.

import { call, useCall } from "../api.js";
import { html } from "../html.js";
import { Dialog, Failed, Field } from "../parts/parts.js";
import { FormDialog } from "../parts/form.js";
import { t } from "../text/text.js";
import { kinds } from "./callback-words.js";

/** The API's names of the addresses. */
const FIELDS = {
  "push began": "StreamBeginNotifyUrl",
  "push ended": "StreamEndNotifyUrl",
  "file recorded": "RecordNotifyUrl",
  "recording status": "RecordStatusNotifyUrl",
  "recording exception": "RecordExceptionNotifyUrl",
};

/** @param template the one to change; none makes one */
export function TemplateDialog({ template, close, changed }) {
  return template ? html`<${Change} template=${template} close=${close} changed=${changed} />`
    : html`<${Form} old=${{}} action="CreateLiveCallbackTemplate" title=${t("Add a receiver")} verb=${t("Add")} close=${close} changed=${changed} />`;
}

/** Addresses are asked for whole: the list has them without what may be secret. */
function Change({ template, close, changed }) {
  const { data, failure, reload } = useCall("live", "DescribeLiveCallbackTemplate", { TemplateId: template.TemplateId });
  if (!data) {
    return html`<${Dialog} title=${template.TemplateName} close=${close}>
      ${failure ? html`<${Failed} failure=${failure} again=${reload} />` : html`<p role="status">${t("Loading …")}</p>`}</${Dialog}>`;
  }
  return html`<${Form} old=${data.Template} action="ModifyLiveCallbackTemplate" title=${t("Change {name}", { name: template.TemplateName })} verb=${t("Save")} close=${close} changed=${changed} />`;
}

function Form({ old, action, title, verb, close, changed }) {
  async function submit({ name, description, key, ...urls }) {
    await call("live", action, {
      ...(old.TemplateId ? { TemplateId: old.TemplateId } : {}), TemplateName: name.trim(), Description: description,
      ...(key ? { CallbackKey: key } : {}), ...Object.fromEntries(Object.entries(urls).map(([field, url]) => [field, url.trim()])),
    });
    changed();
  }
  return html`<${FormDialog} title=${title} verb=${verb} submit=${submit} close=${close}>
    <${Field} label=${t("Name")}>${(field) => html`<input ...${field} name="name" defaultValue=${old.TemplateName} required maxlength="255" autofocus />`}</${Field}>
    <${Field} label=${t("Description")}>${(field) => html`<input ...${field} name="description" defaultValue=${old.Description} maxlength="1024" />`}</${Field}>
    <fieldset><legend>${t("Addresses")}</legend>
      <p class="quiet">${t("http:// or https://; empty for events that nobody wants to hear of.")}</p>
      ${Object.entries(kinds()).map(([kind, label]) => html`<${Field} key=${kind} label=${label}>
        ${(field) => html`<input ...${field} type="url" name=${FIELDS[kind]} defaultValue=${old[FIELDS[kind]]} maxlength="1024" />`}</${Field}>`)}
    </fieldset>
    <${Field} label=${t("Key")} help=${old.CallbackKey ? t("There is one, which is not shown. Empty keeps it.") : t("The receiver checks sign = md5(key + t) with it.")}>
      ${(field) => html`<input ...${field} name="key" type="password" autocomplete="new-password" maxlength="128" />`}</${Field}>
  </${FormDialog}>`;
}
