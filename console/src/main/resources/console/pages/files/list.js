// The list of files, as pictures or as a table; the server has its pages.

import { useState } from "preact/hooks";
import { may, useCall } from "../../api.js";
import { length, number, size, time } from "../../format.js";
import { html } from "../../html.js";
import { Badge, Empty, Failed, Heading } from "../../parts/parts.js";
import { fileAddress } from "../../parts/part.js";
import { Pager, Table } from "../../parts/table.js";
import { Link, place } from "../../router.js";
import { t } from "../../text/text.js";
import { Bulk } from "./bulk.js";
import { Cover } from "./cover.js";
import { Toolbar } from "./filters.js";
import { Upload, Uploads } from "./upload.js";
import { CONDITIONS, parametersOf, show, viewOf } from "./view.js";

export function FileList({ query }) {
  const view = viewOf(query);
  const { data, failure, loading, reload } = useCall("console", "DescribeFiles", parametersOf(view));
  const [chosen, setChosen] = useState(new Map());
  const [uploading, setUploading] = useState(false);
  // Of the address as it is by then: what was typed elsewhere a moment ago may not be shown yet.
  const change = (patch) => show({ ...viewOf(place.get().query), page: 1, ...patch });
  const filtered = Boolean(view.q) || CONDITIONS.some((name) => view[name]);
  return html`
    <${Heading} title=${t("Files")} text=${data && countText(data)}>
      ${may("operator") && html`<button type="button" class="button" onClick=${() => setUploading(true)}>${t("Upload by URL")}</button>`}
    </${Heading}>
    <${Uploads} finished=${() => reload(true)} />
    <${Toolbar} view=${view} change=${change} />
    ${may("operator") && html`<${Bulk} chosen=${chosen} choose=${setChosen} page=${data?.Files ?? []} reload=${reload} />`}
    ${failure ? html`<${Failed} failure=${failure} again=${reload} />`
      : data && (data.Files.length ? html`<${Found} data=${data} view=${view} loading=${loading} chosen=${chosen} choose=${setChosen} />`
      : html`<${Nothing} filtered=${filtered} page=${view.page} change=${change} />`)}
    ${uploading && html`<${Upload} close=${() => setUploading(false)} />`}`;
}

function countText({ TotalCount: count, More: more }) {
  return more ? t("More than {n} files: narrow the search to reach the others.", { n: number(count) })
    : count === 1 ? t("One file") : t("{n} files", { n: number(count) });
}

function Nothing({ filtered, page, change }) {
  if (page > 1) {
    return html`<${Empty} heading=${t("There is nothing on this page.")}>
      <button type="button" class="button" onClick=${() => change({})}>${t("Go to the first page")}</button></${Empty}>`;
  }
  const all = { q: "", ...Object.fromEntries(CONDITIONS.map((name) => [name, ""])) };
  return filtered ? html`<${Empty} heading=${t("No file is like this.")} text=${t("Upper and lower case of names are different.")}>
      <button type="button" class="button" onClick=${() => change(all)}>${t("Show all files")}</button></${Empty}>`
    : html`<${Empty} heading=${t("There are no files yet.")}
      text=${t("What is recorded appears here when its push ends. Files can also be fetched from an address.")} />`;
}

function Found({ data, view, loading, chosen, choose }) {
  const toggle = (file) => {
    const next = new Map(chosen);
    next.delete(file.FileId) || next.set(file.FileId, file.Name);
    choose(next);
  };
  const turn = (next) => { show(next); scrollTo(0, 0); };
  return view.look === "grid" ? html`
      <ul class="file-grid" aria-busy=${loading}>${data.Files.map((file) => html`
        <${Card} key=${file.FileId} file=${file} chosen=${chosen} toggle=${toggle} />`)}</ul>
      <${Pager} view=${view} total=${data.TotalCount} change=${turn} />`
    : html`<${Table} caption=${t("Files")} columns=${columns(chosen, toggle)} rows=${data.Files} keyOf=${(file) => file.FileId}
      view=${view} total=${data.TotalCount} change=${turn} busy=${loading} ordered=${false} />`;
}

function Choice({ file, chosen, toggle }) {
  return may("operator") && html`<input type="checkbox" class="file-choice"
    aria-label=${t("Select {name}", { name: file.Name || file.FileId })} checked=${chosen.has(file.FileId)} onChange=${() => toggle(file)} />`;
}

function Card({ file, chosen, toggle }) {
  return html`
    <li class=${`file-card card ${chosen.has(file.FileId) ? "chosen" : ""}`}>
      <${Choice} file=${file} chosen=${chosen} toggle=${toggle} />
      <${Link} to=${fileAddress(file.FileId)} class="file-open">
        <span class="file-cover"><${Cover} file=${file} />
          <span class="file-length">${length(file.DurationMs / 1000)}</span></span>
        <strong class="file-name"><bdi>${file.Name || file.FileId}</bdi></strong>
      </${Link}>
      <p class="file-about">${file.Format.toUpperCase()} · ${size(file.SizeBytes)}</p>
      ${file.Forbidden && html`<p class="file-about"><${Badge} kind="bad">${t("May not be played")}</${Badge}></p>`}
      <p class="file-about">${time(file.CreatedAt)}</p>
      ${file.Stream && html`<p class="file-about"><bdi class="file-one-line">${file.App}/${file.Stream}</bdi></p>`}
      <${Tags} tags=${file.Tags} />
    </li>`;
}

export function Tags({ tags }) {
  return tags.length > 0 && html`<ul class="file-tags" aria-label=${t("Tags")}>
    ${tags.map((tag) => html`<li key=${tag}><bdi>${tag}</bdi></li>`)}</ul>`;
}

function columns(chosen, toggle) {
  const choice = { key: "choice", name: t("Select"), show: (file) => html`<${Choice} file=${file} chosen=${chosen} toggle=${toggle} />` };
  return [
    ...(may("operator") ? [choice] : []),
    { key: "Name", name: t("Name"), sort: true, main: true, show: (file) => html`
      <${Link} to=${fileAddress(file.FileId)} class="file-row"><span class="file-cover"><${Cover} file=${file} /></span>
        <bdi class="file-name">${file.Name || file.FileId}</bdi></${Link}>` },
    { key: "stream", name: t("Stream name"), show: (file) => html`
      <bdi class="file-name file-stream">${file.Stream ? `${file.App}/${file.Stream}` : "–"}</bdi>` },
    { key: "format", name: t("Format"), show: (file) => html`${file.Format.toUpperCase()}
      ${file.Forbidden && html` <${Badge} kind="bad">${t("May not be played")}</${Badge}>`}` },
    { key: "DurationMs", name: t("Length"), sort: true, end: true, show: (file) => length(file.DurationMs / 1000) },
    { key: "SizeBytes", name: t("Size"), sort: true, end: true, show: (file) => size(file.SizeBytes) },
    { key: "CreatedAt", name: t("Added"), sort: true, show: (file) => time(file.CreatedAt) },
    { key: "tags", name: t("Tags"), show: (file) => (file.Tags.length ? html`<${Tags} tags=${file.Tags} />` : "–") },
  ];
}
