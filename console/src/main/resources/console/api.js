// Calls of the server: the API's actions and the console's own, and the session they are made in.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { store } from "./html.js";
import { notify } from "./notices.js";
import { t } from "./text/text.js";

/** Who is signed in, with what the server told of itself; null when nobody is; undefined until that is known. */
export const session = store(undefined);

/** Whether that session has ended without anybody's wish: signing in again goes on with the page as it is. */
export const expired = store(false);

/** What a failed call is thrown as. */
export class Failure extends Error {
  /** @param code of the API, or one of ours: Unreachable */
  constructor(code, message, requestId = "") {
    super(message);
    this.code = code;
    this.requestId = requestId;
  }
}

/** Whether the same question may be answered a moment later: nothing is wrong with it. */
export const passes = ({ code }) =>
  /^(Unreachable|InternalError|ResourceUnavailable|RequestLimitExceeded|AuthFailure\.SessionExpired)/.test(code ?? "");

/** What to do about a failure, where its message does not say so. */
export function advice(code) {
  const top = code.split(".")[0];
  switch (top) {
    case "Unreachable": return t("Check the network, and whether the server runs. Nothing was changed if it did not get the request.");
    case "InternalError": return t("Look for the request id in the server's log.");
    case "ResourceUnavailable":
    case "RequestLimitExceeded": return t("Try again in a moment.");
    case "UnauthorizedOperation": return t("Ask an admin to do it, or to give you the role.");
    case "ResourceNotFound":
    case "FailedOperation": return t("It may have changed meanwhile: reload the list.");
    case "MissingParameter":
    case "InvalidParameter":
    case "InvalidParameterValue": return t("Correct what you have entered, and try again.");
    default: return "";
  }
}

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, { credentials: "same-origin", ...options });
  } catch {
    throw new Failure("Unreachable", t("The server cannot be reached."));
  }
  const body = await answer.json().catch(() => null);
  const response = body?.Response;
  if (!response) {
    throw new Failure("InternalError", `${t("The server's answer cannot be read.")} (HTTP ${answer.status})`);
  }
  if (response.Error) {
    if (response.Error.Code === "AuthFailure.SessionExpired") {
      endSession();
    }
    throw new Failure(response.Error.Code, response.Error.Message, response.RequestId);
  }
  return response;
}

function post(path, parameters, headers = {}) {
  return ask(path, { method: "POST", body: JSON.stringify(parameters), headers: { "Content-Type": "application/json", ...headers } });
}

/** The server knows the session no more. */
export function endSession() {
  if (session.get()) {
    expired.set(true);
  } else {
    session.set(null);
  }
}

/** Asks who is signed in. */
export async function findSession() {
  try {
    session.set(await ask("/console/session"));
    expired.set(false);
  } catch (failure) {
    if (failure.code !== "AuthFailure.SessionExpired") {
      throw failure;
    }
  }
}

export async function signIn(user, password) {
  session.set(await post("/console/login", { User: user, Password: password }));
  expired.set(false);
}

export async function signOut() {
  await post("/console/logout", {}, { "X-Livetape-Csrf": session.get().Csrf });
  session.set(null);
}

/**
 * Calls an action: call("live", "DropLiveStream", { … }). Throws a Failure.
 *
 * @param background whether the page asks by itself, and nobody has done anything
 */
export function call(product, action, parameters = {}, { background = false } = {}) {
  return post(`/console/api/${product}/${action}`, parameters,
    { "X-Livetape-Csrf": session.get()?.Csrf ?? "", ...(background ? { "X-Livetape-Background": "1" } : {}) });
}

/** Whether who is signed in may do what needs this role: viewer, operator or admin. */
export function may(role) {
  const roles = ["viewer", "operator", "admin"];
  return roles.indexOf(session.get()?.Role) >= roles.indexOf(role);
}

/**
 * Does something and says what became of it. `doing` completes "Could not …": act("drop live/show", () => call(…), "Dropped").
 *
 * @returns what it answered, or undefined when it failed
 */
export async function act(doing, work, done = "") {
  try {
    const answer = await work();
    if (done) {
      notify({ kind: "good", title: done });
    }
    return answer ?? true;
  } catch (failure) {
    tellFailure(doing, failure);
    return undefined;
  }
}

/** A notice about what failed and what to do. A session that has ended shows itself. */
export function tellFailure(doing, failure) {
  if (!(failure instanceof Failure)) {
    throw failure;
  }
  if (failure.code !== "AuthFailure.SessionExpired") {
    notify({ kind: "bad", title: `${t("Could not")} ${doing}`, text: failure.message, advice: advice(failure.code),
      detail: failure.requestId });
  }
}

/**
 * What an action answers, asked again when the parameters change.
 *
 * @returns data (the last answer), failure, loading, and reload(background); what fails in the
 *   background leaves the data as they are, unless they are gone: a connection that is lost says so by itself
 */
export function useCall(product, action, parameters = {}) {
  const [state, setState] = useState({ data: null, failure: null, loading: true });
  const newest = useRef(0);
  const key = JSON.stringify(parameters);
  const reload = useCallback(async (background = false) => {
    const turn = ++newest.current;
    if (!background) {
      setState((old) => ({ ...old, loading: true }));
    }
    try {
      const data = await call(product, action, JSON.parse(key), { background });
      if (turn === newest.current) {
        setState({ data, failure: null, loading: false });
      }
    } catch (failure) {
      // What is shown stays when it could not be asked for again, unless it is gone.
      if (turn === newest.current) {
        setState((old) => (background && old.data && !failure.code?.startsWith("ResourceNotFound") ? old : { ...old, failure, loading: false }));
      }
    }
  }, [product, action, key]);
  useEffect(() => {
    reload();
    return () => { newest.current++; };
  }, [reload]);
  useEffect(() => expired.listen((now) => now || reload(true)), [reload]);
  return { ...state, reload };
}
