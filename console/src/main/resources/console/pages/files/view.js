// What of the files is shown, as it stands in the address.

import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../../html.js";
import { inPart, partShown } from "../../parts/part.js";
import { address, go } from "../../router.js";
import { tagsIn } from "./tags.js";

export const PAGE_SIZE = 48;
const MEGABYTE = 1e6;
export const TYPING_MS = 300;

/** The conditions beside the beginning of the name. */
export const CONDITIONS = ["stream", "from", "to", "format", "min", "max", "tags"];

/** { part, q, stream, from, to, format, min, max, tags, sort, descending, page, size, look } */
export function viewOf(query) {
  const text = (name) => query[name] ?? "";
  return {
    part: partShown(),
    ...Object.fromEntries(["q", ...CONDITIONS].map((name) => [name, text(name)])),
    sort: text("sort") || "CreatedAt",
    descending: text("order") !== "up",
    page: Math.max(1, Math.trunc(Number(text("page"))) || 1),
    size: PAGE_SIZE,
    look: text("look") === "table" ? "table" : "grid",
  };
}

/** Shows another part; what is as it would be anyway is left out of the address. */
export function show(view) {
  const written = Object.fromEntries(["part", "q", ...CONDITIONS].filter((name) => view[name]).map((name) => [name, view[name]]));
  go(address("files", {
    ...written,
    ...(view.sort === "CreatedAt" ? {} : { sort: view.sort }),
    ...(view.descending ? {} : { order: "up" }),
    ...(view.page > 1 ? { page: view.page } : {}),
    ...(view.look === "table" ? { look: "table" } : {}),
  }), { replace: true });
}

/** The parameters of DescribeFiles. */
export function parametersOf(view) {
  const bytes = (megabytes) => (Number(megabytes) >= 0 && megabytes !== "" ? Math.round(Number(megabytes) * MEGABYTE) : null);
  return {
    Prefix: view.q, Stream: view.stream, From: view.from, To: view.to, Format: view.format,
    SizeMinBytes: bytes(view.min), SizeMaxBytes: bytes(view.max), Tags: tagsIn(view.tags),
    Sort: view.sort, Descending: view.descending, Offset: (view.page - 1) * view.size, Limit: view.size, ...inPart(view.part),
  };
}

/** A field that tells what was typed a moment after the last key. */
export function Typed({ value, change, ...field }) {
  const [text, setText] = useState(value);
  const timer = useRef(0);
  useEffect(() => { setText(value); }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const typed = (event) => {
    const next = event.target.value;
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change(next), TYPING_MS);
  };
  return html`<input ...${field} value=${text} onInput=${typed} />`;
}
