// Templates: in which formats, how they are cut, and how long they are kept.

import { useState } from "preact/hooks";
import { act, call, may } from "../../api.js";
import { html } from "../../html.js";
import { Confirm, Empty } from "../../parts/parts.js";
import { Table } from "../../parts/table.js";
import { t } from "../../text/text.js";
import { Short } from "./plan.js";
import { TemplateForm } from "./template-form.js";

export function Templates({ known, reload }) {
  const [editing, setEditing] = useState(undefined);
  const [removing, setRemoving] = useState(null);
  const rows = known.templates;
  const remove = () => act(t("delete the template"), () => call("live", "DeleteLiveRecordTemplate", { TemplateId: removing.TemplateId }),
    t("The template is deleted")).then(reload);
  return html`
    <section aria-labelledby="templates">
      <div class="heading"><h2 id="templates">${t("Templates")}</h2>
        ${may("operator") && html`<button type="button" class="button primary" onClick=${() => setEditing(null)}>${t("New template")}</button>`}</div>
      ${rows.length === 0 ? html`<${Empty} heading=${t("There are no templates.")}
          text=${t("A template says in which formats to record, when to begin a new file, and how long files are kept.")} />`
        : html`<${Table} caption=${t("Templates")} rows=${rows} keyOf=${({ TemplateId }) => TemplateId} total=${rows.length}
            view=${{ page: 1, size: Math.max(1, rows.length) }} change=${() => {}} columns=${columns(known, setEditing, setRemoving)} />`}
      ${editing !== undefined && html`<${TemplateForm} title=${editing ? t("Change the template") : t("New template")} template=${editing}
        close=${() => setEditing(undefined)} done=${() => { setEditing(undefined); reload(); }} />`}
      ${removing && html`<${Confirm} title=${t("Delete this template?")} text=${removing.TemplateName} verb=${t("Delete the template")}
        act=${remove} close=${() => setRemoving(null)} />`}
    </section>`;
}

function columns(known, edit, remove) {
  const used = ({ TemplateId }) => known.rules.filter((rule) => rule.TemplateId === TemplateId).length;
  return [
    { key: "name", name: t("Name"), main: true, show: (template) => html`<bdi>${template.TemplateName}</bdi>
      ${template.Description && html`<div class="quiet"><bdi>${template.Description}</bdi></div>`}` },
    { key: "plan", name: t("What it makes"), show: (template) => html`<${Short} template=${template} />` },
    { key: "used", name: t("Rules"), end: true, show: used },
    ...(may("operator") ? [{ key: "act", name: t("Change"), end: true, show: (template) => html`<div class="actions at-end">
      <button type="button" class="button" aria-label=${`${t("Change")}: ${template.TemplateName}`} onClick=${() => edit(template)}>${t("Change")}</button>
      <button type="button" class="button" aria-label=${`${t("Delete the template")}: ${template.TemplateName}`}
        disabled=${used(template) > 0} title=${used(template) > 0 ? t("A rule uses it.") : null}
        onClick=${() => remove(template)}>${t("Delete the template")}</button></div>` }] : []),
  ];
}
