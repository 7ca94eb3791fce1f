// Callbacks: who is told of what, what could not be told, and everything that was sent.

import { useEffect, useState } from "preact/hooks";
import { act, call, may, useCall } from "../api.js";
import { figures } from "../events.js";
import { html, useStore } from "../html.js";
import { number } from "../format.js";
import { Failed, Heading } from "../parts/parts.js";
import { address, go } from "../router.js";
import { t } from "../text/text.js";
import { Event } from "./callback-event.js";
import { Events } from "./callback-events.js";
import { Receivers } from "./callback-receivers.js";

/** An event that is looked at stands in the query, so that the page stays where it is when its dialog opens and closes. */
export default function Callbacks({ query: { event, ...query } }) {
  const { data, failure, reload } = useCall("console", "DescribeCallbackEndpoints");
  const changed = () => reload(true);
  const parkedCount = useStore(figures)?.CallbacksParked;
  useEffect(() => { data && reload(true); }, [parkedCount]);
  return html`
    <${Heading} title=${t("Callbacks")} text=${t("What happens to streams and files is posted to receivers, until they answer with status 200.")} />
    ${failure && html`<${Failed} failure=${failure} again=${reload} />`}
    ${data?.Parked.length > 0 && html`<${Parked} parked=${data.Parked} changed=${changed} />`}
    ${data && html`<${Receivers} data=${data} changed=${changed} />`}
    <${Events} query=${query} changed=${changed} parked=${data?.Parked} />
    ${event && html`<${Event} key=${event} id=${Number(event) || 0} close=${() => go(address("callbacks", query))} changed=${changed} />`}`;
}

/** What was given up, which somebody has to look at. */
function Parked({ parked, changed }) {
  const [busy, setBusy] = useState(false);
  async function resend(each) {
    if (busy) {
      return;
    }
    setBusy(true);
    await act(t("send the events again"), () => call("console", "ResendParkedCallbacks", { Id: each.EventId }), t("They are being sent again."));
    await changed();
    setBusy(false);
  }
  return html`
    <section aria-labelledby="parked"><h2 id="parked">${t("Given up")}</h2>
      <ul class="cb-parked card">${parked.map((each) => html`
        <li key=${each.EventId}>
          <div><bdi class="cb-address">${each.Address}</bdi>
            <p class="bad">${each.EventCount === 1 ? t("One event did not get there")
              : t("{n} events did not get there", { n: number(each.EventCount) })}</p></div>
          ${may("operator") && html`<button type="button" class="button primary" aria-disabled=${busy} onClick=${() => resend(each)}
            aria-label=${`${t("Send all again")}: ${each.Address}`}>${t("Send all again")}</button>`}
        </li>`)}</ul>
    </section>`;
}
