// What people say of a file, to be changed.

import { useState } from "preact/hooks";
import { call, may, tellFailure, useCall } from "../../api.js";
import { time } from "../../format.js";
import { html } from "../../html.js";
import { notify } from "../../notices.js";
import { Wrong } from "../../parts/form.js";
import { inPart } from "../../parts/part.js";
import { Field } from "../../parts/parts.js";
import { t } from "../../text/text.js";
import { Tags } from "./list.js";
import { TagField, tagsWith } from "./tags.js";
import { instantOf, localOf } from "./zone.js";

const NEVER = "9999-12-31T23:59:59Z";

/** Which field a refusal is about, by the end of its code. */
const FIELDS = [[/\.Name$/, "name"], [/\.Description$/, "description"], [/Tag/, "tags"], [/ExpireTime$/, "expires"],
  [/ClassId$/, "classId"]];

const wordsOf = ({ File: file, Description: description, ClassId: classId, ExpiresAt: expiresAt }) =>
  ({ name: file.Name, description, classId, expires: expiresAt === null ? "" : localOf(expiresAt) });

/** Its fields keep what is typed while what is known of the file is asked for again. */
export function Properties({ data, gone, reload }) {
  const [typed, setTyped] = useState({});
  const [failure, setFailure] = useState(null);
  const [busy, setBusy] = useState(false);
  const known = useCall("vod", "DescribeAllClass", inPart());
  const classes = known.data?.ClassInfoSet ?? [];
  const words = { ...wordsOf(data), ...typed };
  const field = failure && FIELDS.find(([form]) => form.test(failure.code))?.[1];
  async function save(event) {
    event.preventDefault();
    setBusy(true);
    try {
      await call("vod", "ModifyMediaInfo", { FileId: data.File.FileId, ...inPart(), ...changes(data, typed) });
      await reload(true);
      setTyped({});
      setFailure(null);
      notify({ kind: "good", title: t("Saved") });
    } catch (problem) {
      setFailure(problem);
      if (!FIELDS.some(([form]) => form.test(problem.code ?? ""))) {
        tellFailure(t("save what you have changed"), problem);
      }
    }
    setBusy(false);
  }
  const untouched = Object.keys(typed).length === 0;
  const panel = (inside) => html`<section class="card file-panel" aria-labelledby="file-properties">
    <h2 id="file-properties">${t("Properties")}</h2>${inside}</section>`;
  if (!may("operator") || gone) {
    return panel(html`<${Read} data=${data} classes=${classes} />`);
  }
  const input = (name, label, { help, ...more } = {}) => html`
    <${Field} label=${label} help=${help} error=${field === name && failure.message}>${(attributes) => html`
      <input ...${attributes} ...${more} value=${words[name]}
        onInput=${(event) => setTyped({ ...typed, [name]: event.target.value })} />`}</${Field}>`;
  return panel(html`<form class="file-properties" onSubmit=${save}>
    ${input("name", t("Name"))}
    ${input("description", t("Description"))}
    <${TagField} label=${t("Tags")} help=${t("Enter or a comma ends one.")} error=${field === "tags" && failure.message}
      tags=${tagsNow(data, typed)} text=${typed.tags?.text ?? ""} change=${(to) => setTyped({ ...typed, tags: edited(data, to) })} />
    ${(classes.length > 0 || data.ClassId !== 0) && html`<${ClassChoice} classes=${classes} value=${words.classId}
      error=${field === "classId" && failure.message} choose=${(classId) => setTyped({ ...typed, classId })} />`}
    ${known.failure && html`<${Wrong} failure=${known.failure} />`}
    ${input("expires", t("Is deleted by itself at"), { type: "datetime-local", help: t("Empty: it is kept for ever.") })}
    <div class="actions"><button type="submit" class="button primary" disabled=${busy || untouched}>${t("Save")}</button>
      ${!untouched && html`<button type="button" class="button"
        onClick=${() => { setTyped({}); setFailure(null); }}>${t("Discard changes")}</button>`}</div>
  </form>`);
}

function ClassChoice({ classes, value, error, choose }) {
  return html`<${Field} label=${t("Class")} error=${error}>${(attributes) => html`
    <select ...${attributes} onChange=${(event) => choose(Number(event.target.value))}>
      <option value="0" selected=${value === 0}>${t("None")}</option>
      ${classes.map((each) => html`<option value=${each.ClassId} selected=${each.ClassId === value}>
        ${"\u2003".repeat(each.Level)}${each.ClassName}</option>`)}</select>`}</${Field}>`;
}

/** Tags that others add or take away meanwhile are left to them. */
const edited = ({ File: { Tags: known } }, { tags, text }) =>
  ({ text, added: tags.filter((tag) => !known.includes(tag)), removed: known.filter((tag) => !tags.includes(tag)) });

const tagsNow = ({ File: { Tags: known } }, { tags: { added = [], removed = [] } = {} }) =>
  tagsWith([...known.filter((tag) => !removed.includes(tag)), ...added], "");

/** Only what was changed is sent: a name that is longer than people may give one stays as it is. */
function changes(data, typed) {
  const before = wordsOf(data);
  const changed = (name) => name in typed && typed[name] !== before[name];
  const tags = tagsWith(tagsNow(data, typed), typed.tags?.text ?? "");
  return {
    ...(changed("name") ? { Name: typed.name } : {}),
    ...(changed("description") ? { Description: typed.description } : {}),
    ...(changed("classId") ? { ClassId: typed.classId } : {}),
    ...(typed.tags ? { AddTags: tags.filter((tag) => !data.File.Tags.includes(tag)),
      DeleteTags: data.File.Tags.filter((tag) => !tags.includes(tag)) } : {}),
    ...(changed("expires") ? { ExpireTime: typed.expires ? new Date(instantOf(typed.expires)).toISOString() : NEVER } : {}),
  };
}

function Read({ data, classes }) {
  const name = classes.find((each) => each.ClassId === data.ClassId)?.ClassName;
  return html`<dl class="file-facts">
    <div><dt>${t("Description")}</dt><dd><bdi>${data.Description || "–"}</bdi></dd></div>
    <div><dt>${t("Tags")}</dt><dd>${data.File.Tags.length ? html`<${Tags} tags=${data.File.Tags} />` : "–"}</dd></div>
    ${name && html`<div><dt>${t("Class")}</dt><dd><bdi>${name}</bdi></dd></div>`}
    <div><dt>${t("Is deleted by itself at")}</dt><dd>${data.ExpiresAt === null ? t("never") : time(data.ExpiresAt)}</dd></div>
  </dl>`;
}
