// Signing in. It stands in the place of the page that was asked for, which comes when it is done.

import { useEffect, useState } from "preact/hooks";
import { advice, signIn } from "./api.js";
import { html } from "./html.js";
import { LanguageChoice } from "./navigation.js";
import { t } from "./text/text.js";

export function Login() {
  const [failure, setFailure] = useState(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => { document.title = `${t("Sign in")} · Livetape`; }, []);

  async function enter(event) {
    event.preventDefault();
    const form = event.target;
    setBusy(true);
    setFailure(null);
    try {
      await signIn(form.user.value, form.password.value);
    } catch (failed) {
      setFailure(failed);
      setBusy(false);
      form.password.select();
    }
  }

  return html`
    <main class="login">
      <form class="card" onSubmit=${enter}>
        <h1><img src=${document.querySelector("link[rel=icon]").href} alt="" width="32" height="32" />${t("Sign in to Livetape")}</h1>
        <label for="user">${t("User")}</label>
        <input id="user" name="user" defaultValue="admin" autocomplete="username" required maxlength="64" autocapitalize="none"
          spellcheck="false" />
        <label for="password">${t("Password")}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="256" autofocus
          aria-describedby="password-help" />
        <p class="error" role="alert">${failure && `${t(failure.message)} ${advice(failure.code)}`}</p>
        <button class="button primary" disabled=${busy} aria-busy=${busy}>${busy ? t("Signing in …") : t("Sign in")}</button>
        <p class="quiet" id="password-help">${t("The first start of the server has printed the password of admin.")}</p>
      </form>
      <${LanguageChoice} />
    </main>`;
}
