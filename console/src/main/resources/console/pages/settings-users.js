// Who may use the console, and as what.

import { useState } from "preact/hooks";
import { act, call, session, useCall } from "../api.js";
import { html } from "../html.js";
import { time } from "../format.js";
import { Badge, Confirm, Failed, Field } from "../parts/parts.js";
import { FormDialog } from "../parts/form.js";
import { Table } from "../parts/table.js";
import { t } from "../text/text.js";

const PAGE_SIZE = 25;
const PASSWORD_MIN = 10;

const roles = () => ({
  viewer: t("viewer: looks at everything but secrets"),
  operator: t("operator: changes everything but settings, users and keys"),
  admin: t("admin: everything"),
});

export function Users() {
  const { data, failure, reload } = useCall("console", "DescribeUsers");
  const [open, setOpen] = useState(null);
  const [page, setPage] = useState(1);
  const close = () => setOpen(null);
  const users = data?.Users ?? [];
  async function remove(user) {
    await act(t("delete the user"), () => call("console", "DeleteUser", { UserName: user.UserName }), t("Deleted."));
    await reload();
  }
  return html`
    <section aria-labelledby="users">
      <div class="cb-heading"><h2 id="users">${t("Users")}</h2>
        <button type="button" class="button" onClick=${() => setOpen({ kind: "add" })}>${t("Add a user")}</button></div>
      ${failure && html`<${Failed} failure=${failure} again=${reload} />`}
      ${data && html`<${Table} caption=${t("Users")} columns=${columns(setOpen)}
        rows=${users.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)} keyOf=${(user) => user.UserName}
        view=${{ page, size: PAGE_SIZE }} total=${users.length} change=${(view) => setPage(view.page)} />`}
    </section>
    ${open && html`<${Opened} open=${open} close=${close} changed=${reload} remove=${remove} />`}`;
}

function columns(open) {
  const button = (kind, verb, user) => html`<button type="button" class="button" aria-label=${`${verb}: ${user.UserName}`}
    onClick=${() => open({ kind, user })}>${verb}</button>`;
  return [
    { key: "name", name: t("Name"), main: true, show: (user) => html`<bdi>${user.UserName}</bdi>
      ${user.UserName === session.get()?.User && html` <${Badge}>${t("you")}</${Badge}>`}` },
    { key: "role", name: t("Role"), show: (user) => t(user.Role) },
    { key: "made", name: t("Made"), show: (user) => time(user.CreatedAt) },
    { key: "do", name: t("Action"), end: true, show: (user) => html`<div class="actions st-end">
      ${button("role", t("Change the role"), user)}${button("password", t("New password"), user)}${button("remove", t("Delete"), user)}</div>` },
  ];
}

function Opened({ open: { kind, user }, close, changed, remove }) {
  const change = (parameters) => call("console", "ModifyUser", { UserName: user.UserName, ...parameters }).then(() => { changed(); });
  switch (kind) {
    case "add": return html`<${FormDialog} title=${t("Add a user")} verb=${t("Add")} close=${close}
        submit=${({ name, role, password }) => call("console", "CreateUser", { UserName: name.trim(), Role: role, Password: password }).then(() => { changed(); })}>
      <${Field} label=${t("Name")}>${(field) => html`<input ...${field} name="name" required maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false" autofocus />`}</${Field}>
      <${RoleField} />
      <${PasswordField} /></${FormDialog}>`;
    case "role": return html`<${FormDialog} title=${t("The role of {name}", { name: user.UserName })} verb=${t("Save")} close=${close} submit=${({ role }) => change({ Role: role })}>
      <${RoleField} role=${user.Role} /><p class="quiet">${t("The user is signed out.")}</p></${FormDialog}>`;
    case "password": return html`<${FormDialog} title=${t("A new password for {name}", { name: user.UserName })} verb=${t("Save")} close=${close}
        submit=${({ password }) => change({ Password: password })}>
      <${PasswordField} focus /><p class="quiet">${t("The user is signed out.")}</p></${FormDialog}>`;
    case "remove": return html`<${Confirm} title=${t("Delete {name}?", { name: user.UserName })} verb=${t("Delete")} close=${close}
      text=${t("The user is signed out and cannot sign in any more. What they did stays in the audit log.")} act=${() => remove(user)} />`;
  }
}

function RoleField({ role = "viewer" }) {
  return html`<${Field} label=${t("Role")}>${(field) => html`<select ...${field} name="role">
    ${Object.entries(roles()).map(([code, name]) => html`<option value=${code} selected=${code === role}>${name}</option>`)}</select>`}</${Field}>`;
}

function PasswordField({ focus = false }) {
  return html`<${Field} label=${t("Password")} help=${t("At least 10 characters.")}>
    ${(field) => html`<input ...${field} name="password" type="password" required minlength=${PASSWORD_MIN} maxlength="256" autocomplete="new-password" autofocus=${focus} />`}</${Field}>`;
}
