// Receivers: the configured one, and those of templates with the rules that say for which streams.

import { useState } from "preact/hooks";
import { act, call, may } from "../api.js";
import { html } from "../html.js";
import { Badge, Confirm, Empty, Field } from "../parts/parts.js";
import { FormDialog } from "../parts/form.js";
import { t } from "../text/text.js";
import { TemplateDialog } from "./callback-template.js";
import { TestDialog } from "./callback-test.js";
import { kindName } from "./callback-words.js";

const CONFIGURED_KINDS = ["push began", "push ended", "file recorded"];

export function Receivers({ data, changed }) {
  const [open, setOpen] = useState(null);
  const close = () => setOpen(null);
  const none = !data.Configured.Address && !data.FileEvents.Address && data.Templates.length === 0;
  const add = may("operator")
    && html`<button type="button" class="button" onClick=${() => setOpen({ kind: "template" })}>${t("Add a receiver")}</button>`;
  return html`
    <section aria-labelledby="receivers">
      <div class="cb-heading"><h2 id="receivers">${t("Receivers")}</h2>${!none && add}</div>
      ${none ? html`<${Empty} heading=${t("Nobody is told of anything.")}
          text=${t("Add a receiver here, or set callback.url in the configuration.")}>${add}</${Empty}>` : html`
        <div class="cb-receivers">
          ${data.Configured.Address && html`<${Configured} configured=${data.Configured} open=${setOpen} />`}
          ${data.FileEvents.Address && html`<${FileEvents} told=${data.FileEvents} open=${setOpen} />`}
          ${data.Templates.map((template) => html`<${Template} key=${template.TemplateId} template=${template} open=${setOpen} />`)}
        </div>`}
      ${open && html`<${Opened} open=${open} close=${close} changed=${changed} />`}
    </section>`;
}

function Opened({ open, close, changed }) {
  switch (open.kind) {
    case "test": return html`<${TestDialog} ...${open} close=${close} />`;
    case "template": return html`<${TemplateDialog} template=${open.template} close=${close} changed=${changed} />`;
    case "rule": return html`<${RuleDialog} template=${open.template} close=${close} changed=${changed} />`;
    case "remove": return html`<${Confirm} title=${t("Delete {name}?", { name: open.template.TemplateName })} verb=${t("Delete")} close=${close}
      text=${t("Its rules go with it: their events go to the configured receiver, if there is one. Events on their way still arrive.")}
      act=${() => remove(open.template, changed)} />`;
    case "unrule": return html`<${Confirm} title=${t("Delete the rule?")} verb=${t("Delete")} close=${close} text=${ruleName(open.rule)}
      act=${() => unrule(open.rule, changed)} />`;
  }
}

async function remove(template, changed) {
  await act(t("delete the receiver"), async () => {
    for (const rule of template.Rules) {
      await call("live", "DeleteLiveCallbackRule", { DomainName: rule.DomainName, AppName: rule.AppName });
    }
    await call("live", "DeleteLiveCallbackTemplate", { TemplateId: template.TemplateId });
  }, t("Deleted."));
  await changed();
}

async function unrule(rule, changed) {
  await act(t("delete the rule"), () => call("live", "DeleteLiveCallbackRule", { DomainName: rule.DomainName, AppName: rule.AppName }), t("Deleted."));
  await changed();
}

function Configured({ configured, open }) {
  const name = t("Configured receiver");
  return html`
    <article class="cb-receiver card"><h3>${name}</h3>
      <p class="quiet">${t("Gets what no rule sends elsewhere. It is set by callback.url in the configuration.")}</p>
      <dl class="cb-facts">${CONFIGURED_KINDS.map((kind) => html`<dt>${kindName(kind)}</dt><dd><bdi>${configured.Address}</bdi></dd>`)}</dl>
      <${Signed} by=${configured.HasKey} />
      <div class="actions">${may("operator") && html`<button type="button" class="button"
        onClick=${() => open({ kind: "test", name, kinds: CONFIGURED_KINDS })} aria-label=${`${t("Test")}: ${name}`}>${t("Test")}</button>`}</div>
    </article>`;
}

/** What the product "vod" tells of goes to one address, whatever stream it is about. */
function FileEvents({ told, open }) {
  const name = t("Receiver of events of files");
  return html`
    <article class="cb-receiver card"><h3>${name}</h3>
      <p class="quiet">${t("Is told of files and of tasks on them. It is set by ModifyEventConfig of the API.")}</p>
      <dl class="cb-facts">${told.Kinds.map((kind) => html`<dt>${kindName(kind)}</dt><dd><bdi>${told.Address}</bdi></dd>`)}</dl>
      <${Signed} by=${told.HasKey} />
      <div class="actions">${may("operator") && html`<button type="button" class="button"
        onClick=${() => open({ kind: "test", name, kinds: told.Kinds, ofFiles: true })} aria-label=${`${t("Test")}: ${name}`}>${t("Test")}</button>`}</div>
    </article>`;
}

function Signed({ by }) {
  return html`<p><${Badge} kind=${by ? "good" : "warn"}>${by ? t("Signed with a key") : t("No key: anybody could send such events")}</${Badge}></p>`;
}

const ruleName = ({ DomainName, AppName }) => `${DomainName} / ${AppName || t("every application")}`;

function Template({ template, open }) {
  const button = (kind, verb, more = {}) => html`<button type="button" class="button" aria-label=${`${verb}: ${template.TemplateName}`}
    onClick=${() => open({ kind, template, ...more })}>${verb}</button>`;
  return html`
    <article class="cb-receiver card"><h3><bdi>${template.TemplateName}</bdi></h3>
      ${template.Description && html`<p class="quiet"><bdi>${template.Description}</bdi></p>`}
      <dl class="cb-facts">${template.Receivers.map((each) => html`<dt>${kindName(each.Kind)}</dt><dd><bdi>${each.Address}</bdi></dd>`)}</dl>
      <${Signed} by=${template.HasKey} />
      <div class="cb-rules"><h4>${t("For streams of")}</h4>
        ${template.Rules.length === 0 && html`<p class="bad">${t("No stream yet: add a rule.")}</p>`}
        <ul>${template.Rules.map((rule) => html`<li key=${ruleName(rule)}><bdi>${ruleName(rule)}</bdi>
          ${may("operator") && html`<button type="button" class="icon" aria-label=${`${t("Delete the rule")} ${ruleName(rule)}`}
            onClick=${() => open({ kind: "unrule", rule })}>×</button>`}</li>`)}</ul></div>
      ${may("operator") && html`<div class="actions">
        ${template.Receivers.length > 0 && button("test", t("Test"), { name: template.TemplateName, kinds: template.Receivers.map((each) => each.Kind) })}
        ${button("rule", t("Add a rule"))}${button("template", t("Change"))}${button("remove", t("Delete"))}</div>`}
    </article>`;
}

function RuleDialog({ template, close, changed }) {
  async function submit({ domain, app }) {
    await call("live", "CreateLiveCallbackRule", { DomainName: domain.trim(), AppName: app.trim(), TemplateId: template.TemplateId });
    changed();
  }
  return html`<${FormDialog} title=${t("Which streams is {name} told of?", { name: template.TemplateName })} verb=${t("Add the rule")} submit=${submit} close=${close}>
    <${Field} label=${t("Push domain")} help=${t("The host that publishers push to.")}>
      ${(field) => html`<input ...${field} name="domain" required autofocus autocapitalize="none" spellcheck="false" />`}</${Field}>
    <${Field} label=${t("Application")} help=${t("Such as live; empty for every application.")}>
      ${(field) => html`<input ...${field} name="app" autocapitalize="none" spellcheck="false" />`}</${Field}>
  </${FormDialog}>`;
}
