// One event: its request, and every attempt with what was answered.

import { useEffect, useState } from "preact/hooks";
import { call, Failure, may, useCall } from "../api.js";
import { html } from "../html.js";
import { number, size, time } from "../format.js";
import { Wrong } from "../parts/form.js";
import { Badge, Dialog, Failed } from "../parts/parts.js";
import { t } from "../text/text.js";
import { kindName, outcome, states } from "./callback-words.js";

const POLL_MS = 3000;

export function Event({ id, close, changed }) {
  const { data, failure, reload } = useCall("console", "DescribeCallbackEvent", { Id: id });
  useEffect(() => {
    const timer = setInterval(() => reload(true), POLL_MS);
    return () => clearInterval(timer);
  }, [reload]);
  const event = data?.Event;
  const [resent, setResent] = useState({});
  async function resend() {
    if (resent.busy) {
      return;
    }
    setResent({ busy: true });
    try {
      await call("console", "ResendCallback", { Id: id });
      setResent({ done: true });
    } catch (problem) {
      if (!(problem instanceof Failure)) {
        throw problem;
      }
      setResent({ problem });
    }
    reload(true);
    changed();
  }
  return html`<${Dialog} title=${event ? kindName(event.Kind) : t("Event")} close=${close} wide>
    ${failure && !data && html`<${Failed} failure=${failure} again=${reload} />`}
    ${event && html`
      <dl class="cb-facts">
        <dt>${t("State")}</dt><dd><${Badge} kind=${states()[event.State].kind}>${states()[event.State].name}</${Badge}>
          ${event.NextAt && event.AttemptCount > 0 && html` <span class="quiet">${t("next try at {time}", { time: time(event.NextAt) })}</span>`}</dd>
        <dt>${t("Stream")}</dt><dd><bdi>${event.Stream}</bdi></dd>
        <dt>${t("Receiver")}</dt><dd><bdi>${event.Address}</bdi></dd>
        <dt>${t("Since")}</dt><dd>${time(event.CreatedAt)}</dd>
      </dl>
      <h3>${t("Request")}</h3>
      <pre class="cb-body" tabindex="0" role="group" aria-label=${t("Request")}>${pretty(data.Request)}</pre>
      <p class="quiet">${t("Each attempt adds the fields t and sign; parts that are secret are not shown.")}</p>
      <h3>${t("Attempts")}</h3>
      ${data.Attempts.length === 0 && html`<p class="quiet">${t("None yet.")}</p>`}
      <ol class="cb-attempts">${data.Attempts.toReversed().map((attempt) => html`<${Attempt} attempt=${attempt} key=${attempt.Number} />`)}</ol>
      <${Wrong} failure=${resent.problem ?? failure} />
      <p role="status">${resent.done && t("It is being sent again.")}</p>
      <div class="actions">
        ${may("operator") && (event.State === "PARKED" || event.State === "DELIVERED")
          && html`<button type="button" class="button primary" aria-disabled=${Boolean(resent.busy)}
            onClick=${resend}>${t("Send again")}</button>`}
        <button type="button" class="button" onClick=${close}>${t("Close")}</button>
      </div>`}
  </${Dialog}>`;
}

function Attempt({ attempt }) {
  return html`<li>
    <div class="cb-attempt"><strong>${number(attempt.Number)}</strong>
      <${Badge} kind=${attempt.Status === 200 ? "good" : "bad"}>${outcome({ status: attempt.Status, error: t("no answer") })}</${Badge}>
      <time>${time(attempt.StartedAt)}</time>
      <span class="quiet">${t("{n} ms", { n: number(attempt.DurationMs) })}, ${size(attempt.RequestBytes)}</span></div>
    ${attempt.Error && html`<p class="error">${attempt.Error}</p>`}
    ${attempt.Answer && html`<pre class="cb-body" tabindex="0" role="group" aria-label=${t("Answer")}>${attempt.Answer}</pre>`}</li>`;
}

/** JSON with line breaks; anything else as it is. */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
