// Rules: which streams are recorded by which template.

import { useState } from "preact/hooks";
import { act, call, may } from "../../api.js";
import { html } from "../../html.js";
import { Confirm, Empty } from "../../parts/parts.js";
import { Table } from "../../parts/table.js";
import { t } from "../../text/text.js";
import { ruleName, Short } from "./plan.js";
import { RuleForm } from "./rule-form.js";

const keyOf = ({ DomainName, AppName, StreamName }) => JSON.stringify([DomainName, AppName, StreamName]);

/** The most particular first, as they are looked at. */
const rank = ({ AppName, StreamName }) => (AppName && StreamName ? 0 : StreamName ? 1 : AppName ? 2 : 3);

export function Rules({ known, reload }) {
  const [making, setMaking] = useState(false);
  const [removing, setRemoving] = useState(null);
  const rows = [...known.rules].sort((a, b) => rank(a) - rank(b));
  const remove = () => act(t("delete the rule"), () => call("live", "DeleteLiveRecordRule",
    { DomainName: removing.DomainName, AppName: removing.AppName, StreamName: removing.StreamName }), t("The rule is deleted")).then(reload);
  return html`
    <section aria-labelledby="rules">
      <div class="heading"><h2 id="rules">${t("Rules")}</h2>
        ${may("operator") && html`<button type="button" class="button primary" onClick=${() => setMaking(true)}>${t("New rule")}</button>`}</div>
      ${rows.length === 0 ? html`<${Empty} heading=${t("There are no rules.")}
          text=${t("Make one to record streams by a template: all of a domain, of an application, or of one name.")} />`
        : html`<${Table} caption=${t("Rules, the most particular first")} rows=${rows} keyOf=${keyOf} total=${rows.length}
            view=${{ page: 1, size: Math.max(1, rows.length) }} change=${() => {}} columns=${columns(known, setRemoving)} />`}
      ${making && html`<${RuleForm} known=${known} rule=${{ DomainName: known.domains[0] }} close=${() => setMaking(false)} done=${reload} />`}
      ${removing && html`<${Confirm} title=${t("Delete this rule?")} verb=${t("Delete the rule")} act=${remove} close=${() => setRemoving(null)}
        text=${`${t("It is for: {streams}.", { streams: ruleName(removing) })} ${t("Pushes that run are recorded to their end. What is recorded already stays.")}`} />`}
    </section>`;
}

function columns(known, remove) {
  const template = (rule) => known.templates.find(({ TemplateId }) => TemplateId === rule.TemplateId);
  const any = () => html`<span class="quiet">${t("any")}</span>`;
  return [
    { key: "domain", name: t("Push domain"), main: true, show: (rule) => html`<bdi>${rule.DomainName}</bdi>` },
    { key: "app", name: t("Application"), show: (rule) => (rule.AppName ? html`<bdi>${rule.AppName}</bdi>` : any()) },
    { key: "stream", name: t("Stream"), show: (rule) => (rule.StreamName ? html`<bdi>${rule.StreamName}</bdi>` : any()) },
    { key: "template", name: t("Template"), show: (rule) => html`<bdi>${template(rule)?.TemplateName ?? rule.TemplateId}</bdi>` },
    { key: "plan", name: t("What it makes"), show: (rule) => template(rule) && html`<${Short} template=${template(rule)} />` },
    ...(may("operator") ? [{ key: "act", name: t("Change"), end: true, show: (rule) => html`<button type="button" class="button"
      aria-label=${`${t("Delete the rule")}: ${ruleName(rule)}`} onClick=${() => remove(rule)}>${t("Delete the rule")}</button>` }] : []),
  ];
}
