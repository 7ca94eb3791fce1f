// A recording that breaks off because its server is away: it is asked for until it can be had, and then goes on where it was.

import { t } from "./text.js";

const RETRY_MS = 3000;
/** What fails again so soon after it was loaded, and can be had, fails by itself. */
const RECOVERY_MS = 5000;
/** A server that says nothing for so long is away. */
const ANSWER_MS = 10_000;
const REFUSED = [403, 404];

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
 * @returns to be called with what has happened: "stuck" where it waits longer than usual, "cut" where it was cut off, "failed" where
 *   that may be the recording's own fault
 */
export function persistence(element, address, page, start, seek = (seconds) => { element.currentTime = seconds; }) {
  let startedAt = -RECOVERY_MS;
  let waiting = false;
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

  function goOn() {
    const { currentTime, playbackRate } = element;
    const play = wanted;
    before ??= { currentTime, playbackRate };
    startedAt = performance.now();
    start();
    if (play) {
      element.play().catch(() => {}); // Then by hand.
    }
  }

  async function meet(what) {
    const soon = performance.now() - startedAt < RECOVERY_MS;
    const found = await find(address, page);
    if (found === "there" && what === "failed" && soon) {
      page.unplayable();
    } else if (found === "away" || (found === "there" && what === "cut" && soon)) {
      await untilThere() && (what === "stuck" && !isStuck(element) ? page.say("") : goOn());
    } else if (found === "there" && what !== "stuck") {
      goOn();
    }
  }

  async function untilThere() {
    for (let found = "away"; found !== "there"; found = await find(address, page)) {
      if (found === "gone") {
        return false;
      }
      tryingAgain(page);
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
    return true;
  }

  return (what) => {
    if (!waiting) {
      waiting = true;
      meet(what).finally(() => { waiting = false; });
    }
  };
}

/** Whether it waits for what has not come. */
export const isStuck = ({ error, seeking, paused, readyState, HAVE_FUTURE_DATA }) =>
  Boolean(error) || seeking || (!paused && readyState < HAVE_FUTURE_DATA);

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
  try {
    return (await fetch(address, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(ANSWER_MS) })).status;
  } catch {
    return 0;
  }
}
