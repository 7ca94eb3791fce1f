// The server's events: its figures every two seconds. One connection for all that follow them, only while the page is looked at.

import { endSession, expired, findSession, session } from "./api.js";
import { store } from "./html.js";

const RETRY_MS = 3000;

/** The newest figures; null until there are some. */
export const figures = store(null);
/** Whether the server can be heard: "waiting", "open" or "lost". */
export const connection = store("waiting");

let source = null;
let timer = 0;

function open() {
  clearTimeout(timer);
  if (source || document.hidden || !session.get() || expired.get()) {
    return;
  }
  source = new EventSource("/console/events");
  source.addEventListener("figures", (event) => {
    connection.set("open");
    figures.set(JSON.parse(event.data));
  });
  source.addEventListener("ended", (event) => {
    close();
    JSON.parse(event.data).SignedOut ? session.set(null) : endSession();
  });
  source.addEventListener("error", again);
}

function close() {
  source?.close();
  source = null;
  clearTimeout(timer);
}

/** The browser does not say why it failed: if the server answers, it was perhaps the session. */
async function again() {
  close();
  if (connection.get() !== "waiting" || figures.get()) {
    connection.set("lost");
  }
  try {
    await findSession();
  } catch {
    connection.set("lost");
  }
  timer = setTimeout(open, RETRY_MS);
}

session.listen((now) => (now ? open() : close()));
expired.listen((now) => (now ? close() : open()));
document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
