// The picture that stands for a file; where there is none, its format.

import { useState } from "preact/hooks";
import { html } from "../../html.js";

export function Cover({ file }) {
  const [broken, setBroken] = useState("");
  const path = file.Forbidden ? "" : file.CoverPath;
  return path && path !== broken
    ? html`<img src=${path} alt="" loading="lazy" decoding="async" width="16" height="9" onError=${() => setBroken(path)} />`
    : html`<span class="file-no-cover" aria-hidden="true">${file.Format.toUpperCase()}</span>`;
}
