// Trying a receiver: a made-up event is sent once, and what came of it is shown.

import { useState } from "preact/hooks";
import { call, Failure } from "../api.js";
import { html } from "../html.js";
import { number } from "../format.js";
import { Badge, Dialog, Field } from "../parts/parts.js";
import { Wrong } from "../parts/form.js";
import { t } from "../text/text.js";
import { pretty } from "./callback-event.js";
import { kindName, outcome } from "./callback-words.js";

/** @param template none for the configured receiver; @param kinds for which it has addresses; @param ofFiles whether they are of files */
export function TestDialog({ name, template, kinds, ofFiles, close }) {
  const [kind, setKind] = useState(kinds[0]);
  const [state, setState] = useState({ busy: false });
  async function send(event) {
    event.preventDefault();
    setState({ busy: true });
    try {
      setState({ busy: false, result: await call("console", "TestCallback", { Kind: kind, ...(template ? { TemplateId: template.TemplateId } : {}) }) });
    } catch (failure) {
      setState({ busy: false });
      if (!(failure instanceof Failure)) {
        throw failure;
      }
      setState({ busy: false, failure });
    }
  }
  return html`<${Dialog} title=${t("Test {name}", { name })} close=${close}>
    <form onSubmit=${send}>
      <p>${ofFiles ? t("Sends a made-up event of a file or task that is not there, signed as usual, once. Nothing is kept of it here.")
    : t("Sends a made-up event of the stream live/livetape-test, signed as usual, once. Nothing is kept of it here.")}</p>
      <${Field} label=${t("Kind")}>${(field) => html`<select ...${field} value=${kind} onChange=${(event) => setKind(event.target.value)}>
        ${kinds.map((each) => html`<option value=${each}>${kindName(each)}</option>`)}</select>`}</${Field}>
      <${Wrong} failure=${state.failure} />
      <div role="status">${state.result && html`<${Result} result=${state.result} />`}</div>
      <div class="actions">
        <button class="button primary" disabled=${state.busy} aria-busy=${state.busy}>${state.busy ? t("Sending …") : t("Send")}</button>
        <button type="button" class="button" onClick=${close}>${t("Close")}</button>
      </div>
    </form></${Dialog}>`;
}

function Result({ result }) {
  return html`
    <p class="cb-attempt"><${Badge} kind=${result.Delivered ? "good" : "bad"}>${result.Delivered ? t("Taken") : t("Not taken")}</${Badge}>
      <span>${outcome({ status: result.Status, error: result.Error })}</span>
      <span class="quiet">${t("{n} ms", { n: number(result.DurationMs) })}</span></p>
    ${!result.Delivered && html`<p class="quiet">${result.Status ? t("Only status 200 counts as taken: look at the receiver's log.") : t("See whether the address is right, the receiver runs, and this machine may reach it.")}</p>`}
    ${result.Answer && html`<h3>${t("Answer")}</h3><pre class="cb-body" tabindex="0" role="group" aria-label=${t("Answer")}>${result.Answer}</pre>`}
    <details><summary>${t("Request")}</summary><pre class="cb-body" tabindex="0" role="group" aria-label=${t("Request")}>${pretty(result.Request)}</pre></details>`;
}
