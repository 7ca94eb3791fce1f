// A plot over time, as large as its place, in the colours of the page.

import UPlot from "uplot";
import { useEffect, useRef } from "preact/hooks";
import { language } from "../choices.js";
import { html } from "../html.js";
import { session } from "../api.js";

const HEIGHT_REM = 10;
const SPAN_LEAST_SECONDS = 60;

const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/**
 * @param label what it shows, for who does not see it
 * @param series each { name, color (a token's name), show(value), least (the scale reaches so far at least) }
 * @param seconds the span that it shows at most, up to the newest value
 * @param data columns: seconds since 1970, then the values of each series; null where there is none
 */
export function Plot({ label, series, data, seconds = 3600 }) {
  const place = useRef(null);
  const plot = useRef(null);
  const newest = useRef(data);
  newest.current = data;

  useEffect(() => {
    const make = () => {
      plot.current?.destroy();
      plot.current = new UPlot(options(series, place.current.clientWidth, seconds), newest.current, place.current);
    };
    make();
    const sizes = new ResizeObserver(() => plot.current.setSize({ width: place.current.clientWidth, height: HEIGHT_REM * rem() }));
    sizes.observe(place.current);
    document.addEventListener("themechange", make);
    return () => {
      document.removeEventListener("themechange", make);
      sizes.disconnect();
      plot.current.destroy();
    };
  }, []);
  useEffect(() => plot.current.setData(data), [data]);

  return html`<div class="plot" role="img" aria-label=${label} ref=${place}></div>`;
}

function options(series, width, seconds) {
  const axis = { stroke: style("--quiet"), font: `${0.75 * rem()}px ${style("--plain-font") || "sans-serif"}`,
    grid: { stroke: style("--line"), width: 1 }, ticks: { show: false } };
  const [first] = series;
  return {
    width,
    height: HEIGHT_REM * rem(),
    tzDate: (seconds) => UPlot.tzDate(new Date(seconds * 1000), session.get()?.Server.TimeZone ?? "UTC"),
    cursor: { y: false, points: { size: 6 } },
    legend: { show: series.length > 1 },
    scales: {
      x: { range: (_, oldest, newest) => span(oldest, newest, seconds) },
      y: { range: (_, __, most) => [0, Math.max(first.least ?? 1, (most ?? 0) * 1.1)] },
    },
    axes: [
      { ...axis, size: 1.9 * rem(), space: 4.5 * rem(), values: (_, splits) => splits.map((at) => (splits[1] - splits[0] < 60 ? second(at) : clock(at))) },
      { ...axis, size: 4.8 * rem(), space: 2 * rem(), values: (_, splits) => splits.map((value) => first.show(value)) },
    ],
    series: [{ value: (_, seconds) => (seconds === null ? "" : clock(seconds)) },
      ...series.map(({ name, color, show }) => ({ label: name, stroke: style(color), width: 2, points: { show: false },
        fill: series.length === 1 ? `${style(color)}22` : undefined, value: (_, value) => (value === null ? "" : show(value)) }))],
  };
}

/** All there is, but not more than the most and not less than a few minutes, in which a line can be seen. */
function span(oldest, newest, seconds) {
  const end = newest ?? Date.now() / 1000;
  return [Math.max(end - seconds, Math.min(oldest ?? end, end - SPAN_LEAST_SECONDS)), end];
}

function second(seconds) {
  return clock(seconds, "2-digit");
}

function clock(seconds, second) {
  return new Date(seconds * 1000).toLocaleTimeString(language === "zh" ? "zh-CN" : "en-GB",
    { timeZone: session.get()?.Server.TimeZone ?? "UTC", hour: "2-digit", minute: "2-digit", second, hour12: false });
}
