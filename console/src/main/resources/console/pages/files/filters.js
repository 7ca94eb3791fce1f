// What is looked for, in which order, and how it is shown.

import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../../html.js";
import { Field } from "../../parts/parts.js";
import { PartChoice } from "../../parts/part.js";
import { t } from "../../text/text.js";
import { TagField, tagsIn, tagsWith, written } from "./tags.js";
import { CONDITIONS, show, Typed, TYPING_MS, viewOf } from "./view.js";

const orders = () => [
  ["CreatedAt down", t("Newest first")], ["CreatedAt up", t("Oldest first")],
  ["Name up", t("Name, from A")], ["Name down", t("Name, from Z")],
  ["SizeBytes down", t("Largest first")], ["SizeBytes up", t("Smallest first")],
  ["DurationMs down", t("Longest first")], ["DurationMs up", t("Shortest first")],
];

export function Toolbar({ view, change }) {
  const set = CONDITIONS.filter((name) => view[name]).length;
  const [open] = useState(set > 0); // From then on whoever uses it opens and closes it.
  const current = `${view.sort} ${view.descending ? "down" : "up"}`;
  return html`
    <div class="file-tools">
      <${Field} label=${t("Name begins with")}>${(field) => html`
        <${Typed} ...${field} type="search" maxlength="100" value=${view.q} change=${(q) => change({ q })} />`}</${Field}>
      <${PartChoice} value=${view.part} choose=${(part) => show({ ...viewOf({}), part, look: view.look })} />
      <${Field} label=${t("Order")}>${(field) => html`
        <select ...${field} onChange=${(event) => change(order(event.target.value))}>
          ${orders().map(([value, name]) => html`
            <option value=${value} selected=${value === current}>${name}</option>`)}</select>`}</${Field}>
      <div class="file-looks" role="group" aria-label=${t("Shown as")}>
        <${Look} name="grid" text=${t("Pictures")} view=${view} change=${change} />
        <${Look} name="table" text=${t("Table")} view=${view} change=${change} /></div>
    </div>
    <details class="file-filters card" open=${open}>
      <summary>${set ? t("Filters ({n})", { n: set }) : t("Filters")}</summary>
      <${Filters} view=${view} change=${change} set=${set} />
    </details>`;
}

function order(value) {
  const [sort, direction] = value.split(" ");
  return { sort, descending: direction === "down" };
}

function Look({ name, text, view, change }) {
  return html`<button type="button" class="button" aria-pressed=${view.look === name}
    onClick=${() => change({ look: name, page: view.page })}>${text}</button>`;
}

function Filters({ view, change, set }) {
  const none = Object.fromEntries(CONDITIONS.map((name) => [name, ""]));
  const text = (name, label, more = {}) => html`<${Field} label=${label}>${(field) => html`
    <${Typed} ...${field} ...${more} value=${view[name]} change=${(value) => change({ [name]: value })} />`}</${Field}>`;
  return html`
    <div class="file-fields">
      ${text("stream", t("Stream (its whole name)"))}
      ${text("from", t("Added from"), { type: "date" })}
      ${text("to", t("Added until"), { type: "date" })}
      <${Field} label=${t("Format")}>${(field) => html`
        <select ...${field} onChange=${(event) => change({ format: event.target.value })}>
          ${["", "mp4", "hls", "flv", "aac"].map((format) => html`
            <option value=${format} selected=${format === view.format}>${format.toUpperCase() || t("Any format")}</option>`)}
        </select>`}</${Field}>
      ${text("min", t("At least, in MB"), { type: "number", min: 0, step: "any", inputmode: "decimal" })}
      ${text("max", t("At most, in MB"), { type: "number", min: 0, step: "any", inputmode: "decimal" })}
      <${TagFilter} value=${view.tags} change=${(tags) => change({ tags })} />
    </div>
    ${set > 0 && html`<button type="button" class="button" onClick=${() => change(none)}>${t("Remove all filters")}</button>`}`;
}

/** What is being typed is looked for as well, a moment after the last key. */
function TagFilter({ value, change }) {
  const [typed, setTyped] = useState({ tags: tagsIn(value), text: "" });
  const timer = useRef(0);
  const told = useRef(value);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => { value !== told.current && begin(value); }, [value]);
  function begin(anew) {
    clearTimeout(timer.current);
    told.current = anew;
    setTyped({ tags: tagsIn(anew), text: "" });
  }
  function type(next) {
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change(told.current = written(tagsWith(next.tags, next.text))), TYPING_MS);
  }
  return html`<${TagField} ...${typed} change=${type} label=${t("Any of these tags")} help=${t("Enter or a comma ends one.")} />`;
}
