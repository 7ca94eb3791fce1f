// Fetching a file from an address: the server does it, and here is told how it goes, also when one has been elsewhere meanwhile.

import { useCallback, useEffect, useState } from "preact/hooks";
import { call, expired, Failure, passes } from "../../api.js";
import { html, store, useStore } from "../../html.js";
import { Wrong } from "../../parts/form.js";
import { Badge, Dialog, FailedPart, Field } from "../../parts/parts.js";
import { fileAddress, inPart, partShown } from "../../parts/part.js";
import { Link } from "../../router.js";
import { t } from "../../text/text.js";

const ASK_AGAIN_MS = 1000;
const FOUND_MAX = 20;

/** Each { id, name, part, percent, state ("going", "done" or "failed"), message, fileId } */
const uploads = store([]);

function put(upload) {
  const others = uploads.get().filter((each) => each.id !== upload.id);
  const before = uploads.get().find((each) => each.id === upload.id);
  uploads.set([{ ...before, ...upload }, ...others].sort((a, b) => b.since - a.since));
}

function follow(id, name, part) {
  if (!uploads.get().some((each) => each.id === id)) {
    put({ id, name, part, percent: 0, state: "going", message: "", since: Date.now() });
    ask(id, part);
  }
}

async function ask(id, part) {
  if (!uploads.get().some((each) => each.id === id)) {
    return; // Somebody has removed it from the list.
  }
  try {
    const { Status: status, PullUploadTask: task } = await call("vod", "DescribeTaskDetail", { TaskId: id, ...inPart(part) }, { background: true });
    const over = status === "FINISH" || status === "ABORTED";
    const failed = over && (status === "ABORTED" || task.ErrCode !== 0);
    put({ id, percent: task.Progress, fileId: task.FileId, message: failed ? task.Message || t("It was aborted.") : "",
      state: failed ? "failed" : over ? "done" : "going" });
    if (over) {
      return;
    }
  } catch (failure) {
    put({ id, state: passes(failure) ? "going" : "failed", message: failure.message });
    if (!passes(failure)) {
      return;
    }
  }
  setTimeout(() => ask(id, part), ASK_AGAIN_MS);
}

/** Follows those that were begun before this page was opened. */
async function findGoing(part) {
  for (const status of ["WAITING", "PROCESSING"]) {
    const { TaskSet: tasks } = await call("vod", "DescribeTasks", { Status: status, Limit: FOUND_MAX, ...inPart(part) }, { background: true });
    tasks.filter((task) => task.TaskType === "PullUpload").forEach((task) => follow(task.TaskId, task.TaskId, part));
  }
}

/** @returns failure, if it cannot be known which those are, and find, which asks again */
function useGoing(part) {
  const [failure, setFailure] = useState(null);
  const find = useCallback(() => findGoing(part).then(() => setFailure(null), (failed) => {
    if (!(failed instanceof Failure)) {
      throw failed;
    }
    setFailure(failed);
  }), [part]);
  useEffect(() => { find(); }, [find]);
  useEffect(() => expired.listen((now) => now || find()), [find]);
  return { failure, find };
}

/** @param finished called when one has become a file */
export function Uploads({ finished }) {
  const shown = useStore(uploads);
  const done = shown.filter((each) => each.state === "done").length;
  const { failure, find } = useGoing(partShown());
  useEffect(() => { done && finished(); }, [done]);
  return html`${failure && html`<${FailedPart} what=${t("Uploads that are going on")} failure=${failure} again=${find} />`}
    ${shown.length > 0 && html`
    <section class="file-uploads card" aria-label=${t("Uploads")}>
      <ul>${shown.map((each) => html`<li key=${each.id}>
        <bdi class="file-one-line">${each.name}</bdi>
        <${Progress} upload=${each} />
        <button type="button" class="icon" aria-label=${t("Remove from this list")}
          onClick=${() => uploads.set(uploads.get().filter((other) => other.id !== each.id))}>×</button>
      </li>`)}</ul>
    </section>`}`;
}

function Progress({ upload }) {
  switch (upload.state) {
    case "done": return html`<span role="status"><${Badge} kind="good">${t("Done")}</${Badge}>
      <${Link} to=${fileAddress(upload.fileId, upload.part)}>${t("Open the file")}</${Link}></span>`;
    case "failed": return html`<span role="alert"><${Badge} kind="bad">${t("Failed")}</${Badge}> ${upload.message}</span>`;
    default: return html`<progress max="100" value=${upload.percent} aria-label=${t("Fetched")}></progress>
      ${upload.message && html`<span class="quiet" role="status">${upload.message} ${t("Trying again …")}</span>`}`;
  }
}

export function Upload({ close }) {
  const [url, setUrl] = useState("");
  const [name, setName] = useState("");
  const [failure, setFailure] = useState(null);
  const [busy, setBusy] = useState(false);
  async function submit(event) {
    event.preventDefault();
    setBusy(true);
    try {
      const part = partShown();
      const { TaskId: id } = await call("vod", "PullUpload", { MediaUrl: url.trim(), MediaName: name.trim(), ...inPart(part) });
      follow(id, name.trim() || url.trim(), part);
      close();
    } catch (problem) {
      setFailure(problem);
      setBusy(false);
    }
  }
  const about = (parameter) => failure?.code?.endsWith(parameter) && failure.message;
  return html`<${Dialog} title=${t("Upload by URL")} close=${close}>
    <form onSubmit=${submit}>
      <${Field} label=${t("Address of the file")}
          help=${t("An MP4, FLV or AAC file, or an HLS playlist, at an http or https address. The server fetches it.")}
          error=${about("MediaUrl")}>${(field) => html`
        <input ...${field} type="text" inputmode="url" autocomplete="off" required value=${url} placeholder="https://"
          onInput=${(event) => setUrl(event.target.value)} />`}</${Field}>
      <${Field} label=${t("Name (may be empty)")} error=${about("MediaName")}>${(field) => html`
        <input ...${field} autocomplete="off" value=${name} onInput=${(event) => setName(event.target.value)} />`}</${Field}>
      <${Wrong} failure=${about("MediaUrl") || about("MediaName") ? null : failure} />
      <div class="actions"><button type="submit" class="button primary" disabled=${busy}>${t("Fetch")}</button>
        <button type="button" class="button" onClick=${close}>${t("Cancel")}</button></div>
    </form></${Dialog}>`;
}
