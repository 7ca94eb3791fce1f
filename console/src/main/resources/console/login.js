// Signing in. It stands in the place of the page that was asked for, which comes when it is done.

import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { signIn } from "./api.js";
import { html } from "./html.js";
import { LanguageChoice } from "./navigation.js";
import { Wrong } from "./parts/form.js";
import { t } from "./text/text.js";

export function Login() {
  useEffect(() => { document.title = `${t("Sign in")} · Livetape`; }, []);
  return html`
    <main class="login">
      <${SignIn} user="admin"><h1><${Icon} />${t("Sign in to Livetape")}</h1></${SignIn}>
      <${LanguageChoice} />
    </main>`;
}

/**
 * Over the page of a session that has ended: what was entered there waits for who signs in again. It hides the page, and cannot be closed.
 * Browsers close a dialog at the second Escape without asking, and at the next one that below it, where the form is.
 */
export function LoginAgain({ user }) {
  const dialog = useRef(null);
  const id = useId();
  useLayoutEffect(() => {
    const [before, element] = [document.activeElement, dialog.current];
    const open = () => element.showModal();
    const stay = (event) => event.key === "Escape" && event.preventDefault();
    open();
    element.addEventListener("close", open);
    document.addEventListener("keydown", stay);
    return () => {
      document.removeEventListener("keydown", stay);
      element.removeEventListener("close", open);
      element.close();
      before?.isConnected && before.focus();
    };
  }, []);
  return html`
    <dialog ref=${dialog} class="login again" aria-labelledby=${id} onCancel=${(event) => event.preventDefault()}>
      <${SignIn} user=${user}><h2 id=${id}><${Icon} />${t("Your session has ended")}</h2>
        <p class="quiet">${t("Sign in again to go on where you were. What you have entered there is kept.")}</p></${SignIn}>
    </dialog>`;
}

function Icon() {
  return html`<img src=${document.querySelector("link[rel=icon]").href} alt="" width="32" height="32" />`;
}

function SignIn({ user, children }) {
  const [failure, setFailure] = useState(null);
  const [busy, setBusy] = useState(false);

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
    <form class="card" onSubmit=${enter}>
      ${children}
      <label for="user">${t("User")}</label>
      <input id="user" name="user" defaultValue=${user} autocomplete="username" required maxlength="64" autocapitalize="none"
        spellcheck="false" />
      <label for="password">${t("Password")}</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="256" autofocus
        aria-describedby="password-help" />
      <${Wrong} failure=${failure} message=${failure && t(failure.message)} />
      <button class="button primary" disabled=${busy} aria-busy=${busy}>${busy ? t("Signing in …") : t("Sign in")}</button>
      <p class="quiet" id="password-help">${t("The first start of the server has printed the password of admin.")}</p>
    </form>`;
}
