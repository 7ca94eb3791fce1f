// A form in a dialog. What fails is said within it: a notice would be behind it. A button that is disabled would lose the focus.

import { useState } from "preact/hooks";
import { advice, Failure } from "../api.js";
import { html } from "../html.js";
import { Dialog, RequestId } from "./parts.js";
import { t } from "../text/text.js";

/** What failed, and what to do, in the place where it was tried. @param message in the language of the page, where that is known */
export function Wrong({ failure, message = failure?.message }) {
  return html`<div role="alert">${failure && html`<p class="error">${message}</p><p class="quiet">${advice(failure.code)}</p>
    <${RequestId} failure=${failure} />`}</div>`;
}

/**
 * @param verb on the button that sends it
 * @param submit called with the values by the names of the fields; the dialog closes when it is done, and stays when it fails
 * @param done called when it is done, unless closing is all there is to do
 * @param ready whether what is entered can be sent; the fields say why not
 */
export function FormDialog({ title, verb, submit, close, done = close, ready = true, wide = false, children }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState(null);
  async function send(event) {
    event.preventDefault();
    if (!ready || busy) {
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      await submit(Object.fromEntries(new FormData(event.target)));
      done();
    } catch (failed) {
      setBusy(false);
      if (!(failed instanceof Failure)) {
        throw failed;
      }
      setFailure(failed);
    }
  }
  return html`<${Dialog} title=${title} close=${close} wide=${wide}>
    <form onSubmit=${send}>
      ${children}
      <${Wrong} failure=${failure} />
      <div class="actions">
        <button class="button primary" aria-disabled=${busy} aria-busy=${busy}>${verb}</button>
        <button type="button" class="button" onClick=${close}>${t("Cancel")}</button>
      </div>
    </form></${Dialog}>`;
}
