// Buttons that copy an address.

import { t } from "./text.js";

const COPIED_MS = 2000;

/** Copies what the button names, and lets it say so for a moment. */
export async function copy(button) {
  const { copy: text } = button.dataset;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copySelected(text); // Without HTTPS there is no clipboard to write to.
  }
  button.textContent = t("Copied");
  setTimeout(() => { button.textContent = t("Copy address"); }, COPIED_MS);
}

function copySelected(text) {
  const field = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
