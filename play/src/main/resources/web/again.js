// A recording that breaks off because its server is away, or its connection dead: it is asked for until it can be had, and then goes on
// where it was.

import { t } from "./text.js";

export const RETRY_MS = 3000;
/** What fails again so soon after it was loaded, and can be had, fails by itself. */
const RECOVERY_MS = 5000;
/** A server that says nothing for so long is away. */
const ANSWER_MS = 10_000;
/** What a dead connection swallows is asked again by another, so long after the first time. */
const ASKED_AGAIN_MS = [0, 2000, 4000, 6000, 8000];
/** Who waits so long for media asks whether the server is there. */
const STUCK_MS = 2000;
/** A connection that brings nothing for so long, although the server is there, is dead without having been closed. */
export const SILENT_MS = 10_000;
/** What waits with so much ahead of it does not wait for the server. */
const AHEAD_SECONDS = 1;
/** Answers after which nothing will come by this address. */
export const REFUSED = [403, 404];

/** Whether something may come of the media again; if not, the page has said so. */
export async function mayComeAgain(page) {
  return !page.lost || page.lost();
}

export function tryingAgain(page) {
  page.say(t("The recording cannot be reached. Trying again …"));
}

/**
 * @param page as load() of player.js has it, with unplayable()
 * @param start loads the media anew
 * @param seek goes to a place in seconds, once length and tracks are known again
 * @returns to be called with what has happened: "cut" where it was cut off, "failed" where that may be the recording's own fault
 */
export function persistence(element, address, page, start, seek = (seconds) => { element.currentTime = seconds; }) {
  let startedAt = -RECOVERY_MS;
  let meeting = false;
  /** Whether nothing more will come, which the page has said. */
  let over = false;
  let stuckTimer = 0;
  /** When something of the media came, or was first missed. */
  let cameAt = 0;
  /** What is to be as it was, until the media is there again. */
  let before = null;
  /** Whether it is to play; Chromium pauses what has failed. */
  let wanted = !element.paused;

  element.addEventListener("play", () => { wanted = true; });
  element.addEventListener("pause", () => { wanted &&= Boolean(element.error); });
  element.addEventListener("loadedmetadata", () => {
    if (before) {
      const { currentTime, playbackRate } = before;
      before = null;
      element.playbackRate = playbackRate;
      seek(currentTime);
      page.say("");
    }
  });

  element.addEventListener("progress", () => { cameAt = performance.now(); });
  for (const wait of ["waiting", "seeking"]) {
    element.addEventListener(wait, () => {
      cameAt = performance.now();
      askWhileStuck();
    });
  }

  function askWhileStuck() {
    clearTimeout(stuckTimer);
    stuckTimer = setTimeout(() => {
      if (!page.signal?.aborted && !over && isStuck(element)) {
        broke(performance.now() - cameAt > SILENT_MS && !hasMoreAhead(element) ? "cut" : "stuck");
        askWhileStuck();
      }
    }, STUCK_MS);
  }

  function goOn() {
    const { currentTime, playbackRate } = element;
    const play = wanted;
    before ??= { currentTime, playbackRate };
    startedAt = performance.now();
    cameAt = startedAt;
    start();
    if (play) {
      element.play().catch(() => {}); // Then by hand.
    }
  }

  /** @param what as the caller may say, or "stuck" where it waits longer than usual */
  function broke(what) {
    if (!meeting) {
      meeting = true;
      meet(what).finally(() => { meeting = false; });
    }
  }

  async function meet(what) {
    const soon = performance.now() - startedAt < RECOVERY_MS;
    const found = await ask();
    if (found === "there" && what === "failed" && soon) {
      over = true;
      page.unplayable();
    } else if (found === "away" || (found === "there" && what === "cut" && soon)) {
      await untilThere() && (what === "stuck" && !isStuck(element) ? page.say("") : goOn());
    } else if (found === "there" && what !== "stuck") {
      goOn();
    }
  }

  async function untilThere() {
    for (let found = "away"; found !== "there"; found = await ask()) {
      if (found === "gone") {
        return false;
      }
      tryingAgain(page);
      await pause(RETRY_MS);
    }
    return true;
  }

  async function ask() {
    const found = await find(address, page);
    over ||= found === "gone";
    return found;
  }

  return broke;
}

/** Whether it waits for what has not come. */
const isStuck = ({ error, seeking, paused, readyState, HAVE_FUTURE_DATA }) =>
  Boolean(error) || seeking || (!paused && readyState < HAVE_FUTURE_DATA);

const hasMoreAhead = ({ buffered, currentTime }) =>
  buffered.length > 0 && buffered.end(buffered.length - 1) > currentTime + AHEAD_SECONDS;

/** there, away, or gone for good, which the page has said then. */
async function find(address, page) {
  const status = await statusOf(address);
  if (page.signal?.aborted) {
    return "gone";
  }
  if (REFUSED.includes(status)) {
    if (await mayComeAgain(page)) {
      page.say(t("The recording cannot be reached. Reload the page to try again.")); // By an address that is good again.
    }
    return "gone";
  }
  return status >= 200 && status < 300 ? "there" : "away";
}

/** 0 where there is no answer. */
async function statusOf(address) {
  const asking = new AbortController();
  const timer = setTimeout(() => asking.abort(), ANSWER_MS);
  const ask = async (delayMs) => {
    await pause(delayMs);
    return fetch(address, { method: "HEAD", cache: "no-store", signal: asking.signal });
  };
  try {
    return (await Promise.race(ASKED_AGAIN_MS.map(ask))).status;
  } catch {
    return 0;
  } finally {
    clearTimeout(timer);
    asking.abort();
  }
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
