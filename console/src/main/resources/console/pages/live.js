// Live: the streams that are pushed just now, and one of them in detail.

import { useEffect, useRef, useState } from "preact/hooks";
import { act, call, may, useCall } from "../api.js";
import { figures } from "../events.js";
import { bitrate, number, since, time } from "../format.js";
import { html, useStore } from "../html.js";
import { Badge, Confirm, Empty, Failed, Heading } from "../parts/parts.js";
import { Table } from "../parts/table.js";
import { address, go, Link } from "../router.js";
import { t } from "../text/text.js";
import { PushAddress } from "./live-push.js";
import { Stream } from "./live-stream.js";

const PAGE_SIZE = 50;
const TYPING_MS = 250;

export default function Live({ segments, query }) {
  return segments.length === 2 ? html`<${Stream} app=${segments[0]} name=${segments[1]} key=${segments.join("/")} />`
    : html`<${List} query=${query} />`;
}

/** What is looked for and how it is sorted stands in the address. */
const viewOf = (query) => ({ page: Number(query.page) || 1, size: PAGE_SIZE, sort: query.sort || "StartedAt",
  descending: query.descending ? query.descending === "1" : !query.sort });

function List({ query }) {
  const view = viewOf(query);
  const text = query.q ?? "";
  const [making, setMaking] = useState(false);
  const { data, failure, loading, reload } = useCall("console", "DescribeStreams",
    { Text: text, PlayHost: location.hostname, Sort: view.sort, Descending: view.descending, PageNum: view.page, PageSize: view.size });
  const heard = useStore(figures);
  useEffect(() => { heard && reload(true); }, [heard]);

  const show = (next, q) => go(address("live", { ...(q && { q }), ...(next.page > 1 && { page: next.page }),
    sort: next.sort, descending: next.descending ? "1" : "0" }), { replace: true });
  return html`
    <${Heading} title=${t("Live")}
      text=${data && text === "" && data.TotalCount > 0 ? t("{n} live just now", { n: number(data.TotalCount) }) : ""}>
      ${may("operator") && html`<button type="button" class="button primary" onClick=${() => setMaking(true)}>
        ${t("Make a push address")}</button>`}
    </${Heading}>
    ${failure && html`<${Failed} failure=${failure} again=${reload} />`}
    ${data && (data.TotalCount > 0 || text !== "") && html`<${Search} text=${text} change=${(q) => show({ ...view, page: 1 }, q)} />`}
    ${data && data.TotalCount > 0 && html`<${Table} caption=${t("Live streams")} columns=${columns(data.Pictures)} rows=${data.Streams}
      keyOf=${(row) => row.PushSequence} view=${view} total=${data.TotalCount} change=${(next) => show(next, text)} busy=${loading} />`}
    ${data?.TotalCount === 0 && (text === "" ? html`<${Nothing} make=${() => setMaking(true)} />`
      : html`<${Empty} heading=${t("No live stream has this in its name.")} />`)}
    <${ForbiddenList} />
    ${making && html`<${PushAddress} close=${() => setMaking(false)} />`}`;
}

function Nothing({ make }) {
  return html`<${Empty} heading=${t("Nothing is live just now.")}
      text=${t("Push a stream from OBS, ffmpeg or a phone: an address for it is made here. It appears in this list by itself.")}>
    ${may("operator") && html`<button type="button" class="button primary" onClick=${make}>
      ${t("Make a push address")}</button>`}</${Empty}>`;
}

function Search({ text, change }) {
  const [typed, setTyped] = useState(text);
  const newest = useRef(change); // The list may be sorted anew between a key and what it finds.
  newest.current = change;
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    const timer = setTimeout(() => typed !== text && newest.current(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return html`<form class="search" role="search" onSubmit=${(event) => event.preventDefault()}>
    <label class="unseen-text" for="search">${t("Find by name")}</label>
    <input id="search" type="search" placeholder=${t("Find by name")} value=${typed} maxlength="256"
      onInput=${(event) => setTyped(event.target.value)} /></form>`;
}

/** @param pictures whether the server makes pictures of streams */
const columns = (pictures) => [
  { key: "StreamName", name: t("Stream"), sort: true, main: true, show: (row) => html`
    <div class="stream-name">
    ${pictures && html`<${Picture} row=${row} />`}
    <span><${Link} to=${address("live", row.AppName, row.StreamName)}><bdi>${row.StreamName}</bdi></${Link}>
      <span class="quiet app"><bdi>${row.AppName}</bdi></span></span></div>` },
  { key: "Video", name: t("Picture and sound"), show: (row) => html`<span class="codecs">${row.Video || t("no picture")}<br />
    <span class="quiet">${row.Audio || t("no sound")}</span></span>` },
  { key: "BitsPerSecond", name: t("Bitrate"), sort: true, end: true, show: (row) => bitrate(row.BitsPerSecond) },
  { key: "FramesPerSecond", name: t("Frames"), end: true, show: (row) => (row.Video ? `${row.FramesPerSecond.toFixed(1)}/s` : "–") },
  { key: "KeyFrameSeconds", name: t("Key frames"), end: true,
    show: (row) => (row.KeyFrameSeconds ? t("every {n} s", { n: row.KeyFrameSeconds.toFixed(1) }) : "–") },
  { key: "Viewers", name: t("Viewers"), sort: true, end: true, show: (row) => number(row.Viewers) },
  { key: "Recordings", name: t("Recording"), show: (row) => html`<${Recordings} recordings=${row.Recordings} />` },
  { key: "StartedAt", name: t("Live since"), sort: true, show: (row) => since(row.StartedAt) },
];

/** What it shows just now; it leads where the name beside it does. */
function Picture({ row }) {
  return html`<${Link} to=${address("live", row.AppName, row.StreamName)} class="thumb" tabindex="-1" aria-hidden="true">
    ${row.Picture && html`<img src=${row.Picture} alt="" loading="lazy" />`}</${Link}>`;
}

/** In which formats it is recorded. */
export function Recordings({ recordings }) {
  const formats = [...new Set(recordings.flatMap((each) => each.Formats))].sort();
  return formats.length ? html`<span class="badges">${formats.map((format) => html`
      <${Badge} kind="live">${format.toUpperCase()}</${Badge}>`)}</span>`
    : html`<span class="quiet">${t("not recorded")}</span>`;
}

/** The streams that may not be pushed, when there are any. */
function ForbiddenList() {
  const { data, failure, reload } = useCall("console", "DescribeForbiddenStreams");
  const [resumed, setResumed] = useState(null);
  const heard = useStore(figures);
  useEffect(() => { heard && reload(true); }, [heard?.LiveRevision]);
  if (!data?.Streams.length) {
    return failure && html`<${Failed} what=${t("Forbidden streams")} failure=${failure} again=${reload} />`;
  }
  const resume = async ({ DomainName, AppName, StreamName }) => {
    await act(t("allow {name}", { name: StreamName }), () => call("live", "ResumeLiveStream",
      { DomainName: DomainName || location.hostname, AppName, StreamName }), t("{name} may be pushed again.", { name: StreamName }));
    reload(true);
  };
  return html`
    <section aria-labelledby="forbidden"><h2 id="forbidden">${t("Forbidden streams")}</h2>
      <ul class="lines card">${data.Streams.map((row) => html`<li key=${`${row.DomainName}/${row.AppName}/${row.StreamName}`}>
        <span><bdi>${row.AppName}/${row.StreamName}</bdi> <span class="quiet">
          ${t("until {time}", { time: time(row.ResumesAt) })}</span>${row.Reason && html`<br /><bdi>${row.Reason}</bdi>`}</span>
        ${may("operator") && html`<button type="button" class="button" onClick=${() => setResumed(row)}
          aria-label=${`${t("Allow again")}: ${row.StreamName}`}>${t("Allow again")}</button>`}</li>`)}</ul>
      ${resumed && html`<${Confirm} title=${t("Allow {name} again", { name: resumed.StreamName })} verb=${t("Allow again")}
        text=${t("Whoever has its push address can push it at once.")} act=${() => resume(resumed)} close=${() => setResumed(null)} />`}
    </section>`;
}
