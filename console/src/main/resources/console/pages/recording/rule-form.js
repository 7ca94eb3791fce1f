// A new rule. Rules have nothing that could be changed: another template is another rule.

import { useState } from "preact/hooks";
import { act, call } from "../../api.js";
import { html } from "../../html.js";
import { Dialog, Field } from "../../parts/parts.js";
import { t } from "../../text/text.js";
import { TemplateForm } from "./template-form.js";

/**
 * @param rule what is known of it: its DomainName, perhaps names
 * @param done called once it is made
 */
export function RuleForm({ known, rule, close, done }) {
  const [chosen, setChosen] = useState(null);
  const templateId = chosen ?? known.templates[0]?.TemplateId;
  const [busy, setBusy] = useState(false);
  if (known.templates.length === 0) {
    return html`<${TemplateForm} title=${t("First, a template: how to record")} template=${null} close=${close} done=${done} />`;
  }
  async function make(event) {
    event.preventDefault();
    const form = event.target;
    setBusy(true);
    const made = await act(t("make the rule"), () => call("live", "CreateLiveRecordRule", { DomainName: form.domain.value.trim(),
      AppName: form.app.value.trim(), StreamName: form.stream.value.trim(), TemplateId: templateId }), t("The rule holds from the next push on"));
    setBusy(false);
    if (made) {
      close();
      done();
    }
  }
  return html`
    <${Dialog} title=${t("New rule")} close=${close}>
      <form onSubmit=${make}>
        <${Field} label=${t("Push domain")} help=${t("The host in the push address, without port.")}>${(field) => html`
          <input name="domain" required defaultValue=${rule.DomainName} list="push-domains" ...${field} />`}</${Field}>
        <${Field} label=${t("Application")} help=${t("Empty: any.")}>${(field) => html`
          <input name="app" defaultValue=${rule.AppName ?? ""} ...${field} />`}</${Field}>
        <${Field} label=${t("Stream")} help=${t("Empty: any. A rule for a stream's name goes before one for its application, and that before one for the domain.")}>${(field) => html`
          <input name="stream" defaultValue=${rule.StreamName ?? ""} ...${field} />`}</${Field}>
        <${Field} label=${t("Template")}>${(field) => html`
          <select name="template" value=${templateId} onChange=${(event) => setChosen(Number(event.target.value))} ...${field}>
            ${known.templates.map(({ TemplateId, TemplateName }) => html`<option key=${TemplateId} value=${TemplateId}>${TemplateName}</option>`)}
          </select>`}</${Field}>
        <div class="actions"><button class="button primary" disabled=${busy}>${t("Make the rule")}</button>
          <button type="button" class="button" onClick=${close}>${t("Cancel")}</button></div>
      </form>
    </${Dialog}>`;
}
