// Seeking by small pictures: a bar of the file's time, which shows what is to be seen where one points or stands.

import { useEffect, useState } from "preact/hooks";
import { length } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../text/text.js";

const CUE = /(\d+):(\d\d):(\d\d\.\d+) --> [^\n]+\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)/g;
const STEP_SECONDS = 0.1;

/** What WebVTT says of a sheet of pictures: from when on which part of it stands for the file. */
export function cuesOf(text, base) {
  return [...text.matchAll(CUE)].map(([, hours, minutes, seconds, sheet, ...part]) => {
    const [x, y, width, height] = part.map(Number);
    return { from: hours * 3600 + minutes * 60 + Number(seconds), sheet: new URL(sheet, base).href, x, y, width, height };
  });
}

/** @param path of the WebVTT; empty as long as there are no pictures */
export function PictureBar({ path, element, seconds }) {
  const cues = useCues(path);
  const [now, setNow] = useState(0);
  const [pointed, setPointed] = useState(null);
  useEffect(() => {
    const follow = () => setNow(element.currentTime);
    element?.addEventListener("timeupdate", follow);
    element?.addEventListener("seeking", follow);
    return () => { element?.removeEventListener("timeupdate", follow); element?.removeEventListener("seeking", follow); };
  }, [element]);
  if (!element || cues.length === 0) {
    return null;
  }
  const point = (event) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setPointed(Math.min(1, Math.max(0, (event.clientX - left) / width)) * seconds);
  };
  const seek = (event) => {
    element.currentTime = Number(event.target.value);
    setNow(element.currentTime); // The player tells later, and until then the bar must not go back.
    setPointed(element.currentTime);
  };
  return html`
    <div class="file-bar">
      ${pointed !== null && html`<${Picture} cues=${cues} seconds=${pointed} all=${seconds} />`}
      <input type="range" min="0" max=${seconds} step=${STEP_SECONDS} value=${now} aria-label=${t("Seek by picture")}
        aria-valuetext=${length(now)} onInput=${seek} onPointerMove=${point} onPointerLeave=${() => setPointed(null)}
        onFocus=${() => setPointed(now)} onBlur=${() => setPointed(null)} />
    </div>`;
}

function Picture({ cues, seconds, all }) {
  const cue = cues.findLast((each) => each.from <= seconds) ?? cues[0];
  const percent = 100 * Math.min(1, seconds / all);
  return html`<div class="file-bar-picture" aria-hidden="true" style=${{ left: `${percent}%`, transform: `translateX(-${percent}%)` }}>
    <div style=${{ width: `${cue.width}px`, height: `${cue.height}px`, backgroundImage: `url("${cue.sheet}")`,
      backgroundPosition: `${-cue.x}px ${-cue.y}px` }}></div>
    <span>${length(seconds)}</span></div>`;
}

/** Without them nothing is missing but a comfort: so failures are not told. */
function useCues(path) {
  const [cues, setCues] = useState([]);
  useEffect(() => {
    let current = true;
    if (path) {
      fetch(path).then((answer) => (answer.ok ? answer.text() : ""))
        .then((text) => current && setCues(cuesOf(text, new URL(path, location.href))), () => {});
    }
    return () => { current = false; };
  }, [path]);
  return cues;
}
