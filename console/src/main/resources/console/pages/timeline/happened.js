// The day in words, in the order of time: what the line shows, for reading and for the keyboard.

import { useState } from "preact/hooks";
import { length, number } from "../../format.js";
import { html } from "../../html.js";
import { Badge } from "../../parts/parts.js";
import { t } from "../../text/text.js";
import { group, meaning } from "./marks.js";
import { timeOf } from "./zone.js";

const FIRST = 100;
const AROUND_MS = 5000;

export function Happened({ data, choose }) {
  const [all, setAll] = useState(false);
  const rows = [
    ...data.LiveSpans.map((span) => ({ ...span, at: span.From, kind: "live", name: t("Live"), text: range(span) })),
    ...data.RecordedSpans.map((span) => ({ ...span, at: span.From, kind: "good", name: t("Recorded"), text: range(span) })),
    ...data.Marks.map((mark) => ({ From: Math.max(data.From, mark.At - AROUND_MS), To: Math.min(data.To, mark.At + AROUND_MS), at: mark.At,
      kind: group(mark).color, name: group(mark).name(), text: meaning(mark) })),
  ].sort((a, b) => a.at - b.at);
  return html`
    <section aria-labelledby="happened"><h2 id="happened">${t("What happened")}</h2>
      <ol class="happened card">${rows.slice(0, all ? rows.length : FIRST).map((row, i) => html`
        <li key=${`${row.at} ${row.name} ${i}`}><time>${timeOf(row.at)}</time>
          <${Badge} kind=${row.kind === "live" ? "" : row.kind}>${row.name}</${Badge}><span>${row.text}</span>
          <button type="button" class="button" aria-label=${`${t("Choose")}: ${row.name} ${timeOf(row.at)}`}
            onClick=${() => choose({ from: row.From, to: row.To })}>${t("Choose")}</button></li>`)}</ol>
      ${!all && rows.length > FIRST && html`<button type="button" class="button" onClick=${() => setAll(true)}>
        ${t("Show all {n}", { n: number(rows.length) })}</button>`}
    </section>`;
}

const range = ({ From, To }) => t("{from} to {to}, {length}", { from: timeOf(From), to: timeOf(To), length: length((To - From) / 1000) });
