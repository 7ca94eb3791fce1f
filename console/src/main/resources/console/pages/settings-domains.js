// Domains, and the keys that push and play addresses are signed with. Keys are asked for, which is written down, and not shown before.

import { useState } from "preact/hooks";
import { act, call, may, useCall } from "../api.js";
import { html } from "../html.js";
import { about } from "../format.js";
import { Badge, Confirm, Copy, Empty, Failed, Field } from "../parts/parts.js";
import { FormDialog } from "../parts/form.js";
import { t } from "../text/text.js";

const COUNT_MAX = 100;

/** How the API calls things for pushing and playing. */
const PUSH = { ask: "DescribeLivePushAuthKey", answer: "PushAuthKeyInfo", set: "ModifyLivePushAuthKey", master: "MasterAuthKey", backup: "BackupAuthKey" };
const PLAY = { ask: "DescribeLivePlayAuthKey", answer: "PlayAuthKeyInfo", set: "ModifyLivePlayAuthKey", master: "AuthKey", backup: "AuthBackKey" };

export function Domains() {
  const { data, failure, reload } = useCall("live", "DescribeLiveDomains", { PageSize: COUNT_MAX });
  const [open, setOpen] = useState(null);
  const close = () => setOpen(null);
  async function remove(domain) {
    await act(t("delete the domain"), () => call("live", "DeleteLiveDomain", { DomainName: domain.Name, DomainType: domain.Type }), t("Deleted."));
    await reload();
  }
  return html`
    <section aria-labelledby="domains">
      <div class="cb-heading"><h2 id="domains">${t("Domains")}</h2>
        ${may("admin") && html`<button type="button" class="button" onClick=${() => setOpen({ kind: "add" })}>${t("Add a domain")}</button>`}</div>
      ${failure && html`<${Failed} failure=${failure} again=${reload} />`}
      ${data?.DomainList.length === 0 && html`<${Empty} heading=${t("There is no domain.")} text=${t("Streams can be pushed to this server's addresses.")} />`}
      <div class="cb-receivers">${data?.DomainList.map((domain) => html`
        <article class="cb-receiver card" key=${domain.Name}>
          <h3><bdi>${domain.Name}</bdi></h3>
          <p><${Badge}>${domain.Type === 0 ? t("Push and play") : t("Play")}</${Badge}></p>
          ${domain.Type === 0 && html`<${Keys} domain=${domain.Name} words=${PUSH} title=${t("Push keys")} />`}
          <${Keys} domain=${domain.Name} words=${PLAY} title=${t("Play keys")} />
          ${may("admin") && domain.CreateTime.slice(0, 4) !== "1970" && html`<div class="actions"><button type="button" class="button"
            aria-label=${`${t("Delete")}: ${domain.Name}`} onClick=${() => setOpen({ kind: "remove", domain })}>${t("Delete")}</button></div>`}
        </article>`)}</div>
    </section>
    ${open?.kind === "add" && html`<${AddDialog} close=${close} changed=${reload} />`}
    ${open?.kind === "remove" && html`<${Confirm} title=${t("Delete {name}?", { name: open.domain.Name })} verb=${t("Delete")} close=${close}
      text=${t("Its keys are deleted too, and nobody can push to it or play from it any more.")} act=${() => remove(open.domain)} />`}`;
}

function AddDialog({ close, changed }) {
  async function submit({ name, type }) {
    await call("live", "AddLiveDomain", { DomainName: name.trim(), DomainType: Number(type) });
    changed();
  }
  return html`<${FormDialog} title=${t("Add a domain")} verb=${t("Add")} submit=${submit} close=${close}>
    <${Field} label=${t("Name")} help=${t("It must lead to this server, which is for you to see to.")}>
      ${(field) => html`<input ...${field} name="name" required autofocus autocapitalize="none" spellcheck="false" />`}</${Field}>
    <${Field} label=${t("For")}>${(field) => html`<select ...${field} name="type">
      <option value="0">${t("Push and play")}</option><option value="1">${t("Play")}</option></select>`}</${Field}>
  </${FormDialog}>`;
}

/** The keys of one domain for one use. */
function Keys({ domain, words, title }) {
  const [keys, setKeys] = useState(null);
  const [changing, setChanging] = useState(false);
  async function show() {
    const answer = await act(t("show the keys"), () => call("live", words.ask, { DomainName: domain }));
    setKeys(answer?.[words.answer] ?? null);
  }
  return html`<div class="st-keys"><h4>${title}</h4>
    ${!keys && (may("admin") ? html`<button type="button" class="button" onClick=${show} aria-label=${`${t("Show")}: ${title}, ${domain}`}>${t("Show")}</button>`
      : html`<p class="quiet">${t("For admins.")}</p>`)}
    ${keys && html`
      <dl class="cb-facts">
        <dt>${t("Signature")}</dt><dd>${keys.Enable ? html`<${Badge} kind="good">${t("needed")}</${Badge}>` : html`<${Badge} kind="warn">${t("not needed")}</${Badge}>`}</dd>
        <${Key} name=${t("Master key")} value=${keys[words.master]} />
        <${Key} name=${t("Backup key")} value=${keys[words.backup]} />
        <dt>${t("Longer valid by")}</dt><dd>${about(keys.AuthDelta)}</dd>
      </dl>
      <div class="actions"><button type="button" class="button" onClick=${() => setChanging(true)}
          aria-label=${`${t("Change")}: ${title}, ${domain}`}>${t("Change")}</button>
        <button type="button" class="button" onClick=${() => setKeys(null)}>${t("Hide")}</button></div>`}
    ${changing && html`<${ChangeDialog} domain=${domain} words=${words} title=${title} keys=${keys} close=${() => setChanging(false)} changed=${show} />`}
  </div>`;
}

function Key({ name, value }) {
  return html`<dt>${name}</dt><dd class="st-key">${value ? html`<code>${value}</code><${Copy} text=${value} />` : t("none")}</dd>`;
}

function ChangeDialog({ domain, words, title, keys, close, changed }) {
  async function submit({ enable, master, backup, delta }) {
    await call("live", words.set, { DomainName: domain, Enable: enable ? 1 : 0, [words.master]: master.trim(),
      [words.backup]: backup.trim(), AuthDelta: Number(delta) });
    changed();
  }
  return html`<${FormDialog} title=${`${title}: ${domain}`} verb=${t("Save")} submit=${submit} close=${close}>
    <label class="st-check"><input type="checkbox" name="enable" defaultChecked=${keys.Enable === 1} />${t("Addresses must be signed")}</label>
    <${Field} label=${t("Master key")} help=${t("Letters, digits, _ and -. Who has the old one cannot sign addresses any more.")}>
      ${(field) => html`<input ...${field} name="master" defaultValue=${keys[words.master]} maxlength="128" autocomplete="off" spellcheck="false" />`}</${Field}>
    <${Field} label=${t("Backup key")} help=${t("Is good as well, so that keys can be changed one after the other.")}>
      ${(field) => html`<input ...${field} name="backup" defaultValue=${keys[words.backup]} maxlength="128" autocomplete="off" spellcheck="false" />`}</${Field}>
    <${Field} label=${t("Longer valid by")} help=${t("Seconds that are added to the time in the address.")}>
      ${(field) => html`<input ...${field} name="delta" type="number" min="0" max="315360000" required defaultValue=${keys.AuthDelta} />`}</${Field}>
  </${FormDialog}>`;
}
