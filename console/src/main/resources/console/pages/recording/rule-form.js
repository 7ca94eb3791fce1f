// A new rule. Rules have nothing that could be changed: another template is another rule.

import { useState } from "preact/hooks";
import { call } from "../../api.js";
import { html } from "../../html.js";
import { notify } from "../../notices.js";
import { FormDialog } from "../../parts/form.js";
import { Field } from "../../parts/parts.js";
import { t } from "../../text/text.js";
import { TemplateForm } from "./template-form.js";

/**
 * @param rule what is known of it: its DomainName, perhaps names
 * @param done called once it is made
 */
export function RuleForm({ known, rule, close, done }) {
  const [chosen, setChosen] = useState(null);
  const templateId = chosen ?? known.templates[0]?.TemplateId;
  if (known.templates.length === 0) {
    return html`<${TemplateForm} title=${t("First, a template: how to record")} template=${null} close=${close} done=${done} />`;
  }
  async function make({ domain, app, stream }) {
    await call("live", "CreateLiveRecordRule",
      { DomainName: domain.trim(), AppName: app.trim(), StreamName: stream.trim(), TemplateId: templateId });
    notify({ kind: "good", title: t("The rule holds from the next push on") });
    done();
  }
  return html`
    <${FormDialog} title=${t("New rule")} verb=${t("Make the rule")} submit=${make} close=${close}>
      <${Field} label=${t("Push domain")} help=${t("The host in the push address, without port.")}>${(field) => html`
        <input name="domain" required defaultValue=${rule.DomainName} list="push-domains" ...${field} />`}</${Field}>
      <${Field} label=${t("Application")} help=${t("Empty: any.")}>${(field) => html`
        <input name="app" dir="auto" defaultValue=${rule.AppName ?? ""} ...${field} />`}</${Field}>
      <${Field} label=${t("Stream")} help=${t("Empty: any. A rule for a stream's name goes before one for its application, and that before one for the domain.")}>${(field) => html`
        <input name="stream" dir="auto" defaultValue=${rule.StreamName ?? ""} ...${field} />`}</${Field}>
      <${Field} label=${t("Template")}>${(field) => html`
        <select name="template" value=${templateId} onChange=${(event) => setChosen(Number(event.target.value))} ...${field}>
          ${known.templates.map(({ TemplateId, TemplateName }) => html`<option key=${TemplateId} value=${TemplateId}>${TemplateName}</option>`)}
        </select>`}</${Field}>
    </${FormDialog}>`;
}
