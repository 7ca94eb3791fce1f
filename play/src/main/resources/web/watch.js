// The pages' own behaviour: starts the player, copies addresses, follows a live stream from its first moments to its replay.

import { copy } from "./copy.js";
import { chooseLanguage } from "./language.js";
import { load } from "./player.js";
import { t } from "./text.js";

/** How often a page asks how its stream does, by its state; other pages never do. */
const ASK_AGAIN_MS = { starting: 1000, interrupted: 2000, replay: 10_000, rooms: 3000 };
/** Further than so many segments behind the place where live viewers are, and the page offers the way back. */
const BEHIND_SEGMENTS = 2;
/** How soon a page asks again when what was live has ended, or its server cannot be asked. */
const OVER_AGAIN_MS = 2000;

const main = document.querySelector("main");
let hls = null;
/** Ends what still tries to play when another player takes its place. */
let leaving = new AbortController();
/** Whether what was live has ended, and the page does not show what came of it yet. */
let over = false;
/** Whether the page says that it cannot ask its server. */
let unheard = false;

const player = () => document.querySelector("#screen video, #screen audio");

function say(text) {
  document.querySelector("#screen .message").textContent = text;
}

function fail(text) {
  document.querySelector("#screen").classList.add("failed");
  say(text);
}

/** What needs this script is hidden where there is none. */
function reveal() {
  document.querySelectorAll("[data-copy], [data-beginning], [data-edge]").forEach((button) => { button.hidden = false; });
}

async function begin() {
  reveal();
  if (player()) {
    leaving = new AbortController();
    hls = await load(player(), { say, fail, ended, stalled: ask, lost, signal: leaving.signal });
    player().addEventListener("timeupdate", showEdge);
    player().addEventListener("seeked", showEdge);
  }
}

function showEdge() {
  const button = document.querySelector("[data-edge]");
  const segmentSeconds = hls?.latestLevelDetails?.targetduration;
  if (button && segmentSeconds) {
    const behind = hls.latency - hls.targetLatency > BEHIND_SEGMENTS * segmentSeconds;
    button.setAttribute("aria-pressed", String(!behind));
    button.textContent = behind ? t("Go to live") : t("Live");
  }
}

async function ended() {
  over = true;
  await ask();
}

/** Asks for this page again, and takes over what is new in it. */
async function ask() {
  const next = await page();
  if (next?.ok) {
    if (unheard) {
      unheard = false;
      say("");
    }
    await take(next.main);
  } else if (!next && over) {
    unheard = true;
    say(t("The connection to the server is lost. Trying again …"));
  }
}

/** This page as it is now, in the language that it has here, whatever was chosen in another tab; null if the server cannot be asked. */
async function page() {
  const address = new URL(location.href);
  address.searchParams.set("lang", document.documentElement.lang);
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    return { ok: answer.ok, main: new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main") };
  } catch {
    return null;
  }
}

/** As {@link load} wants it: the page knows whether its recording was deleted, or has become another. */
async function lost() {
  const next = await page();
  const failed = next && !next.ok && next.main?.querySelector(".notice .quiet");
  if (failed) {
    say(failed.textContent);
  } else if (next?.ok && !sameMedia(next.main) && main.dataset.state === "replay") {
    say(t("What was playing here is no longer available. Reload the page to see what is."));
  } else if (next?.ok && !sameMedia(next.main)) {
    await replace(next.main);
  } else {
    return true;
  }
  return false;
}

function sameMedia(next) {
  const [now, then] = [player(), next.querySelector("video, audio")].map((element) =>
    element && (element.dataset.hls ?? element.dataset.flv ?? element.getAttribute("src")));
  return now === then;
}

async function take(next) {
  const { state } = next.dataset;
  if (state === "rooms") {
    takeRooms(next);
  } else if (main.dataset.state === "replay") {
    document.querySelector("[data-again]").hidden = state === "replay";
  } else if (over && hls && state !== "live" || hls && state !== main.dataset.state && sameRecording(next)) {
    become(next);
  } else if (over || state !== main.dataset.state) {
    await replace(next);
  }
  over = false;
}

/** Who walks through the list by keyboard stays where they are. */
function takeRooms(next) {
  const [now, then] = [main, next].map((page) => page.querySelector("#rooms"));
  if (now.innerHTML !== then.innerHTML) {
    const focused = now.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    now.replaceWith(then);
    [...then.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
  }
}

function sameRecording(next) {
  return next.querySelector("[data-hls]")?.dataset.hls === player().dataset.hls;
}

/** Another player, or the first one. */
async function replace(next) {
  leaving.abort();
  hls?.destroy();
  hls = null;
  main.replaceChildren(...next.children);
  main.dataset.state = next.dataset.state;
  await begin();
}

/** The stream is over, interrupted or live again, and its recording goes on playing where it is. */
function become(next) {
  if (document.querySelector("#about").contains(document.activeElement)) {
    player().focus();
  }
  for (const part of ["about", "recordings"]) {
    document.getElementById(part).replaceWith(next.querySelector(`#${part}`));
  }
  main.dataset.state = next.dataset.state;
  reveal();
}

function goTo(seconds) {
  player().currentTime = seconds;
  player().play().catch(() => {}); // It is called off where other buffers are made; they go on by themselves.
}

document.addEventListener("click", (event) => {
  const { target } = event;
  if (target.matches("[data-language]")) {
    event.preventDefault();
    chooseLanguage(target.dataset.language);
  } else if (target.matches("[data-copy]")) {
    copy(target);
  } else if (target.matches("[data-beginning]")) {
    goTo(0);
  } else if (target.matches("[data-edge]") && hls) {
    goTo(hls.liveSyncPosition);
  }
});

async function keepAsking() {
  const { state } = main.dataset;
  if (!document.hidden && (state in ASK_AGAIN_MS || over)) {
    await ask();
  }
  askLater();
}

function askLater() {
  setTimeout(keepAsking, over ? OVER_AGAIN_MS : ASK_AGAIN_MS[main.dataset.state] ?? ASK_AGAIN_MS.replay);
}

await begin();
if (["starting", "live", "interrupted", "replay", "rooms"].includes(main.dataset.state)) {
  askLater();
}
