// Every event that was sent or is to be: the server has the pages, those given up come first.

import { useEffect, useState } from "preact/hooks";
import { act, call, may, useCall } from "../api.js";
import { html } from "../html.js";
import { number, time } from "../format.js";
import { Badge, Empty, Failed } from "../parts/parts.js";
import { Table } from "../parts/table.js";
import { address, go, Link } from "../router.js";
import { t } from "../text/text.js";
import { allKinds, kindName, outcome, states } from "./callback-words.js";

const PAGE_SIZE = 25;
const POLL_MS = 3000;

export function Events({ query, changed, parked }) {
  const page = Math.max(1, Number(query.page) || 1);
  const { state = "", kind = "", stream = "" } = query;
  const { data, failure, loading, reload } = useCall("console", "DescribeCallbackEvents",
    { State: state, Kind: kind, Stream: stream, PageNum: page, PageSize: PAGE_SIZE });
  usePolling(reload);
  useEffect(() => { data && reload(true); }, [JSON.stringify(parked)]);
  const show = (next) => go(address("callbacks", given({ state, kind, stream, page, ...next })));
  const [resent, setResent] = useState(0);
  async function resend(event) {
    if (resent) {
      return;
    }
    setResent(event.Id);
    await act(t("send the event again"), () => call("console", "ResendCallback", { Id: event.Id }), t("It is being sent again."));
    await Promise.all([reload(true), changed()]);
    setResent(0);
  }
  const filtered = Boolean(state || kind || stream);
  return html`
    <section aria-labelledby="events"><h2 id="events">${t("Events")}</h2>
      <${Filter} state=${state} kind=${kind} stream=${stream} show=${(next) => show({ page: 1, ...next })} />
      ${failure && html`<${Failed} failure=${failure} again=${reload} />`}
      ${data && data.TotalCount === 0 && html`<${Empty}
        heading=${filtered ? t("No event is like this.") : t("Nothing has been sent yet.")}
        text=${filtered ? t("Choose something else above.") : t("An event appears here as soon as a stream begins or a file is recorded, if there is a receiver for it.")} />`}
      ${data && data.TotalCount > 0 && html`<${Table} caption=${t("Events")} columns=${columns(resend, resent, query)} rows=${data.Events}
        keyOf=${(event) => event.Id} view=${{ page, size: PAGE_SIZE }} total=${data.TotalCount} busy=${loading} change=${(view) => show({ page: view.page })} />`}
    </section>`;
}

/** Only what differs from the first view stands in the address. */
function given({ page, ...words }) {
  return Object.fromEntries(Object.entries({ ...words, page: page > 1 ? page : "" }).filter(([, value]) => value !== ""));
}

function usePolling(reload) {
  useEffect(() => {
    const timer = setInterval(() => document.hidden || reload(true), POLL_MS);
    return () => clearInterval(timer);
  }, [reload]);
}

function columns(resend, resent, query) {
  return [
    { key: "kind", name: t("Event"), main: true, show: (event) => html`<${Link} to=${address("callbacks", { ...query, event: event.Id })}>
      ${kindName(event.Kind)}</${Link}>` },
    { key: "stream", name: t("Stream"), show: (event) => html`<bdi class="st-whole">${event.Stream}</bdi>` },
    { key: "state", name: t("State"), show: (event) => html`<${Badge} kind=${states()[event.State].kind}>${states()[event.State].name}</${Badge}>` },
    { key: "answer", name: t("Last answer"), show: (event) => event.AttemptCount > 0
      ? html`<span class="cb-answer">${outcome({ status: event.LastStatus, error: event.LastError })}</span>` : "–" },
    { key: "tries", name: t("Tries"), end: true, show: (event) => number(event.AttemptCount) },
    { key: "address", name: t("Receiver"), show: (event) => html`<bdi class="cb-address">${event.Address}</bdi>` },
    { key: "at", name: t("Since"), show: (event) => html`<time>${time(event.CreatedAt)}</time>` },
    ...(may("operator") ? [{ key: "do", name: t("Action"), end: true, show: (event) => (event.State === "PARKED" || event.State === "DELIVERED")
      && html`<button type="button" class="button cb-time" aria-disabled=${resent !== 0} aria-busy=${resent === event.Id}
        onClick=${() => resend(event)}
        aria-label=${`${t("Send again")}: ${kindName(event.Kind)} ${event.Stream} ${event.Id}`}>${t("Send again")}</button>` }] : []),
  ];
}

function Filter({ state, kind, stream, show }) {
  const [typed, setTyped] = useState(stream);
  useEffect(() => setTyped(stream), [stream]);
  return html`
    <form class="cb-filter" role="search" onSubmit=${(event) => { event.preventDefault(); show({ stream: typed.trim() }); }}>
      <label>${t("State")}<select value=${state} onChange=${(event) => show({ state: event.target.value })}>
        <option value="">${t("Any")}</option>
        ${Object.entries(states()).map(([code, { name }]) => html`<option value=${code}>${name}</option>`)}</select></label>
      <label>${t("Kind")}<select value=${kind} onChange=${(event) => show({ kind: event.target.value })}>
        <option value="">${t("Any")}</option>
        ${Object.entries(allKinds()).map(([code, name]) => html`<option value=${code}>${name}</option>`)}</select></label>
      <label>${t("Stream")}<input value=${typed} placeholder="live/show" onInput=${(event) => setTyped(event.target.value)} /></label>
      <button class="button">${t("Show")}</button>
    </form>`;
}
