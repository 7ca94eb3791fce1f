// One live stream: its picture, how it does, what is recorded of it, and what can be done with it.

import { useEffect, useRef, useState } from "preact/hooks";
import { playFlv, playHls } from "livetape/player";
import { act, call, may, useCall } from "../api.js";
import { figures } from "../events.js";
import { bitrate, number, time } from "../format.js";
import { html, useStore } from "../html.js";
import { Badge, Confirm, Copy, Empty, Failed, Heading } from "../parts/parts.js";
import { Plot } from "../parts/plot.js";
import { address, Link } from "../router.js";
import { isolated, t } from "../text/text.js";
import { Drop, Forbid, RecordNow } from "./live-dialogs.js";
import { Happened } from "./live-happened.js";
import { PushAddress } from "./live-push.js";

const SHOWN_SECONDS = 300;
const AGAIN_MS = 2000;

export function Stream({ app, name }) {
  const { data, failure, reload } = useCall("console", "DescribeStream", { AppName: app, StreamName: name, PlayHost: location.hostname });
  const heard = useStore(figures);
  useEffect(() => { heard && reload(true); }, [heard]);
  const [dialog, setDialog] = useState(null);
  const close = () => { setDialog(null); reload(true); };
  const live = data?.State === "live";
  useEffect(() => { document.title = `${isolated(name)} · ${t("Live")} · Livetape`; }, [name]);
  return html`
    <p class="back"><${Link} to=${address("live")}>${t("Live streams")}</${Link}></p>
    <${Heading} title=${html`<bdi>${name}</bdi> ${data && html`<${State} state=${data.State} />`}`}>
      ${may("operator") && data && html`<${Actions} data=${data} open=${setDialog} />`}
    </${Heading}>
    ${failure && !data && html`<${Failed} failure=${failure} again=${reload} />`}
    ${live && html`<${Detail} data=${data} app=${app} name=${name} reload=${reload} />`}
    ${data && !live && html`<${NotLive} state=${data.State} app=${app} name=${name} />`}
    ${dialog === "record" && html`<${RecordNow} stream=${data.Stream} close=${close} />`}
    ${dialog === "drop" && html`<${Drop} stream=${data.Stream} close=${close} />`}
    ${dialog === "forbid" && html`<${Forbid} stream=${data.Stream} close=${close} />`}
    ${dialog === "push" && html`<${PushAddress} app=${app} name=${name} close=${close} />`}`;
}

function State({ state }) {
  const names = { live: t("Live"), forbidden: t("Forbidden"), idle: t("Not live") };
  return html`<${Badge} kind=${state === "live" ? "live" : state === "forbidden" ? "bad" : ""}>${names[state]}</${Badge}>`;
}

function Actions({ data, open }) {
  const live = data.State === "live";
  return html`
    ${live && html`<button type="button" class="button primary" onClick=${() => open("record")}>${t("Record now")}</button>
      <button type="button" class="button" onClick=${() => open("drop")}>${t("Drop")}</button>
      <button type="button" class="button" onClick=${() => open("forbid")}>${t("Forbid")}</button>`}
    <button type="button" class="button" onClick=${() => open("push")}>${t("Push address")}</button>`;
}

function NotLive({ state, app, name }) {
  return html`<${Empty} heading=${state === "forbidden" ? t("This stream may not be pushed.") : t("This stream is not live.")}
      text=${t("What was recorded of it is on its replay page. It appears here by itself when it is pushed.")}>
    <a class="button" href=${watchPath(app, name)}>${t("Replay page")}</a></${Empty}>`;
}

const watchPath = (app, name) => `/watch/${encodeURIComponent(app)}/${encodeURIComponent(name)}`;

function Detail({ data, app, name, reload }) {
  const { Stream: stream } = data;
  return html`
    <div class="stream">
      <${Preview} app=${app} name=${name} hls=${data.Hls} query=${data.PlayQuery} hlsQuery=${data.HlsQuery} push=${stream.PushSequence} picture=${stream.Picture} />
      <dl class="facts card">
        <div><dt>${t("Picture")}</dt><dd>${stream.Video || t("no picture")}</dd></div>
        <div><dt>${t("Sound")}</dt><dd>${stream.Audio || t("no sound")}</dd></div>
        <div><dt>${t("Bitrate")}</dt><dd>${bitrate(stream.BitsPerSecond)}</dd></div>
        <div><dt>${t("Frames")}</dt><dd>${stream.Video ? `${stream.FramesPerSecond.toFixed(1)}/s` : "–"}</dd></div>
        <div><dt>${t("Key frames")}</dt><dd>
          ${stream.KeyFrameSeconds ? t("every {n} s", { n: stream.KeyFrameSeconds.toFixed(1) }) : "–"}</dd></div>
        <div><dt>${t("Viewers")}</dt><dd>${number(stream.Viewers)}</dd></div>
        <div><dt>${t("Live since")}</dt><dd>${time(stream.StartedAt)}</dd></div>
        <div><dt>${t("Publisher")}</dt><dd>
          ${stream.UserIp}, ${stream.Protocol.toUpperCase()} ${t("to")} <bdi>${stream.DomainName}</bdi></dd></div>
        <div><dt>${t("Application")}</dt><dd><bdi>${stream.AppName}</bdi></dd></div>
        <div><dt>${t("Watch page")}</dt><dd><a href=${watchPath(app, name)}><bdi>${watchPath(app, name)}</bdi></a></dd></div>
      </dl>
    </div>
    <${RecordingList} stream=${stream} reload=${reload} />
    <${Plots} columns=${data.LastMinutes} />
    <${Happened} happened=${data.Happened} />`;
}

/** The stream as it comes; where the browser cannot play that, the recording that is made of it. */
function Preview({ app, name, hls, query, hlsQuery, push, picture }) {
  const video = useRef(null);
  const [message, setMessage] = useState("");
  const path = `/live/${encodeURIComponent(app)}/${encodeURIComponent(name)}`;
  const flv = `${path}.flv${query && `?${query}`}`;
  const recorded = useRef(null);
  const onceRecorded = useRef(null); // Where only the recording can be played, and there is none yet.
  recorded.current = hls && `${path}.m3u8${hlsQuery && `?${hlsQuery}`}`;
  useEffect(() => {
    let player = null;
    let gone = false;
    let timer = 0;
    const page = { say: setMessage, fail: setMessage, ended: () => setMessage(t("The stream has ended.")), stalled() {} };
    const take = (made) => { player = made; gone && made?.destroy(); };
    /** When the push is over, this goes as well; until then only the connection was lost. */
    const broke = () => {
      setMessage(t("The picture broke off. Trying again …"));
      clearTimeout(timer);
      timer = setTimeout(begin, AGAIN_MS);
    };
    const begin = () => {
      player?.destroy();
      player = null;
      playFlv(video.current, flv, true, { ...page, ended: broke, unplayable: byHls }).then(take).catch(byHls);
    };
    const byHls = () => {
      player?.destroy();
      player = null;
      if (recorded.current) {
        const unplayable = () => setMessage(t("This browser cannot play it."));
        playHls(video.current, recorded.current, true, { ...page, unplayable }).then(take);
      } else {
        onceRecorded.current = byHls;
        setMessage(t("This browser cannot play it. Another player may: copy the address."));
      }
    };
    const playing = () => setMessage("");
    video.current.addEventListener("playing", playing);
    video.current.muted = true;
    begin();
    return () => {
      gone = true;
      onceRecorded.current = null;
      clearTimeout(timer);
      video.current?.removeEventListener("playing", playing);
      player?.destroy();
    };
  }, [push]);
  useEffect(() => {
    if (hls) {
      onceRecorded.current?.();
      onceRecorded.current = null;
    }
  }, [hls]);
  return html`
    <div class="preview card">
      <video ref=${video} poster=${picture || null} controls playsinline aria-label=${t("Preview of {name}", { name })}></video>
      <p class="message" role="status">${message}</p>
      <p class="actions"><${Copy} text=${location.origin + flv}>${t("Copy HTTP-FLV address")}</${Copy}>
        ${hls && html`<${Copy} text=${location.origin + recorded.current}>${t("Copy HLS address")}</${Copy}>`}</p>
    </div>`;
}

function RecordingList({ stream, reload }) {
  const [stopped, setStopped] = useState(null);
  const stop = async ({ TaskId }) => {
    const { AppName, StreamName, PushSequence } = stream;
    await act(t("stop the recording"), () => (TaskId ? call("live", "StopRecordTask", { TaskId })
      : call("console", "StopRecording", { AppName, StreamName, PushSequence })), t("The recording ends and becomes a file."));
    reload(true);
  };
  return html`
    <section aria-labelledby="recordings"><h2 id="recordings">${t("Recordings of this push")}</h2>
      ${stream.Recordings.length === 0
        ? html`<p class="quiet">${t("It is not recorded: nothing asks for it, or its recording was stopped.")}</p>` : html`
        <ul class="lines card">${stream.Recordings.map((each) => html`<li key=${each.TaskId}>
          <span class="badges">${each.Formats.map((format) => html`<${Badge} kind="live">${format.toUpperCase()}</${Badge}>`)}
            <span>${each.TaskId ? t("by a task, begun in the middle of the push or planned")
              : t("by a rule, the push address or the configuration")}</span></span>
          ${may("operator") && html`<button type="button" class="button" onClick=${() => setStopped(each)}>
            ${t("Stop recording")}</button>`}</li>`)}</ul>`}
      ${stopped && html`<${Confirm} title=${t("Stop recording")} verb=${t("Stop recording")} close=${() => setStopped(null)}
        text=${stopped.TaskId ? t("What was recorded becomes a file. The push goes on.")
          : t("What was recorded becomes a file. The push goes on; when the stream is pushed again, it is recorded as before.")} act=${() => stop(stopped)} />`}
    </section>`;
}

const plots = () => [
  { key: "BitsPerSecond", title: t("Bitrate"), color: "--accent", show: bitrate, least: 1e6 },
  { key: "FramesPerSecond", title: t("Frames a second"), color: "--blue", show: (value) => value.toFixed(0), least: 30 },
  { key: "KeyFrameSeconds", title: t("Seconds between key frames"), color: "--good", show: (value) => value.toFixed(1), least: 4 },
];

function Plots({ columns }) {
  return columns && html`<section class="plots three">${plots().map(({ key, title, ...look }) => html`
    <div class="card" key=${key}><h2>${title}</h2><${Plot} label=${`${title}, ${t("over the last five minutes")}`} seconds=${SHOWN_SECONDS}
      series=${[{ name: title, ...look }]} data=${[columns.At, columns[key]]} /></div>`)}</section>`;
}
