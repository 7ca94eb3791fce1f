// A day of a stream: the line, what is on it in words, and what can be done with a window of it.

import { useEffect, useMemo, useState } from "preact/hooks";
import { useCall } from "../../api.js";
import { figures } from "../../events.js";
import { html, useStore } from "../../html.js";
import { Badge, Empty, Failed, Heading } from "../../parts/parts.js";
import { address, go, Link, place } from "../../router.js";
import { t } from "../../text/text.js";
import { Happened } from "./happened.js";
import { Line } from "./line.js";
import { Window } from "./window.js";
import { dayAfter, dayOf } from "./zone.js";

const RELOAD_MS = 6000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The day that an address wishes; empty for today. */
const dayIn = ({ day = "" }) => (DAY.test(day) ? day : "");

export function StreamDay({ app, stream, query }) {
  const day = dayIn(query);
  const { data, failure, loading, reload } = useCall("console", "DescribeTimeline", { AppName: app, StreamName: stream, Day: day });
  useGrowing(data, reload);
  const chosen = useMemo(() => windowOf(query), [query.from, query.to]);
  const to = (more) => address("timeline", app, stream, { ...(data && { day: data.Day }), ...more });
  const choose = (window) => go(to(window && { from: Math.floor(window.from / 1000), to: Math.ceil(window.to / 1000) }), { replace: true });
  return html`
    <${Heading} title=${html`<bdi>${app}/${stream}</bdi>`}>
      ${data?.Live && html`<${Badge} kind="live">${t("Live")}</${Badge}>`}
      <${Link} to=${address("timeline")} class="button">${t("Other streams")}</${Link}></${Heading}>
    ${data && html`<${Days} data=${data} day=${day || data.Day} busy=${loading} show=${(other) => go(to({ day: other }))} />`}
    ${failure && html`<${Failed} failure=${failure} again=${reload} />`}
    ${data && !failure && (isEmpty(data) ? html`<${Nothing} show=${() => go(to({ day: turned(data, -1) }))} />` : html`
      <${Line} key=${data.Day} data=${data} chosen=${chosen} choose=${choose} />
      ${data.Truncated && html`<p class="quiet" role="status">${t("More happened on this day than can be shown.")}</p>`}
      <${Window} app=${app} stream=${stream} day=${data.Day} chosen=${chosen} choose=${choose} />
      <${Happened} data=${data} choose=${choose} />`)}`;
}

/** Of the address, in milliseconds; null where none is chosen. */
function windowOf({ from, to }) {
  const window = { from: Number(from) * 1000, to: Number(to) * 1000 };
  return Number.isFinite(window.from) && Number.isFinite(window.to) && window.to > window.from && window.from > 0 ? window : null;
}

const isEmpty = ({ LiveSpans, RecordedSpans, Marks }) => LiveSpans.length + RecordedSpans.length + Marks.length === 0;

/** Today's line grows while the page is looked at. */
function useGrowing(data, reload) {
  const heard = useStore(figures);
  const [at, setAt] = useState(0);
  useEffect(() => {
    const now = Date.now();
    if (data && data.Now < data.To && now - at > RELOAD_MS) {
      setAt(now);
      reload(true);
    }
  }, [heard]);
}

/** So many days further than the one that is wished by now, which may not be shown yet; the future has none. */
function turned(data, days) {
  const [next, today] = [dayAfter(dayIn(place.get().query) || data.Day, days), dayOf(data.Now)];
  return next > today ? today : next;
}

function Days({ data, day, busy, show }) {
  const today = dayOf(data.Now);
  return html`
    <div class="days" aria-busy=${busy}>
      <button type="button" class="button" onClick=${() => show(turned(data, -1))}>${t("Day before")}</button>
      <label class="unseen-text" for="day">${t("Day")}</label>
      <input id="day" type="date" value=${day} max=${today}
        onChange=${(event) => DAY.test(event.target.value) && show(event.target.value)} />
      <button type="button" class="button" disabled=${day >= today} onClick=${() => show(turned(data, 1))}>${t("Day after")}</button>
    </div>`;
}

function Nothing({ show }) {
  return html`<${Empty} heading=${t("Nothing happened to this stream on this day.")} text=${t("It was neither live nor recorded.")}>
    <button type="button" class="button" onClick=${show}>${t("Day before")}</button></${Empty}>`;
}
