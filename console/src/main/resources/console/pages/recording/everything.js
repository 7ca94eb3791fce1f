// The switch for everything: what is recorded of streams that no other rule is for.

import { useState } from "preact/hooks";
import { act, call, may } from "../../api.js";
import { html } from "../../html.js";
import { Badge, Confirm } from "../../parts/parts.js";
import { t } from "../../text/text.js";
import { RuleForm } from "./rule-form.js";
import { Formats } from "./plan.js";

export function Everything({ known, reload }) {
  const [making, setMaking] = useState(null);
  return html`
    <section class="card everything" aria-labelledby="everything">
      <h2 id="everything">${t("Recording of everything")}</h2>
      <p class="quiet">${t("A rule without application and stream name decides about all streams of its domain that no other rule is for.")}</p>
      ${known.domains.map((domain) => html`<${Domain} key=${domain} domain=${domain} known=${known} reload=${reload}
        turnOn=${() => setMaking(domain)} />`)}
      <${Configured} defaults=${known.defaults} />
      ${making && html`<${RuleForm} known=${known} rule=${{ DomainName: making }} close=${() => setMaking(null)} done=${reload} />`}
    </section>`;
}

function Domain({ domain, known, reload, turnOn }) {
  const [asking, setAsking] = useState(false);
  const rule = known.rules.find(({ DomainName, AppName, StreamName }) => DomainName === domain && !AppName && !StreamName);
  const template = rule && known.templates.find(({ TemplateId }) => TemplateId === rule.TemplateId);
  const byConfiguration = !rule && known.defaults.Formats.length > 0;
  const verb = byConfiguration ? t("Use a rule instead") : t("Record everything");
  const off = () => act(t("turn it off"), () => call("live", "DeleteLiveRecordRule", { DomainName: domain, AppName: "", StreamName: "" }),
    t("Turned off from the next push on")).then(reload);
  return html`
    <div class="switch">
      <bdi>${domain}</bdi>
      <${Badge} kind=${rule || byConfiguration ? "good" : ""}>${rule || byConfiguration ? t("On") : t("Off")}</${Badge}>
      <span class="quiet">${rule ? t("by a rule, with the template {name}", { name: template?.TemplateName ?? rule.TemplateId })
        : byConfiguration ? t("by the configuration") : t("only what other rules, push addresses and tasks ask for")}</span>
      ${may("operator") && (rule
        ? html`<button type="button" class="button" aria-label=${`${t("Remove the rule")}: ${domain}`} onClick=${() => setAsking(true)}>
            ${t("Remove the rule")}</button>`
        : html`<button type="button" class="button" aria-label=${`${verb}: ${domain}`} onClick=${turnOn}>${verb}</button>`)}
      ${asking && html`<${Confirm} title=${t("Remove this rule?")} verb=${t("Remove the rule")} act=${off} close=${() => setAsking(false)}
        text=${t("Pushes that run are recorded to their end. What is recorded already stays.")} />`}
    </div>`;
}

/** The configuration is the server's: it can be read here, and is changed there. */
function Configured({ defaults }) {
  return html`
    <details>
      <summary>${t("What the configuration says")}</summary>
      ${defaults.Formats.length > 0 ? html`<${Formats} formats=${defaults.Formats} />`
        : html`<p>${t("Streams that no rule is for are not recorded.")}</p>`}
      ${defaults.AudioOnly && html`<p>${t("Only the sound is recorded.")}</p>`}
      <p class="quiet">${t("It is changed in livetape.yaml and holds after a restart; a rule does the same at once:")}</p>
      <pre><code>${`recording:\n  formats: [${defaults.Formats.map(({ Format }) => Format).join(", ") || "mp4, hls"}]\n`
        + `  interval: ${defaults.Usual.IntervalSeconds}\n  storage-time: ${defaults.Usual.StorageSeconds}`}</code></pre>
    </details>`;
}
