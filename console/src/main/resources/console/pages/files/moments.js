// The moments of a file that people have described, which the API calls key frames: to go there, to add and to remove some.

import { useState } from "preact/hooks";
import { act, call, may } from "../../api.js";
import { length } from "../../format.js";
import { html } from "../../html.js";
import { inPart } from "../../parts/part.js";
import { Field } from "../../parts/parts.js";
import { t } from "../../text/text.js";

const MAX = 100;

export function Moments({ data, element, gone, reload }) {
  const { File: file, Moments: moments } = data;
  const change = async (doing, parameters) => {
    const changed = await act(doing, () => call("vod", "ModifyMediaInfo", { FileId: file.FileId, ...inPart(), ...parameters }));
    await reload(true);
    return changed;
  };
  const goTo = (seconds) => {
    element.currentTime = seconds;
    element.focus();
  };
  return html`
    <section class="card file-panel" aria-labelledby="file-moments"><h2 id="file-moments">${t("Key-frame list")}</h2>
      ${moments.length === 0 && html`<p class="quiet">${t("No moment of this file is described yet.")}</p>`}
      <ul class="file-moments">${moments.map((each) => html`<li key=${each.OffsetSeconds}>
        <button type="button" class="button" disabled=${!element || gone} onClick=${() => goTo(each.OffsetSeconds)}
          aria-label=${t("Go to {time}", { time: length(each.OffsetSeconds) })}>${length(each.OffsetSeconds)}</button>
        <bdi>${each.Text}</bdi>
        ${may("operator") && !gone && html`<button type="button" class="icon"
          aria-label=${t("Remove the moment at {time}", { time: length(each.OffsetSeconds) })}
          onClick=${() => change(t("remove this moment"), { DeleteKeyFrameDescs: [each.OffsetSeconds] })}>×</button>`}</li>`)}</ul>
      ${may("operator") && !gone && element && moments.length < MAX && html`<${Add} element=${element} change=${change} />`}
    </section>`;
}

function Add({ element, change }) {
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  async function submit(event) {
    event.preventDefault();
    if (busy) {
      return;
    }
    setBusy(true);
    const TimeOffset = Math.round(element.currentTime * 1000) / 1000;
    if (await change(t("describe this moment"), { AddKeyFrameDescs: [{ TimeOffset, Content: text }] })) {
      setText("");
    }
    setBusy(false);
  }
  return html`<form class="file-add" onSubmit=${submit}>
    <${Field} label=${t("What is to be seen where the player stands")}>${(field) => html`
      <input ...${field} required maxlength="128" value=${text} onInput=${(event) => setText(event.target.value)} />`}</${Field}>
    <button type="submit" class="button" aria-disabled=${busy}>${t("Add")}</button></form>`;
}
