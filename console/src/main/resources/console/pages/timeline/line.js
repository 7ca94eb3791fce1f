// The line: a day, or a part of it, from left to right. A window is dragged on it, or moved by its two ends with the keyboard.

import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../text/text.js";
import { GROUPS, group, meaning } from "./marks.js";
import { useDrag } from "./drag.js";
import { timeOf } from "./zone.js";

const HEIGHT = 132;
const LANES = [{ top: 30, height: 18 }, { top: 56, height: 26 }];
const MARKS_TOP = 92;
const SECOND = 1000;
const VIEW_MIN_MS = 10 * SECOND;
const STEPS_SECONDS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 10_800, 21_600];
const LABEL_PX = 74;

export function Line({ data, chosen, choose }) {
  const place = useRef(null);
  const width = useWidth(place);
  const [view, setView] = useState({ from: data.From, to: data.To });
  const scale = { view, width, x: (ms) => ((ms - view.from) / (view.to - view.from)) * width,
    ms: (x) => Math.min(view.to, Math.max(view.from, view.from + (x / width) * (view.to - view.from))) };
  const { dragged, ...drag } = useDrag(place, scale, choose);
  const window = dragged ?? chosen;
  const around = (from, to) => setView(within(data, from, to));
  return html`
    <section class="card line" aria-labelledby="line">
      <div class="heading"><h2 id="line">${t("The day")}</h2><${Zoom} data=${data} view=${view} chosen=${chosen} around=${around} /></div>
      <div class="line-place" ref=${place} ...${drag}>
        <svg width=${width} height=${HEIGHT} role="group" aria-label=${t("Drag over the line to choose a window")}>
          <${Axis} scale=${scale} />
          <${Spans} scale=${scale} spans=${data.LiveSpans} lane=${LANES[0]} kind="was-live" />
          <${Spans} scale=${scale} spans=${data.RecordedSpans} lane=${LANES[1]} kind="was-recorded" />
          <${Marks} scale=${scale} marks=${data.Marks} />
          ${data.Now < data.To && html`<line class="now" x1=${scale.x(data.Now)} x2=${scale.x(data.Now)} y1="22" y2=${HEIGHT} />`}
          ${window && html`<${Chosen} scale=${scale} window=${window} choose=${choose} data=${data} />`}
        </svg>
      </div>
      <${Legend} />
    </section>`;
}

/** A part of the day that is neither outside nor too short. */
function within(data, from, to) {
  const span = Math.min(data.To - data.From, Math.max(VIEW_MIN_MS, to - from));
  const middle = (from + to) / 2;
  const begin = Math.min(data.To - span, Math.max(data.From, middle - span / 2));
  return { from: begin, to: begin + span };
}

function useWidth(place) {
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const sizes = new ResizeObserver(() => setWidth(Math.max(100, place.current?.clientWidth ?? 600)));
    sizes.observe(place.current);
    return () => sizes.disconnect();
  }, []);
  return width;
}

function Zoom({ data, view, chosen, around }) {
  const span = view.to - view.from;
  const middle = chosen && chosen.from < view.to && chosen.to > view.from ? (chosen.from + chosen.to) / 2 : (view.from + view.to) / 2;
  const zoom = (factor) => around(middle - (span * factor) / 2, middle + (span * factor) / 2);
  const spans = [...data.LiveSpans, ...data.RecordedSpans];
  const fit = () => {
    const from = Math.min(...spans.map(({ From }) => From));
    const to = Math.max(...spans.map(({ To }) => To));
    around(from - (to - from) * 0.05, to + (to - from) * 0.05);
  };
  const move = (share) => around(view.from + span * share, view.to + span * share);
  const whole = span >= data.To - data.From;
  const button = (name, act, disabled = false) => html`<button type="button" class="button" disabled=${disabled} onClick=${act}>${name}</button>`;
  return html`
    <div class="actions" role="group" aria-label=${t("Part of the day that is shown")}>
      ${button(t("Earlier"), () => move(-0.5), view.from <= data.From)}
      ${button(t("Later"), () => move(0.5), view.to >= data.To)}
      ${button(t("Closer"), () => zoom(0.4), span <= VIEW_MIN_MS)}
      ${button(t("Wider"), () => zoom(2.5), whole)}
      ${button(t("What there is"), fit, spans.length === 0)}
      ${button(t("Whole day"), () => around(data.From, data.To), whole)}
    </div>`;
}

function Axis({ scale }) {
  const { view, width } = scale;
  const most = Math.max(1, Math.floor(width / LABEL_PX));
  const step = (STEPS_SECONDS.find((each) => (view.to - view.from) / SECOND / each <= most) ?? STEPS_SECONDS.at(-1)) * SECOND;
  const first = Math.ceil(view.from / step) * step;
  const ticks = Array.from({ length: Math.max(0, Math.floor((view.to - first) / step) + 1) }, (_, i) => first + i * step);
  return html`<g aria-hidden="true">${ticks.map((ms) => html`
    <line class="tick" key=${ms} x1=${scale.x(ms)} x2=${scale.x(ms)} y1="22" y2=${HEIGHT} />
    ${scale.x(ms) > 20 && scale.x(ms) < width - 20 && html`<text class="tick-name" x=${scale.x(ms)} y="14">${step < 60 * SECOND ? timeOf(ms) : timeOf(ms).slice(0, 5)}</text>`}`)}</g>`;
}

function Spans({ scale, spans, lane, kind }) {
  return html`<g aria-hidden="true">
    <rect class="lane" x="0" y=${lane.top} width=${scale.width} height=${lane.height} />
    ${spans.filter(({ From, To }) => To > scale.view.from && From < scale.view.to).map(({ From, To }) => {
      const from = Math.max(-10, scale.x(From));
      return html`<rect class=${kind} key=${From} rx="2" x=${from} y=${lane.top} width=${Math.max(3, Math.min(scale.width + 10, scale.x(To)) - from)} height=${lane.height} />`;
    })}</g>`;
}

function Marks({ scale, marks }) {
  return html`<g aria-hidden="true">${marks.filter(({ At }) => At >= scale.view.from && At <= scale.view.to).map((mark) => {
    const x = scale.x(mark.At);
    return html`<g key=${`${mark.At} ${mark.Kind} ${mark.FileId}`} class=${`mark ${group(mark).color}`}>
      <title>${`${timeOf(mark.At)} ${meaning(mark)}`}</title>
      <line x1=${x} x2=${x} y1=${LANES[1].top} y2=${MARKS_TOP} /><${Shape} shape=${group(mark).key} x=${x} y=${MARKS_TOP + 10} /></g>`;
  })}</g>`;
}

/** Not by colour alone. */
export function Shape({ shape, x, y }) {
  switch (shape) {
    case "interruption": return html`<path d=${`M${x - 7} ${y - 6}h5v12h-5zM${x + 2} ${y - 6}h5v12h-5z`} />`;
    case "loss": return html`<path d=${`M${x} ${y - 8}l8 15h-16z`} />`;
    case "split": return html`<path d=${`M${x} ${y - 7}l7 7l-7 7l-7-7z`} />`;
    default: return html`<circle cx=${x} cy=${y} r="6" />`;
  }
}

function Chosen({ scale, window, choose, data }) {
  const from = Math.max(-4, scale.x(window.from));
  const to = Math.min(scale.width + 4, scale.x(window.to));
  return html`
    <rect class="chosen" aria-hidden="true" x=${from} y="22" width=${Math.max(1, to - from)} height=${HEIGHT - 23} />
    <${End} name=${t("Beginning of the window")} scale=${scale} at=${window.from} least=${data.From} most=${window.to - SECOND}
      move=${(at) => choose({ ...window, from: at })} />
    <${End} name=${t("End of the window")} scale=${scale} at=${window.to} least=${window.from + SECOND} most=${data.To}
      move=${(at) => choose({ ...window, to: at })} />`;
}

/** Arrows move it by a second, with Shift by ten; Page Up and Page Down by a tenth of what is seen. */
function End({ name, scale, at, least, most, move }) {
  const tenth = (scale.view.to - scale.view.from) / 10;
  const steps = { ArrowLeft: -SECOND, ArrowDown: -SECOND, ArrowRight: SECOND, ArrowUp: SECOND, PageUp: tenth, PageDown: -tenth,
    Home: -Infinity, End: Infinity };
  const newest = useRef(at); // What is shown comes later than the next key.
  useEffect(() => { newest.current = at; }, [at]);
  function press(event) {
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const wished = newest.current + step * (event.shiftKey && Math.abs(step) === SECOND ? 10 : 1);
      newest.current = Math.min(most, Math.max(least, Math.round(wished / SECOND) * SECOND));
      move(newest.current);
    }
  }
  const x = scale.x(at);
  return html`<g class="end-of-window" role="slider" tabindex="0" aria-label=${name} aria-valuemin=${least / SECOND} aria-valuemax=${most / SECOND}
      aria-valuenow=${at / SECOND} aria-valuetext=${timeOf(at)} onKeyDown=${press}>
    <rect x=${x - 4} y="22" width="8" height=${HEIGHT - 23} rx="3" /></g>`;
}

function Legend() {
  return html`<ul class="legend">
    <li><svg width="20" height="14" aria-hidden="true"><rect class="was-live" width="20" height="14" rx="2" /></svg>${t("Live")}</li>
    <li><svg width="20" height="14" aria-hidden="true"><rect class="was-recorded" width="20" height="14" rx="2" /></svg>${t("Recorded")}</li>
    ${GROUPS.map(({ key, name, color }) => html`<li key=${key}><svg class=${`mark ${color}`} width="18" height="18" aria-hidden="true">
      <${Shape} shape=${key} x=${9} y=${9} /></svg>${name()}</li>`)}</ul>`;
}
