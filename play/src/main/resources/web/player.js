// Makes an <audio> or <video> play what its data attributes name: data-hls by hls.js, data-flv by mpegts.js, anything else by itself.
// data-live begins near the end; data-type is the media type to ask the browser for, data-codecs its codecs as people call them.

import { REFUSED, RETRY_MS, SILENT_MS, mayComeAgain, persistence, tryingAgain } from "./again.js";
import { playFlv } from "./flv.js";
import { crossPieces } from "./pieces.js";
import { playNow } from "./start.js";
import { list, t } from "./text.js";

export { playFlv };

const HLS = "/web/vendor/hls.js@1.7.4/hls.light.min.mjs";
const RECOVERY_MS = 5000;
/** Far enough into a recording for hls.js to find it there. */
const INTO_SECONDS = 0.01;
/** With the usual 0.1 s hls.js never sees the end behind a shorter hole, such as an interruption leaves before reordered pictures. */
const MAX_BUFFER_HOLE = 0.01;
/** How often is looked whether a segment still comes. */
const LOOK_MS = 1000;
/** A live recording has a new segment in less than so many segments' time. */
const STALLED_SEGMENTS = 2;

/**
 * Starts the element.
 *
 * @param page what the page is told: say(text), fail(text) when nothing can be played, ended() when a live stream is over, stalled()
 *   now and then while a recording does not grow that should; lost(), if it has that, when nothing comes any more: it answers whether
 *   something may come again, and has said so if not; signal, an AbortSignal, if the page may go on without this player
 * @returns the hls.js player, if that is what plays it
 */
export async function load(element, page) {
  const { hls, flv, type, codecs } = element.dataset;
  const live = "live" in element.dataset;
  const unplayable = () => page.fail(codecs
    ? t("This browser cannot play {codecs}. Copy the address into another player, or download the file.",
      { codecs: list(codecs.split(", ")) })
    : t("This browser cannot play this recording. Copy the address into another player, or download the file."));
  if (type && !canPlay(element, type, hls || flv)) {
    element.removeAttribute("src");
    element.load();
    unplayable();
    return null;
  }
  if (hls) {
    return playHls(element, hls, live, { ...page, unplayable });
  }
  if (flv) {
    await playFlv(element, flv, live, { ...page, unplayable });
    return null;
  }
  followItself(element, { ...page, unplayable });
  return null;
}

/** The browser plays it. */
function followItself(element, page) {
  const broke = persistence(element, element.src, page, () => element.load());
  // Without what it needs a browser calls a file unplayable as well.
  const failed = () => element.error && broke(element.error.code === MediaError.MEDIA_ERR_NETWORK ? "cut" : "failed");
  element.addEventListener("error", failed);
  failed();
}

function canPlay(element, type, byScript) {
  return byScript && window.MediaSource ? MediaSource.isTypeSupported(type) : element.canPlayType(type) !== "";
}

/** As {@link load}, of an HLS address; page.unplayable() is called besides when nothing can be played. Gives the hls.js player. */
export async function playHls(element, address, live, page) {
  const { default: Hls } = await import(HLS);
  if (!Hls.isSupported()) {
    element.src = address; // Phones without Media Source Extensions play HLS by themselves.
    return null;
  }
  const hls = new Hls({ startPosition: live ? -1 : 0, liveSyncDurationCount: 2, backBufferLength: 120, maxBufferHole: MAX_BUFFER_HOLE });
  const isJoin = crossPieces(Hls, hls, element);
  let recoveredAt = -RECOVERY_MS;
  /** Whether it is the playlist that could not be reached, and not a segment. */
  let withoutPlaylist = false;
  function failed({ fatal, type, details, response, frag }) {
    if (details === Hls.ErrorDetails.BUFFER_ADD_CODEC_ERROR) {
      page.unplayable();
    } else if (type === Hls.ErrorTypes.NETWORK_ERROR && (fatal || REFUSED.includes(response?.code))) {
      withoutPlaylist = !frag;
      unreached(fatal); // Also where hls.js would try for half a minute what is gone for good: the page knows.
    } else if (fatal && type === Hls.ErrorTypes.MEDIA_ERROR && performance.now() - recoveredAt > RECOVERY_MS) {
      recoveredAt = performance.now();
      hls.recoverMediaError();
    } else if (fatal) {
      page.unplayable();
    }
  }
  async function unreached(fatal) {
    if (fatal) {
      tryingAgain(page);
    }
    if (!await mayComeAgain(page)) {
      hls.stopLoad();
    } else if (fatal) {
      setTimeout(tryAgain, RETRY_MS);
    }
  }
  function tryAgain() {
    if (!page.signal?.aborted) {
      hls.levels.length ? hls.startLoad() : hls.loadSource(address);
    }
  }
  hls.on(Hls.Events.ERROR, (_, error) => {
    if (!isJoin(error)) {
      failed(error);
    }
  });
  element.addEventListener("seeking", () => intoRecording(element, hls.latestLevelDetails?.fragmentStart));
  element.addEventListener("resize", () => makeRoom(element));
  hls.on(Hls.Events.FRAG_LOADED, () => page.say(""));
  hls.on(Hls.Events.LEVEL_LOADED, () => {
    if (withoutPlaylist) {
      withoutPlaylist = false;
      page.say(""); // There may be no segment left to load.
    }
  });
  askAgainWhenSilent(Hls, hls);
  hls.once(Hls.Events.FRAG_BUFFERED, () => toFirstPicture(element));
  let newest = { segment: -1, at: performance.now() };
  hls.on(Hls.Events.LEVEL_UPDATED, (_, { details }) => {
    if (details.endSN !== newest.segment) {
      newest = { segment: details.endSN, at: performance.now() };
    } else if (details.live && performance.now() - newest.at > STALLED_SEGMENTS * details.targetduration * 1000) {
      page.stalled();
    }
    if (live && !details.live) {
      live = false;
      page.ended();
    }
  });
  hls.loadSource(address);
  hls.attachMedia(element);
  if (live) {
    playNow(element);
  }
  return hls;
}

/** hls.js waits two minutes for the rest of a segment, also over a connection that is dead. A slow one brings something now and then. */
function askAgainWhenSilent({ Events, ErrorDetails }, hls) {
  let coming = null;
  let loadedBytes = 0;
  let cameAt = 0;
  hls.on(Events.FRAG_LOADING, (_, { frag }) => { coming = frag; });
  hls.on(Events.FRAG_LOADED, () => { coming = null; });
  hls.on(Events.ERROR, (_, { details }) => {
    if ([ErrorDetails.FRAG_LOAD_ERROR, ErrorDetails.FRAG_LOAD_TIMEOUT].includes(details)) {
      coming = null;
    }
  });
  const timer = setInterval(() => {
    const { loaded, aborted } = coming?.stats ?? {};
    if (!loaded || aborted || loaded !== loadedBytes) {
      loadedBytes = loaded;
      cameAt = performance.now();
    } else if (performance.now() - cameAt > SILENT_MS) {
      coming = null;
      hls.stopLoad();
      hls.startLoad();
    }
  }, LOOK_MS);
  hls.on(Events.DESTROYING, () => clearInterval(timer));
}

/** With reordered pictures the first one comes a moment after zero; a player that waits at zero shows nothing. */
function toFirstPicture(element) {
  const { buffered, currentTime } = element;
  if (buffered.length && currentTime < buffered.start(0)) {
    element.currentTime = buffered.start(0);
  }
}

/** As above; hls.js loads nothing for a place before its first segment. */
function intoRecording(element, startSeconds) {
  if (element.currentTime < startSeconds) {
    element.currentTime = startSeconds + INTO_SECONDS;
  }
}

/** Pictures have come to what was sound alone. */
function makeRoom(element) {
  if (element.videoWidth) {
    element.parentElement.classList.remove("sound");
  }
}
