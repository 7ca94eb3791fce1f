// A window of a stream, played as the replay pages play it.

import { useEffect, useRef, useState } from "preact/hooks";
import { load } from "livetape/player";
import { html } from "../../html.js";
import { t } from "../../text/text.js";

/** @param address of its playlist; another address is another player */
export function WindowPlayer({ address }) {
  const video = useRef(null);
  const [said, setSaid] = useState("");
  const [failed, setFailed] = useState("");
  useEffect(() => {
    let hls = null;
    const leaving = new AbortController();
    const { signal } = leaving;
    begin();
    async function begin() {
      const problem = await problemOf(address);
      if (signal.aborted || problem) {
        setFailed(problem);
        return;
      }
      hls = await load(video.current, { say: setSaid, fail: setFailed, ended() {}, stalled() {}, signal });
      if (signal.aborted) {
        hls?.destroy();
      } else {
        video.current.play().catch(() => {}); // Where the browser wants a click first, there is the button.
      }
    }
    return () => {
      leaving.abort();
      hls?.destroy();
    };
  }, []);
  return html`<div class="window-player">
    ${failed ? html`<p class="error" role="alert">${failed}</p>` : html`<video ref=${video} controls playsinline data-hls=${address}></video>`}
    <p role="status">${said}</p></div>`;
}

/** What the server has against it; empty for nothing. A player would only say that it cannot be played. */
async function problemOf(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? "" : `${(await answer.text()).trim()} ${t("Choose a window in which something was recorded.")}`;
  } catch {
    return t("The server cannot be reached.");
  }
}
