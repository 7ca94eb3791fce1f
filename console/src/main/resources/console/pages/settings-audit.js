// Who did what: the server has the pages.

import { useEffect, useState } from "preact/hooks";
import { useCall } from "../api.js";
import { html } from "../html.js";
import { time } from "../format.js";
import { Badge, Empty, Failed } from "../parts/parts.js";
import { Table } from "../parts/table.js";
import { address, go } from "../router.js";
import { t } from "../text/text.js";

const PAGE_SIZE = 25;

export function Audit({ query }) {
  const page = Math.max(1, Number(query.page) || 1);
  const user = query.user ?? "";
  const { data, failure, loading, reload } = useCall("console", "DescribeAuditLog", { UserName: user, PageNum: page, PageSize: PAGE_SIZE });
  const show = (next) => go(address("settings", "audit", { ...(next.user ? { user: next.user } : {}), ...(next.page > 1 ? { page: next.page } : {}) }));
  return html`
    <section aria-labelledby="audit"><div class="cb-heading"><h2 id="audit">${t("Audit log")}</h2></div>
      <p class="quiet">${t("Every change, every time somebody asked for secrets, and every try to do what one may not.")}</p>
      <${Filter} user=${user} show=${(next) => show({ user: next })} />
      ${failure && html`<${Failed} failure=${failure} again=${reload} />`}
      ${data?.TotalCount === 0 && html`<${Empty} heading=${t("Nothing is written here.")} text=${t("Names are looked for as they are written.")} />`}
      ${data?.TotalCount > 0 && html`<${Table} caption=${t("Audit log")} columns=${columns()} rows=${data.Lines}
        keyOf=${(line) => `${line.At} ${line.UserName} ${line.Action} ${line.Target}`} view=${{ page, size: PAGE_SIZE }} total=${data.TotalCount}
        busy=${loading} change=${(view) => show({ user, page: view.page })} />`}
    </section>`;
}

function Filter({ user, show }) {
  const [typed, setTyped] = useState(user);
  useEffect(() => setTyped(user), [user]);
  return html`
    <form class="cb-filter" role="search" onSubmit=${(event) => { event.preventDefault(); show(typed.trim()); }}>
      <label>${t("User")}<input value=${typed} onInput=${(event) => setTyped(event.target.value)} autocapitalize="none" spellcheck="false" /></label>
      <button class="button">${t("Show")}</button>
    </form>`;
}

const columns = () => [
  { key: "at", name: t("Time"), show: (line) => html`<time class="st-time">${time(line.At)}</time>` },
  { key: "user", name: t("User"), main: true, show: (line) => html`<bdi class="st-whole">${line.UserName}</bdi>` },
  { key: "action", name: t("Action"), show: (line) => html`<code class="st-whole">${line.Action}</code>` },
  { key: "target", name: t("Done to"), show: (line) => html`<bdi class="st-target">${line.Target || "–"}</bdi>` },
  { key: "outcome", name: t("Outcome"), show: (line) => html`<${Badge} kind=${line.Outcome === "OK" ? "good" : "bad"}>${line.Outcome}</${Badge}>` },
  { key: "address", name: t("Came from"), show: (line) => html`<code class="st-whole">${line.Address}</code>` },
];
