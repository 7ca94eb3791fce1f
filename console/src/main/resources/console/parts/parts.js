// Small things that all pages are made of.

import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { advice } from "../api.js";
import { connection } from "../events.js";
import { html, useStore } from "../html.js";
import { t } from "../text/text.js";

const COPIED_MS = 2000;

/** The page's name, which takes the focus when one comes to the page; beside it what can be done. */
export function Heading({ title, text, children }) {
  return html`
    <div class="heading">
      <div><h1 tabindex="-1">${title}</h1>${text && html`<p class="quiet">${text}</p>`}</div>
      <div class="actions">${children}</div>
    </div>`;
}

/** In the place of what is not there: why, and what to do next. */
export function Empty({ heading, text, children }) {
  return html`<div class="empty card"><h2>${heading}</h2>${text && html`<p class="quiet">${text}</p>`}${children}</div>`;
}

/**
 * In the place of what could not be loaded. When the server is there again it is asked again.
 *
 * @param what it is, where that is not all of the page
 */
export function Failed({ failure, again, what = "" }) {
  useReturn(() => failure.code === "Unreachable" && again());
  return html`<div class="empty card" role="alert"><h2>${what && `${what}: `}${t("This could not be loaded.")}</h2>
    <p>${failure.message}</p><p class="quiet">${advice(failure.code)}</p><${RequestId} failure=${failure} />
    <button type="button" class="button" onClick=${() => again()}>${t("Try again")}</button></div>`;
}

/** By which the server's log tells more, where that is all there is to do about a failure. */
export function RequestId({ failure: { code, requestId } }) {
  return code.startsWith("InternalError") && requestId && html`<p class="quiet">${t("Request id")}: <code>${requestId}</code></p>`;
}

/** As {@link Failed}, in one line: of a part that the rest of the page does without. */
export function FailedPart({ what, failure, again }) {
  useReturn(() => failure.code === "Unreachable" && again());
  return html`<div class="quiet" role="alert">${what}: ${t("This could not be loaded.")} ${failure.message} ${advice(failure.code)}
    <button type="button" class="button" onClick=${() => again()}>${t("Try again")}</button><${RequestId} failure=${failure} /></div>`;
}

/** Does something whenever a connection that was lost is there again. */
export function useReturn(act) {
  const state = useStore(connection);
  const before = useRef(state);
  useEffect(() => {
    if (before.current === "lost" && state === "open") {
      act();
    }
    before.current = state;
  }, [state]);
}

/** @param kind good, bad, warn, live or nothing */
export function Badge({ kind = "", children }) {
  return html`<span class=${`badge ${kind}`}>${children}</span>`;
}

/** Copies a text; without HTTPS there is no clipboard to write to, and it is selected and copied the old way. */
export function Copy({ text, children }) {
  const [copied, setCopied] = useState(false);
  const button = useRef(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copySelected(text, button.current);
    }
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  }
  return html`<button type="button" class="button" ref=${button} onClick=${copy}>
    <span aria-live="polite">${copied ? t("Copied") : children ?? t("Copy")}</span></button>`;
}

/** Within an open dialog nothing outside can be selected, so the field stands beside the button. */
function copySelected(text, button) {
  const field = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
  button.after(field);
  field.select();
  document.execCommand("copy");
  field.remove();
  button.focus();
}

/**
 * A labelled field of a form, with its help and what is wrong with it. `children` gets the attributes for the field itself:
 * <Field label=… error=…>${(field) => html`<input ...${field} />`}</Field>
 */
export function Field({ label, help, error, children }) {
  const id = useId();
  const about = [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(" ") || null;
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${children({ id, "aria-describedby": about, "aria-invalid": error ? "true" : null })}
      ${error && html`<p class="error" id=${`${id}-error`}>${error}</p>`}
      ${help && html`<p class="quiet" id=${`${id}-help`}>${help}</p>`}
    </div>`;
}

/**
 * A dialog over the page, open as long as it is there; Escape closes it, and the focus returns to where it was. Browsers that doubt that
 * somebody is there close it without asking.
 *
 * @param close called when somebody wants it closed
 */
export function Dialog({ title, close, wide = false, children }) {
  const dialog = useRef(null);
  const id = useId();
  useLayoutEffect(() => { // Before another key is pressed.
    const [before, element] = [document.activeElement, dialog.current];
    element.showModal();
    return () => {
      element.close(); // What is behind an open dialog takes no focus.
      before?.isConnected && before.focus();
      requestAnimationFrame(keepFocus);
    };
  }, []);
  return html`
    <dialog ref=${dialog} class=${wide ? "card wide" : "card"} aria-labelledby=${id}
        onCancel=${(event) => { event.preventDefault(); close(); }} onClose=${({ target }) => target.isConnected && close()}>
      <div class="title"><h2 id=${id}>${title}</h2>
        <button type="button" class="icon" aria-label=${t("Close")} onClick=${close}>×</button></div>
      ${children}
    </dialog>`;
}

/** What opened a dialog may have gone with what was done in it: the page's name takes the focus then. */
function keepFocus() {
  if (document.activeElement === document.body) {
    document.querySelector("h1")?.focus();
  }
}

/** Asks before something is done that cannot be undone. `act` may take its time. */
export function Confirm({ title, text, verb, act, close }) {
  const [busy, setBusy] = useState(false);
  async function yes() {
    setBusy(true);
    await act();
    close();
  }
  return html`<${Dialog} title=${title} close=${close}><p>${text}</p>
    <div class="actions"><button type="button" class="button primary" disabled=${busy} onClick=${yes}>${verb}</button>
      <button type="button" class="button" onClick=${close}>${t("Cancel")}</button></div></${Dialog}>`;
}
