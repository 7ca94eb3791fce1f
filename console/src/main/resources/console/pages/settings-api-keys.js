// Keys with which programs sign their calls of the API, as `livetape keys` has them.

import { useState } from "preact/hooks";
import { act, call, useCall } from "../api.js";
import { html } from "../html.js";
import { time } from "../format.js";
import { Badge, Confirm, Copy, Dialog, Empty, Failed, Field } from "../parts/parts.js";
import { FormDialog } from "../parts/form.js";
import { Table } from "../parts/table.js";
import { t } from "../text/text.js";

const PAGE_SIZE = 25;

export function ApiKeys() {
  const { data, failure, reload } = useCall("console", "DescribeApiKeys");
  const [open, setOpen] = useState(null);
  const [page, setPage] = useState(1);
  const [made, setMade] = useState(null);
  const close = () => setOpen(null);
  async function revoke(key) {
    await act(t("revoke the key"), () => call("console", "RevokeApiKey", { Id: key.SecretId }), t("Revoked: calls with it are refused from now on."));
    await reload();
  }
  async function add({ name }) {
    setMade(await call("console", "CreateApiKey", { Name: name.trim() }));
    reload();
  }
  const keys = data?.Keys ?? [];
  return html`
    <section aria-labelledby="api-keys">
      <div class="cb-heading"><h2 id="api-keys">${t("API keys")}</h2>
        <button type="button" class="button" onClick=${() => setOpen({ kind: "add" })}>${t("Add a key")}</button></div>
      ${failure && html`<${Failed} failure=${failure} again=${reload} />`}
      ${data && keys.length === 0 && html`<${Empty} heading=${t("There is no API key.")}
        text=${t("Programs need one to call the API; this console does not.")} />`}
      ${keys.length > 0 && html`<${Table} caption=${t("API keys")} columns=${columns((key) => setOpen({ kind: "revoke", key }))}
        rows=${keys.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)} keyOf=${(key) => key.SecretId}
        view=${{ page, size: PAGE_SIZE }} total=${keys.length} change=${(view) => setPage(view.page)} />`}
    </section>
    ${open?.kind === "add" && html`<${FormDialog} title=${t("Add a key")} verb=${t("Add")} submit=${add} close=${close}>
      <${Field} label=${t("Name")} help=${t("What or who it is for.")}>
        ${(field) => html`<input ...${field} name="name" required maxlength="64" autofocus />`}</${Field}></${FormDialog}>`}
    ${open?.kind === "revoke" && html`<${Confirm} title=${t("Revoke {name}?", { name: open.key.Name })} verb=${t("Revoke")} close=${close}
      text=${t("Programs that use it are refused at once, and it cannot be made valid again.")} act=${() => revoke(open.key)} />`}
    ${made && !open && html`<${Made} made=${made} close=${() => setMade(null)} />`}`;
}

function Made({ made, close }) {
  return html`<${Dialog} title=${t("The new key")} close=${close}>
    <p>${t("The secret is shown this once: copy it now.")}</p>
    <dl class="cb-facts">
      <dt>SecretId</dt><dd class="st-key"><code>${made.SecretId}</code><${Copy} text=${made.SecretId} /></dd>
      <dt>SecretKey</dt><dd class="st-key"><code>${made.SecretKey}</code><${Copy} text=${made.SecretKey} /></dd>
    </dl>
    <div class="actions"><button type="button" class="button primary" onClick=${close}>${t("I have it")}</button></div></${Dialog}>`;
}

function columns(revoke) {
  return [
    { key: "name", name: t("Name"), main: true, show: (key) => html`<bdi>${key.Name}</bdi>` },
    { key: "id", name: "SecretId", show: (key) => html`<code>${key.SecretId}</code>` },
    { key: "state", name: t("State"), show: (key) => (key.RevokedAt ? html`<${Badge}>${t("Revoked")}</${Badge}>` : html`<${Badge} kind="good">${t("Valid")}</${Badge}>`) },
    { key: "made", name: t("Made"), show: (key) => time(key.CreatedAt) },
    { key: "do", name: t("Action"), end: true, show: (key) => !key.RevokedAt && html`<button type="button" class="button"
      aria-label=${`${t("Revoke")}: ${key.Name}`} onClick=${() => revoke(key)}>${t("Revoke")}</button>` },
  ];
}
