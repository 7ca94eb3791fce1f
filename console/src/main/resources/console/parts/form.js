// A form in a dialog. What fails is said within it: a notice would be behind it.

import { useState } from "preact/hooks";
import { advice, Failure } from "../api.js";
import { html } from "../html.js";
import { Dialog } from "./parts.js";
import { t } from "../text/text.js";

/** What failed, and what to do, in the place where it was tried. */
export function Wrong({ failure }) {
  return html`<div role="alert">${failure && html`<p class="error">${failure.message}</p><p class="quiet">${advice(failure.code)}</p>`}</div>`;
}

/**
 * @param verb on the button that sends it
 * @param submit called with the values by the names of the fields; the dialog closes when it is done, and stays when it fails
 */
export function FormDialog({ title, verb, submit, close, wide = false, children }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState(null);
  async function send(event) {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await submit(Object.fromEntries(new FormData(event.target)));
      close();
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
        <button class="button primary" disabled=${busy} aria-busy=${busy}>${verb}</button>
        <button type="button" class="button" onClick=${close}>${t("Cancel")}</button>
      </div>
    </form></${Dialog}>`;
}
