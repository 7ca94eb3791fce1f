// What receivers were told of a file, and what they answered.

import { useEffect } from "preact/hooks";
import { useCall } from "../../api.js";
import { number, time } from "../../format.js";
import { html } from "../../html.js";
import { Badge, Failed } from "../../parts/parts.js";
import { t } from "../../text/text.js";
import { kindName, states } from "../callback-words.js";

const ASK_AGAIN_MS = 5000;

export function Deliveries({ id }) {
  const { data, failure, reload } = useCall("console", "DescribeFileDeliveries", { FileId: id });
  const open = data?.Events.some((each) => each.State === "WAITING" || each.State === "QUEUED");
  useEffect(() => {
    const timer = open && setInterval(() => !document.hidden && reload(true), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [open, reload]);
  return html`
    <section aria-labelledby="file-deliveries"><h2 id="file-deliveries">${t("Callbacks about this file")}</h2>
      ${failure && !data && html`<${Failed} failure=${failure} again=${reload} />`}
      ${data?.Events.length === 0 && html`<p class="quiet">
        ${t("Nobody was told of it: no receiver was set, or it is so long ago that the log is cleared.")}</p>`}
      ${data?.Events.length > 0 && html`<ul class="file-deliveries card">${data.Events.map((event) => html`
        <li key=${event.Id}><${Delivery} event=${event} /></li>`)}</ul>`}
    </section>`;
}

function Delivery({ event }) {
  return html`
    <p class="file-badges"><${Badge} kind=${states()[event.State].kind}>${states()[event.State].name}</${Badge}>
      <strong>${kindName(event.Kind)}</strong> <bdi>${event.Address}</bdi></p>
    <p class="quiet">${time(event.CreatedAt)}${event.NextAt !== null && ` · ${t("next attempt {time}", { time: time(event.NextAt) })}`}</p>
    ${event.Attempts.length > 0 && html`<details><summary>${event.Attempts.length === 1 ? t("One attempt")
      : t("{n} attempts", { n: number(event.Attempts.length) })}</summary>
      <ol class="file-attempts">${event.Attempts.map((each) => html`<li key=${each.Number}>
        <span>${time(each.StartedAt)} · ${number(each.DurationMs)} ms${" · "}
          ${each.Status ? `HTTP ${each.Status}` : html`<bdi>${each.Error}</bdi>`}</span>
        ${each.Answer && html`<code><bdi>${each.Answer}</bdi></code>`}</li>`)}</ol></details>`}`;
}
