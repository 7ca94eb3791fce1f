// The file's player, which is that of the replay pages.

import { useEffect, useRef, useState } from "preact/hooks";
import { load } from "livetape/player";
import { html } from "../../html.js";
import { t } from "../../text/text.js";

/**
 * @param gone whether the file is deleted: then it stops
 * @param given called with the element that plays
 * @param lost called when the media cannot be had: it asks what became of the file
 */
export function Player({ data, gone, given, lost }) {
  const { File: file } = data;
  const element = useRef(null);
  const [message, setMessage] = useState("");
  // An address that is signed anew must not begin anew what is being played.
  const [player] = useState(data.Player);
  const played = !file.Forbidden && !gone;
  useEffect(() => (played ? begin(element.current, { player, given, lost, setMessage }) : undefined), [played]);
  if (file.Forbidden) {
    return html`<div class="file-screen card"><p class="message">
      ${t("This file may not be played at present: its distribution is forbidden.")}</p></div>`;
  }
  const source = { hls: { "data-hls": player.Path }, flv: { "data-flv": player.Path } }[file.Format]
    ?? { src: player.Path, preload: "metadata" };
  return html`
    <div class=${`file-screen card ${player.SoundOnly ? "sound" : ""}`}>
      <${player.SoundOnly ? "audio" : "video"} ref=${element} controls playsinline ...${source} data-type=${player.Type || null}
        data-codecs=${player.Codecs} width=${file.Width || null} height=${file.Height || null}
        aria-label=${t("Player of {name}", { name: file.Name || file.FileId })} />
      <p class="message" role="status">${gone ? t("The file is not there any more.") : message}</p>
    </div>`;
}

/** Starts it; gives what ends it. */
function begin(element, { player, given, lost, setMessage }) {
  let hls = null;
  const leaving = new AbortController();
  const { signal } = leaving;
  load(element, {
    say: setMessage,
    fail: () => { setMessage(t("This browser cannot play {codecs}. Download it, or share its address with another player.",
      { codecs: player.Codecs || t("this file") })); lost(); },
    ended() {},
    stalled() {},
    lost: () => lost().then(() => !signal.aborted),
    signal,
  }).then((made) => { hls = made; signal.aborted && made?.destroy(); });
  given(element);
  return () => {
    leaving.abort();
    given(null);
    hls?.destroy();
    element.pause();
    element.removeAttribute("src");
    element.load();
  };
}
