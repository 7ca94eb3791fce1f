// Notices: what was done, and what failed with what to do about it. Those of failures stay until they are closed.

import { html, store, useStore } from "./html.js";
import { t } from "./text/text.js";

const SHOWN_MAX = 5;
const GOOD_MS = 5000;

const notices = store([]);
let last = 0;

/** @param notice kind ("good" or "bad"), title, and if wanted text, advice, detail */
export function notify(notice) {
  const shown = { ...notice, id: ++last };
  const others = notices.get().filter((each) => each.title !== notice.title || each.text !== notice.text);
  notices.set([...others, shown].slice(-SHOWN_MAX));
  if (notice.kind === "good") {
    setTimeout(() => close(shown.id), GOOD_MS);
  }
}

function close(id) {
  notices.set(notices.get().filter((each) => each.id !== id));
}

/** Where they appear; read out by screen readers when they come. */
export function Notices() {
  return html`
    <div class="notices" aria-live="polite" aria-relevant="additions">
      ${useStore(notices).map((notice) => html`
        <div class=${`notice ${notice.kind}`} key=${notice.id} role=${notice.kind === "bad" ? "alert" : null}>
          <div>
            <strong>${notice.title}</strong>
            ${notice.text && html`<p>${notice.text}</p>`}
            ${notice.advice && html`<p>${notice.advice}</p>`}
            ${notice.detail && html`<p class="detail">${t("Request id")}: <code>${notice.detail}</code></p>`}
          </div>
          <button type="button" class="icon" aria-label=${t("Close")} onClick=${() => close(notice.id)}>×</button>
        </div>`)}
    </div>`;
}
