// The navigation: at the side, or behind a button where there is little room.

import { useState } from "preact/hooks";
import { act, session, signOut } from "./api.js";
import { chooseLanguage, chooseTheme, language, theme } from "./choices.js";
import { html, useStore } from "./html.js";
import { address, Link, pages, place } from "./router.js";
import { t } from "./text/text.js";

export function Navigation() {
  const [open, setOpen] = useState(false);
  const at = useStore(place);
  const icon = document.querySelector("link[rel=icon]").href;
  return html`
    <header class="side" data-open=${open}>
      <div class="top">
        <${Link} to=${address("")} class="brand"><img src=${icon} alt="" width="24" height="24" />Livetape</${Link}>
        <button type="button" class="button menu" aria-expanded=${open} aria-controls="navigation" onClick=${() => setOpen(!open)}>
          ${t("Menu")}</button>
      </div>
      <div class="fold" id="navigation" onClick=${(event) => event.target.closest("a") && setOpen(false)}>
        <nav aria-label=${t("Console")}>
          <ul>${pages.map((page) => html`<li key=${page.path}>
            <${Link} to=${address(page.path)} aria-current=${at.page === page ? "page" : null}>
              <svg viewBox="0 0 20 20" aria-hidden="true"><path d=${page.sign} /></svg>${t(page.name)}</${Link}></li>`)}</ul>
        </nav>
        <${Choices} />
      </div>
    </header>`;
}

function Choices() {
  const user = useStore(session);
  return html`
    <div class="choices">
      <label>${t("Appearance")}
        <select value=${theme()} onChange=${(event) => chooseTheme(event.target.value)}>
          <option value="">${t("As the system")}</option><option value="light">${t("Light")}</option>
          <option value="dark">${t("Dark")}</option>
        </select></label>
      <${LanguageChoice} />
      <p class="quiet"><bdi>${user?.User}</bdi> · ${t(user?.Role ?? "")}</p>
      <button type="button" class="button" onClick=${() => act(t("sign out"), signOut)}>${t("Sign out")}</button>
    </div>`;
}

export function LanguageChoice() {
  return html`<label>${t("Language")}
    <select value=${language} onChange=${(event) => chooseLanguage(event.target.value)}>
      <option value="en" lang="en">English</option><option value="zh" lang="zh">中文</option>
    </select></label>`;
}
