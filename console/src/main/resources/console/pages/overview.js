// Overview: how the server does, now and over the last hour.

import { useEffect, useRef, useState } from "preact/hooks";
import { useCall } from "../api.js";
import { figures } from "../events.js";
import { about, bitrate, number, size, time } from "../format.js";
import { html, useStore } from "../html.js";
import { Badge, Failed, Heading, useReturn } from "../parts/parts.js";
import { Plot } from "../parts/plot.js";
import { address, Link } from "../router.js";
import { t } from "../text/text.js";

const KEPT_SECONDS = 3600;
/** Figures come by themselves; warnings and errors are asked for. */
const ASK_AGAIN_MS = 20_000;

export default function Overview() {
  const { data, failure, reload } = useCall("console", "DescribeOverview");
  const heard = useStore(figures);
  const hour = useHour(data, heard);
  useReturn(() => reload(true)); // What was not heard meanwhile.
  useEffect(() => {
    const timer = setInterval(() => document.hidden || reload(true), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  const now = heard && (!data || heard.At > data.Now.At) ? heard : data?.Now;
  return html`
    <${Heading} title=${t("Overview")} />
    ${failure && !data && html`<${Failed} failure=${failure} again=${reload} />`}
    ${now && html`
      <${Tiles} now=${now} />
      <${Plots} hour=${hour} />
      <${Problems} problems=${data?.Problems ?? []} />`}`;
}

function Tiles({ now }) {
  const callbacks = now.CallbacksWaiting < 0 ? t("unknown") : number(now.CallbacksWaiting);
  return html`
    <section class="tiles" aria-label=${t("Now")}>
      <${Tile} name=${t("Streams live")} value=${number(now.Streams)} to=${address("live")}
        text=${t("{n} recording", { n: number(now.Recording) })} />
      <${Tile} name=${t("Bitrate in")} value=${bitrate(now.BitsPerSecondIn)}
        text=${t("{n} watching live", { n: number(now.Viewers) })} />
      <${Tile} name=${t("Disk left")} value=${now.DiskFreeBytes < 0 ? t("unknown") : size(now.DiskFreeBytes)} bad=${now.DiskFull}
        text=${diskText(now)} />
      <${Tile} name=${t("Callbacks waiting")} value=${callbacks} to=${address("callbacks")} bad=${now.CallbacksParked > 0}
        text=${now.CallbacksParked > 0 ? t("{n} given up: look at them", { n: number(now.CallbacksParked) }) : t("none given up")} />
    </section>`;
}

function diskText(now) {
  if (now.DiskFull) {
    return t("full: nothing is recorded until there is room");
  }
  return now.SecondsLeft === null ? t("of {total}, nothing is written now", { total: size(now.DiskTotalBytes) })
    : t("lasts {time} at {rate}/s", { time: about(now.SecondsLeft), rate: size(now.BytesPerSecondWritten) });
}

function Tile({ name, value, text, to, bad = false }) {
  const inside = html`<h2>${name}</h2><p class="value">${value}</p><p class=${bad ? "bad" : "quiet"}>${text}</p>`;
  return to ? html`<${Link} to=${to} class="tile card">${inside}</${Link}>` : html`<div class="tile card">${inside}</div>`;
}

const whole = (value) => (Number.isInteger(value) ? number(value) : "");

const plots = () => [
  { key: "BitsPerSecondIn", title: t("Bitrate in"), color: "--accent", show: bitrate, least: 1e6 },
  { key: "Streams", title: t("Streams live"), color: "--blue", show: whole, least: 4 },
  { key: "BytesPerSecondWritten", title: t("Written to disk"), color: "--good", show: (value) => `${size(value)}/s`, least: 1e5 },
  { key: "CallbacksWaiting", title: t("Callbacks waiting"), color: "--warn", show: whole, least: 4 },
];

function Plots({ hour }) {
  const last = t("over the last hour");
  return html`
    <section class="plots">
      ${plots().map(({ key, title, ...look }) => html`
        <div class="card" key=${key}><h2>${title}</h2>
          <${Plot} label=${`${title}, ${last}`} series=${[{ name: title, ...look }]} data=${[hour.At, hour[key]]} /></div>`)}
    </section>`;
}

function Problems({ problems }) {
  return html`
    <section aria-labelledby="problems"><h2 id="problems">${t("Last warnings and errors")}</h2>
      ${problems.length === 0 ? html`<p class="quiet">${t("None since the server started.")}</p>` : html`
        <ul class="problems card">${problems.slice(0, 10).map((problem) => html`
          <li><${Badge} kind=${problem.Level === "ERROR" ? "bad" : "warn"}>
              ${problem.Level === "ERROR" ? t("Error") : t("Warning")}</${Badge}>
            <time>${time(problem.At)}</time><span>${problem.Text}</span></li>`)}</ul>`}
    </section>`;
}

/** The server's last hour, with what was heard since. */
function useHour(data, heard) {
  const columns = useRef(null);
  const [hour, setHour] = useState({ At: [], ...Object.fromEntries(plots().map(({ key }) => [key, []])) });
  useEffect(() => {
    if (data) {
      columns.current = data.LastHour;
      setHour(columns.current);
    }
  }, [data]);
  useEffect(() => {
    if (columns.current && heard) {
      columns.current = added(columns.current, heard);
      setHour(columns.current);
    }
  }, [heard]);
  return hour;
}

function added(columns, heard) {
  const at = Math.floor(heard.At / 1000);
  const from = columns.At.findIndex((each) => each > at - KEPT_SECONDS);
  if (columns.At.at(-1) >= at) {
    return columns;
  }
  const kept = (values, value) => [...(from < 0 ? [] : values.slice(from)), value];
  return { ...Object.fromEntries(plots().map(({ key }) => [key, kept(columns[key], heard[key])])), At: kept(columns.At, at) };
}
