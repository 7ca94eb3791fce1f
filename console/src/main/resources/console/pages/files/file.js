// One file: played, described, given to others, deleted.

import { useEffect, useState } from "preact/hooks";
import { act, call, may, useCall } from "../../api.js";
import { clock, length, size, time } from "../../format.js";
import { html } from "../../html.js";
import { Badge, Confirm, Empty, Failed, Heading } from "../../parts/parts.js";
import { fileAddress, inPart, partShown } from "../../parts/part.js";
import { address, go, Link } from "../../router.js";
import { isolated, t } from "../../text/text.js";
import { Deliveries } from "./deliveries.js";
import { Moments } from "./moments.js";
import { PictureBar } from "./pictures.js";
import { Player } from "./player.js";
import { Properties } from "./properties.js";
import { Share } from "./share.js";

const ASK_AGAIN_MS = 5000;

/** What the address of the list needs to show the same part. */
const listed = () => (partShown() ? { part: partShown() } : {});

export function File({ id }) {
  const { data, failure, reload } = useCall("console", "DescribeFile", { FileId: id, ...inPart() });
  const gone = failure?.code.startsWith("ResourceNotFound") ?? false;
  useEffect(() => {
    const timer = setInterval(() => !gone && !document.hidden && reload(true), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload, gone]);
  const name = data?.File.Name;
  useEffect(() => { document.title = `${isolated(name || id)} · ${t("Files")} · Livetape`; }, [name]);
  if (!data) {
    return html`<${Heading} title=${t("File {id}", { id })} />
      ${gone ? html`<${Gone} />` : failure && html`<${Failed} failure=${failure} again=${reload} />`}`;
  }
  return html`<${Known} data=${data} gone=${gone} reload=${reload} />`;
}

function Gone() {
  return html`<${Empty} heading=${t("There is no such file.")} text=${t("It was deleted, its time was over, or the address is wrong.")}>
    <${Link} to=${address("files", listed())} class="button primary">${t("Go to all files")}</${Link}></${Empty}>`;
}

function Known({ data, gone, reload }) {
  const { File: file } = data;
  const [dialog, setDialog] = useState("");
  const [element, setElement] = useState(null);
  const close = () => setDialog("");
  async function remove() {
    if (await act(t("delete this file"), () => call("vod", "DeleteMedia", { FileId: file.FileId, ...inPart() }), t("Deleted"))) {
      go(address("files", listed()), { replace: true });
    }
  }
  return html`
    <p class="file-back"><${Link} to=${address("files", listed())}>${t("All files")}</${Link}></p>
    <${Heading} title=${html`<bdi>${file.Name || file.FileId}</bdi>`}>
      ${!gone && html`<${Download} data=${data} />
        ${may("operator") && html`${!file.Forbidden
            && html`<button type="button" class="button" onClick=${() => setDialog("share")}>${t("Share")}</button>`}
          <button type="button" class="button" onClick=${() => setDialog("delete")}>${t("Delete")}</button>`}`}
    </${Heading}>
    ${gone && html`<div class="file-gone card" role="alert"><strong>${t("This file was deleted meanwhile.")}</strong>
      <span>${t("What you see of it is what was known before.")}</span>
      <${Link} to=${address("files", listed())} class="button">${t("Go to all files")}</${Link}></div>`}
    <div class="file">
      <div class="file-main">
        <div><${Player} data=${data} gone=${gone} given=${setElement} lost=${() => reload(true)} />
          ${!gone && html`<${PictureBar} path=${file.Forbidden ? "" : data.SpritePath} element=${element}
            seconds=${file.DurationMs / 1000} />`}</div>
        <${Moments} data=${data} element=${element} gone=${gone} reload=${reload} />
        <${Properties} key=${file.FileId} data=${data} gone=${gone} reload=${reload} />
      </div>
      <div class="file-side">
        <${Facts} data=${data} />
        <${Siblings} files=${data.Siblings} />
      </div>
    </div>
    <${Deliveries} id=${file.FileId} />
    ${dialog === "share" && html`<${Share} data=${data} close=${close} />`}
    ${dialog === "delete" && html`<${Confirm} title=${t("Delete this file?")} verb=${t("Delete for good")} act=${remove} close=${close}
      text=${html`<span class="file-names"><bdi class="file-one-line">${file.Name || file.FileId}</bdi></span>
        <span>${t("It cannot be got back. Its siblings in other formats stay.")}</span>`} />`}`;
}

/** HLS is a list of pieces, which no browser makes one file of: where there is an MP4 of the same time, that is offered. */
function Download({ data }) {
  const { File: file, Player: player, Siblings: siblings } = data;
  const mp4 = siblings.find((each) => each.Format === "mp4");
  if (file.Forbidden) {
    return null;
  }
  if (file.Format === "hls") {
    return mp4 && html`<${Link} to=${fileAddress(mp4.FileId)} class="button">${t("To the MP4, for download")}</${Link}>`;
  }
  return html`<a class="button" href=${player.Path} download=${`${file.Name || file.FileId}.${file.Format}`}>${t("Download")}</a>`;
}

function Facts({ data }) {
  const { File: file } = data;
  const picture = file.VideoCodec && `${file.Width} × ${file.Height}, ${file.VideoCodec.toUpperCase()}`;
  return html`
    <section class="card file-panel" aria-labelledby="file-facts"><h2 id="file-facts">${t("What it is")}</h2>
      <p class="file-badges"><${Badge}>${file.Format.toUpperCase()}</${Badge}>
        ${file.Forbidden && html`<${Badge} kind="bad">${t("May not be played")}</${Badge}>`}
        ${data.Recovered && html`<${Badge} kind="warn">${t("Finished after a crash")}</${Badge}>`}</p>
      <dl class="file-facts">
        ${file.Stream && html`<div><dt>${t("Stream name")}</dt><dd>
          <${Link} to=${address("files", { stream: file.Stream, ...listed() })}><bdi>${file.App}/${file.Stream}</bdi></${Link}></dd></div>`}
        ${file.Stream && html`<div><dt>${t("Recorded at")}</dt><dd>${span(file.StartedAt, file.EndedAt)}</dd></div>`}
        <div><dt>${t("Length")}</dt><dd>${length(file.DurationMs / 1000)}</dd></div>
        <div><dt>${t("Size")}</dt><dd>${size(file.SizeBytes)}</dd></div>
        ${picture && html`<div><dt>${t("Picture")}</dt><dd>${picture}</dd></div>`}
        ${file.AudioCodec && html`<div><dt>${t("Sound track")}</dt><dd>${file.AudioCodec.toUpperCase()}</dd></div>`}
        <div><dt>${t("Added")}</dt><dd>${time(file.CreatedAt)}</dd></div>
        <div><dt>${t("File id")}</dt><dd><code>${file.FileId}</code></dd></div>
        ${data.Push && html`<div><dt>${t("Push")}</dt><dd><code>${data.Push}</code></dd></div>`}
      </dl>
    </section>`;
}

/** The day once, where it is the same. */
function span(from, to) {
  const day = (ms) => time(ms).replace(clock(ms), "");
  return `${time(from)} – ${day(from) === day(to) ? clock(to) : time(to)}`;
}

function Siblings({ files }) {
  return files.length > 0 && html`
    <section class="card file-panel" aria-labelledby="file-siblings"><h2 id="file-siblings">${t("The same in other formats")}</h2>
      <ul class="file-siblings">${files.map((each) => html`<li key=${each.FileId}>
        <${Link} to=${fileAddress(each.FileId)}>${each.Format.toUpperCase()}</${Link}>
        <span class="quiet">${length(each.DurationMs / 1000)} · ${size(each.SizeBytes)}</span></li>`)}</ul>
    </section>`;
}
