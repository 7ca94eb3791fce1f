// An MP4 of a window, made by a task of the server's.

import { useEffect, useState } from "preact/hooks";
import { act, call, passes, useCall } from "../../api.js";
import { html } from "../../html.js";
import { Wrong } from "../../parts/form.js";
import { fileAddress, inPart, PartChoice } from "../../parts/part.js";
import { Link } from "../../router.js";
import { t } from "../../text/text.js";

const POLL_MS = 1000;

/** @param which AppName, StreamName, From and To in seconds */
export function Mp4({ which }) {
  const [taskId, setTaskId] = useState("");
  const [part, setPart] = useState("");
  const [busy, setBusy] = useState(false);
  async function make() {
    setBusy(true);
    const set = await act(t("make the MP4"), () => call("console", "MakeWindowFile", { ...which, ...inPart(part) }));
    setBusy(false);
    if (set) {
      setTaskId(set.TaskId);
    }
  }
  return html`
    ${!taskId && html`<${PartChoice} value=${part} choose=${setPart}
      help=${t("The file is made of what is filed there, and is filed there too.")} />`}
    <div class="make-mp4">
      <button type="button" class="button" disabled=${busy || taskId} onClick=${make}>${t("Make a file of it")}</button>
      ${taskId ? html`<${Progress} taskId=${taskId} part=${part} />` : html`<span class="quiet">${t("An MP4 that stays among the files, cut at key frames without encoding again.")}</span>`}
    </div>`;
}

function Progress({ taskId, part }) {
  const { task, failure } = useTask(taskId, part);
  const edit = task?.EditMediaTask;
  if (failure) {
    return html`<${Wrong} failure=${failure} />`;
  }
  if (task?.Status === "ABORTED" || edit?.ErrCode) {
    return html`<p class="error" role="alert">${t("The file could not be made:")} ${edit?.Message || t("the task was aborted.")}</p>`;
  }
  if (task?.Status === "FINISH") {
    return html`<p role="status" class="made">${t("Made:")} <${Link} to=${fileAddress(edit.Output.FileId, part)}><bdi>${edit.Output.MediaName}</bdi></${Link}>
      ${" "}<${Download} id=${edit.Output.FileId} part=${part} /></p>`;
  }
  return html`<label class="making">${t("Making the file …")} <progress max="100" value=${edit?.Progress ?? 0}></progress></label>`;
}

/** By the address that its own page plays it by: at this server, and signed where it must be. */
function Download({ id, part }) {
  const { data } = useCall("console", "DescribeFile", { FileId: id, ...inPart(part) });
  return data && html`<a href=${data.Player.Path} download>${t("Download")}</a>`;
}

/** A task, asked for until it has ended. */
function useTask(taskId, part) {
  const [state, setState] = useState({ task: null, failure: null });
  useEffect(() => {
    let timer = 0;
    async function ask() {
      try {
        const task = await call("vod", "DescribeTaskDetail", { TaskId: taskId, ...inPart(part) }, { background: true });
        setState({ task, failure: null });
        if (task.Status !== "FINISH" && task.Status !== "ABORTED") {
          timer = setTimeout(ask, POLL_MS);
        }
      } catch (failure) {
        setState((old) => ({ ...old, failure }));
        if (passes(failure)) {
          timer = setTimeout(ask, POLL_MS);
        }
      }
    }
    ask();
    return () => clearTimeout(timer);
  }, [taskId]);
  return state;
}
