// FLV, by mpegts.js.

import { persistence } from "./again.js";
import { playNow } from "./start.js";

/**
 * mpegts.js passes over the first entry of an index: in files that others have made it finds no place before the second key frame, and
 * would go to the end.
 */
const BEGINNING_SECONDS = 10;
const MPEGTS = "/web/vendor/mpegts.js@1.8.2/mpegts.js";

/** As playHls() of player.js, of an FLV address: a live one ends where it breaks off, a recording goes on. Gives what ends it. */
export async function playFlv(element, address, live, page) {
  if (!window.mpegts) {
    await script(MPEGTS);
  }
  if (page.signal?.aborted) {
    return null;
  }
  const { mpegts } = window;
  mpegts.LoggingControl.enableAll = false;
  if (!mpegts.isSupported()) {
    page.unplayable();
    return null;
  }
  const source = { type: "flv", isLive: live, url: new URL(address, location.href).href };
  let player = null;
  const broke = live ? (what) => (what === "failed" ? page.unplayable() : page.ended())
    : persistence(element, address, page, start, (seconds) => seek(element, seconds, player.mediaInfo.hasKeyframesIndex));

  function start() {
    player?.destroy();
    player = mpegts.createPlayer(source, live ? { enableStashBuffer: false, liveBufferLatencyChasing: true } : { accurateSeek: true });
    player.on(mpegts.Events.ERROR, (type) => broke(type === mpegts.ErrorTypes.MEDIA_ERROR ? "failed" : "cut"));
    player.attachMediaElement(element);
    forgetRestWhenSought(player);
    player.load();
  }

  start();
  page.signal?.addEventListener("abort", () => player.destroy());
  if (live) {
    element.addEventListener("ended", page.ended);
    playNow(element);
  }
  return { destroy: () => player.destroy() };
}

/**
 * mpegts.js 1.8.2, sought while it loads, keeps two things of what it throws away, by which the recording would be over or stand still:
 * that its end is still to be told, once the browser has taken all, and a sample that waits for the next one.
 */
function forgetRestWhenSought({ _player_engine: engine }) {
  const media = engine._mse_controller;
  const { flush } = media;
  media.flush = () => {
    media._hasPendingEos = false;
    const demuxer = engine._transmuxer?._controller._demuxer;
    for (const track of demuxer ? [demuxer._videoTrack, demuxer._audioTrack] : []) {
      track.samples = [];
      track.length = 0;
    }
    flush.call(media);
  };
}

/** Near its beginning, and without an index, a recording is loaded until it is there. */
function seek(element, seconds, indexed) {
  if (indexed && seconds > BEGINNING_SECONDS) {
    element.currentTime = seconds;
    return;
  }
  const goOn = () => {
    if (element.buffered.length && element.buffered.end(0) > seconds) {
      element.removeEventListener("progress", goOn);
      element.removeEventListener("timeupdate", goOn);
      element.currentTime = seconds;
    }
  };
  element.addEventListener("progress", goOn);
  element.addEventListener("timeupdate", goOn);
}

function script(address) {
  return new Promise((done, failed) => {
    const element = Object.assign(document.createElement("script"), { src: address, onload: done, onerror: failed });
    document.head.append(element);
  });
}
