// The streams that there is a timeline of, those that are live and those recorded last first.

import { useEffect, useState } from "preact/hooks";
import { useCall } from "../../api.js";
import { time } from "../../format.js";
import { html } from "../../html.js";
import { Badge, Empty, Failed, Field, Heading } from "../../parts/parts.js";
import { address, go, Link } from "../../router.js";
import { t } from "../../text/text.js";

const PAUSE_MS = 250;

export function StreamChoice({ query }) {
  const wished = query.q ?? "";
  const [text, setText] = useState(wished);
  const { data, failure, reload } = useCall("console", "DescribeTimelineStreams", { Text: wished.slice(0, 250) });
  useEffect(() => setText(wished), [wished]);
  useEffect(() => {
    const timer = setTimeout(() => text !== wished && go(address("timeline", text ? { q: text } : {}), { replace: true }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return html`
    <${Heading} title=${t("Timeline")} text=${t("Choose a stream to see what happened to it on a day.")} />
    <form role="search" class="stream-search" onSubmit=${(event) => event.preventDefault()}>
      <${Field} label=${t("Part of the stream's name")}>${(field) => html`<input type="search" value=${text} maxlength="250" ...${field}
        onInput=${(event) => setText(event.target.value)} />`}</${Field}>
    </form>
    ${failure && html`<${Failed} failure=${failure} again=${reload} />`}
    ${data && html`<${Streams} found=${data} text=${wished} />`}`;
}

function Streams({ found, text }) {
  if (found.Streams.length === 0) {
    return text ? html`<${Empty} heading=${t("No stream has this in its name.")} text=${text} />`
      : html`<${Empty} heading=${t("There are no streams yet.")} text=${t("Streams are here once they are live, or something was recorded of them.")} />`;
  }
  return html`
    <ul class="streams card">${found.Streams.map((each) => html`
      <li key=${`${each.AppName}/${each.StreamName}`}><${Link} to=${address("timeline", each.AppName, each.StreamName, {})}>
        <bdi>${each.AppName}/${each.StreamName}</bdi>
        ${each.Live ? html`<${Badge} kind="live">${t("Live")}</${Badge}>` : html`<span class="quiet">${t("recorded until {time}", { time: time(each.RecordedAt) })}</span>`}
      </${Link}></li>`)}</ul>
    ${found.More && html`<p class="quiet">${t("There are more: write a part of the name, or the application, a slash and how the name begins.")}</p>`}`;
}
