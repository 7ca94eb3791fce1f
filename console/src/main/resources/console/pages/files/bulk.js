// What is done to all chosen files at once.

import { useState } from "preact/hooks";
import { advice, call, Failure } from "../../api.js";
import { number } from "../../format.js";
import { html } from "../../html.js";
import { notify } from "../../notices.js";
import { inPart } from "../../parts/part.js";
import { Confirm, Dialog } from "../../parts/parts.js";
import { t } from "../../text/text.js";
import { TagField, tagsWith } from "./tags.js";

export function Bulk({ chosen, choose, page, reload }) {
  const [dialog, setDialog] = useState("");
  const [done, setDone] = useState(null);
  const close = () => setDialog("");
  /** Goes through them one after the other; those that failed stay chosen. */
  async function each(work, texts) {
    const left = new Map(chosen);
    const failures = [];
    for (const id of chosen.keys()) {
      setDone(chosen.size - left.size + failures.length);
      await work(id).then(() => left.delete(id), (failure) => failures.push(failed(failure)));
    }
    setDone(null);
    choose(left);
    tell(chosen.size - left.size, failures, texts);
    reload();
  }
  const remove = () => each((id) => call("vod", "DeleteMedia", { FileId: id, ...inPart() }).catch(unlessGone),
    { doing: t("delete all of them"), done: (n) => t("{n} deleted", { n }) });
  const tag = (tags) => each((id) => call("vod", "ModifyMediaInfo", { FileId: id, AddTags: tags, ...inPart() }),
    { doing: t("tag all of them"), done: (n) => t("{n} tagged", { n }) });
  const whole = page.length > 0 && page.every((file) => chosen.has(file.FileId));
  return html`
    <div class="file-bulk">
      ${page.length > 0 && html`<label><input type="checkbox" checked=${whole} onChange=${() => choose(withPage(chosen, page, !whole))} />
        ${t("All on this page")}</label>`}
      ${chosen.size > 0 && html`
        <span role="status">${done === null ? t("{n} selected", { n: number(chosen.size) })
          : t("{done} of {n} …", { done: number(done), n: number(chosen.size) })}</span>
        <button type="button" class="button" disabled=${done !== null} onClick=${() => setDialog("tag")}>${t("Add tags")}</button>
        <button type="button" class="button" disabled=${done !== null} onClick=${() => setDialog("delete")}>${t("Delete")}</button>
        <button type="button" class="button" disabled=${done !== null} onClick=${() => choose(new Map())}>${t("Select none")}</button>`}
    </div>
    ${dialog === "delete" && html`<${Confirm} title=${chosen.size === 1 ? t("Delete this file?")
      : t("Delete {n} files?", { n: number(chosen.size) })} verb=${t("Delete for good")}
      text=${html`<${Names} chosen=${chosen} />`} act=${remove} close=${close} />`}
    ${dialog === "tag" && html`<${AddTags} add=${tag} close=${close} />`}`;
}

function withPage(chosen, page, wanted) {
  const next = new Map(chosen);
  page.forEach((file) => (wanted ? next.set(file.FileId, file.Name) : next.delete(file.FileId)));
  return next;
}

const NAMES_MAX = 5;

function Names({ chosen }) {
  const names = [...chosen.values()].slice(0, NAMES_MAX);
  const more = chosen.size - names.length;
  return html`<span class="file-names">${names.map((name) => html`<bdi class="file-one-line">${name}</bdi>`)}
    ${more > 0 && html`<span>${t("and {n} more", { n: number(more) })}</span>`}</span>
    <span>${chosen.size === 1 ? t("It cannot be got back.") : t("They cannot be got back.")}</span>`;
}

/** Somebody else was quicker. */
function unlessGone(failure) {
  if (!failure.code?.startsWith("ResourceNotFound")) {
    throw failure;
  }
}

function failed(failure) {
  if (!(failure instanceof Failure)) {
    throw failure;
  }
  return failure;
}

function tell(count, failures, { doing, done }) {
  if (count > 0) {
    notify({ kind: "good", title: done(number(count)) });
  }
  if (failures.length) {
    const [first] = failures;
    notify({ kind: "bad", title: `${t("Could not")} ${doing}`, advice: advice(first.code), detail: first.requestId,
      text: `${failures.length === 1 ? t("One stays as it was, and selected:")
        : t("{n} stay as they were, and selected:", { n: number(failures.length) })} ${first.message}` });
  }
}

function AddTags({ add, close }) {
  const [typed, setTyped] = useState({ tags: [], text: "" });
  const [busy, setBusy] = useState(false);
  const tags = tagsWith(typed.tags, typed.text);
  async function submit(event) {
    event.preventDefault();
    setBusy(true);
    await add(tags);
    close();
  }
  return html`<${Dialog} title=${t("Add tags")} close=${close}>
    <form onSubmit=${submit}>
      <${TagField} ...${typed} change=${setTyped} label=${t("Tags")}
        help=${t("Enter or a comma ends one. A file has 16 at most, of up to 32 characters each.")} />
      <div class="actions"><button type="submit" class="button primary" disabled=${busy || tags.length === 0}>${t("Add")}</button>
        <button type="button" class="button" onClick=${close}>${t("Cancel")}</button></div>
    </form></${Dialog}>`;
}
