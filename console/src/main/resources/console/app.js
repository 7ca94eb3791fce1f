// The frame around all pages: who is signed in, the navigation, what is shown in the middle.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { expired, findSession, session } from "./api.js";
import { connection } from "./events.js";
import { html, useStore } from "./html.js";
import { Login, LoginAgain } from "./login.js";
import { Navigation } from "./navigation.js";
import { Notices, notify } from "./notices.js";
import { Empty, Heading } from "./parts/parts.js";
import { address, Link, place } from "./router.js";
import { t } from "./text/text.js";

const RETRY_MS = 3000;

export function App() {
  const user = useStore(session);
  const again = useStore(expired);
  useEffect(beginSession, []);
  return html`${shown(user)}<${Notices} />${user && again && html`<${LoginAgain} user=${user.User} />`}`;
}

/** Somebody else gets a page of his own: what one has entered is not the other's. */
function shown(user) {
  if (user === undefined) {
    return html`<p class="starting" role="status">${t("Loading …")}</p>`;
  }
  return user === null ? html`<${Login} />` : html`<${Frame} key=${`${user.User} ${user.Role}`} />`;
}

function beginSession() {
  findSession().catch(() => {
    notify({ kind: "bad", title: t("The server cannot be reached."), text: t("Trying again …") });
    setTimeout(beginSession, RETRY_MS);
  });
}

function Frame() {
  return html`
    <a class="skip" href="#main" onClick=${skip}>${t("Skip to the content")}</a>
    <div class="frame">
      <${Navigation} />
      <div class="middle">
        <${Lost} />
        <main id="main" tabindex="-1"><${Page} /></main>
      </div>
    </div>`;
}

function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

function Lost() {
  const lost = useStore(connection) === "lost";
  return html`<div role="status" class="lost" hidden=${!lost}>
    ${lost && t("The connection to the server is lost. What you see may be old. Trying again …")}</div>`;
}

/** The page of the address, once its script is there. */
function Page() {
  const at = useStore(place);
  const [shown, setShown] = useState(null);
  useEffect(() => {
    let current = true;
    load(at).then((component) => current && setShown({ component, at }));
    return () => { current = false; };
  }, [at]);
  useArrival(shown?.at);
  return shown && html`<${shown.component} ...${shown.at} key=${shown.at.page?.path} />`;
}

async function load({ page }) {
  if (!page) {
    return Nowhere;
  }
  try {
    return (await page.load()).default;
  } catch (failure) {
    console.info(failure);
    return NotLoaded;
  }
}

/**
 * Says where one has come to: by the title, and by the focus for who does not see it; not when the console is opened. Before the page's own
 * effects, which may say it more closely.
 */
function useArrival(at) {
  const before = useRef(null);
  const where = at && [at.page?.path, ...at.segments].join("/");
  useLayoutEffect(() => {
    if (!at) {
      return;
    }
    document.title = `${at.page ? t(at.page.name) : t("Not found")} · Livetape`;
    if (before.current !== null) {
      document.querySelector("h1")?.focus();
      scrollTo(0, 0);
    }
    before.current = where;
  }, [where]);
}

function Nowhere() {
  return html`<${Heading} title=${t("Not found")} />
    <${Empty} heading=${t("There is nothing at this address.")}>
    <${Link} to=${address("")} class="button primary">${t("Go to the overview")}</${Link}></${Empty}>`;
}

function NotLoaded({ page }) {
  return html`<${Heading} title=${t(page.name)} />
    <${Empty} heading=${t("This page could not be loaded.")} text=${t("The server may have been updated, or cannot be reached.")}>
    <button type="button" class="button primary" onClick=${() => location.reload()}>${t("Reload")}</button></${Empty}>`;
}
