// What a plan means, in words.

import { html } from "../../html.js";
import { language } from "../../choices.js";
import { t } from "../../text/text.js";

/** The parts of a template in the API's words, and what people call them. */
export const FORMATS = [
  { part: "Mp4Param", format: "mp4", name: "MP4" },
  { part: "HlsParam", format: "hls", name: "HLS" },
  { part: "FlvParam", format: "flv", name: "FLV" },
  { part: "AacParam", format: "aac", name: "AAC" },
];

export const formatName = (label) => FORMATS.find(({ format }) => format === label)?.name ?? label;

const UNITS = [
  { seconds: 86_400, name: "day" },
  { seconds: 3600, name: "hour" },
  { seconds: 60, name: "minute" },
  { seconds: 1, name: "second" },
];

/** Exactly so many: 30 minutes, 90 seconds. */
export function exactly(seconds) {
  const { seconds: each, name } = UNITS.find((unit) => seconds >= unit.seconds && seconds % unit.seconds === 0) ?? UNITS.at(-1);
  return new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en-GB", { style: "unit", unit: name, unitDisplay: "long" }).format(seconds / each);
}

export const kept = (seconds) => (seconds === 0 ? t("kept for ever") : t("kept for {time}", { time: exactly(seconds) }));

/** A format of a plan as the server tells it. */
function sentence({ Format, IntervalSeconds, StorageSeconds, ContinuationSeconds }) {
  const cut = IntervalSeconds === 0 ? t("one file for the whole push") : t("a new file every {time}", { time: exactly(IntervalSeconds) });
  const waits = ContinuationSeconds === 0 ? ""
    : t(", which goes on if the publisher returns within {time}", { time: exactly(ContinuationSeconds) });
  return `${formatName(Format)}: ${cut}${waits}; ${kept(StorageSeconds)}`;
}

/** A list of the formats of a plan. */
export function Formats({ formats }) {
  return html`<ul class="plan-formats">${formats.map((each) => html`
    <li key=${each.Format}>${sentence(each)}<br /><span class="quiet">${t("Named")} <bdi><code>${each.FileName}</code></bdi></span></li>`)}</ul>`;
}

/** The formats of a template as those of a plan. */
export function planned(template) {
  return FORMATS.filter(({ part }) => template[part]?.Enable === 1).map(({ part, format }) => ({
    Format: format,
    IntervalSeconds: format === "hls" ? 0 : template[part].RecordInterval,
    StorageSeconds: template[part].StorageTime,
    ContinuationSeconds: format === "hls" ? template.HlsSpecialParam?.FlowContinueDuration ?? 0 : 0,
  }));
}

/** MP4 and HLS, kept for 7 days; in a table. */
export function Short({ template }) {
  const formats = planned(template);
  return formats.length === 0 ? html`<span>${t("Records nothing")}</span>`
    : html`<ul class="plan-short">${formats.map((each) => html`<li key=${each.Format}>${sentence(each)}</li>`)}</ul>`;
}

/** The streams that a rule is for. */
export function ruleName({ DomainName, AppName, StreamName }) {
  if (AppName && StreamName) {
    return t("the stream {stream} of the application {app} at {domain}", { stream: StreamName, app: AppName, domain: DomainName });
  }
  if (StreamName) {
    return t("streams called {stream} of any application at {domain}", { stream: StreamName, domain: DomainName });
  }
  return AppName ? t("all streams of the application {app} at {domain}", { app: AppName, domain: DomainName })
    : t("all streams at {domain}", { domain: DomainName });
}
