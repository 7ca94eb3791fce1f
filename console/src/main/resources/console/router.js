// Paths: which page an address shows, and going from one to another without loading anew.

import { html, store } from "./html.js";

const ROOT = "/console";

/** The pages of the navigation. Each loads its script when it is opened first; its default export gets { segments, query }. */
export const pages = [
  { path: "", name: "Overview", load: () => import("./pages/overview.js") },
  { path: "live", name: "Live", load: () => import("./pages/live.js") },
  { path: "recording", name: "Recording", load: () => import("./pages/recording.js") },
  { path: "files", name: "Files", load: () => import("./pages/files.js") },
  { path: "timeline", name: "Timeline", load: () => import("./pages/timeline.js") },
  { path: "callbacks", name: "Callbacks", load: () => import("./pages/callbacks.js") },
  { path: "settings", name: "Settings", load: () => import("./pages/settings.js") },
];

/** Where we are: the page, what follows its path, and the query. */
export const place = store(placeOf(location));

function placeOf({ pathname, search }) {
  const [first = "", ...segments] = pathname.slice(ROOT.length).split("/").filter(Boolean).map(decoded);
  return { page: pages.find((page) => page.path === first) ?? null, segments, query: Object.fromEntries(new URLSearchParams(search)) };
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The address of a page: address("live", "app", "a stream") and, at the end, an object for the query. */
export function address(...parts) {
  const query = typeof parts.at(-1) === "object" ? new URLSearchParams(parts.pop()).toString() : "";
  const path = parts.filter((part) => part !== "").map(encodeURIComponent).join("/");
  return ROOT + (path && `/${path}`) + (query && `?${query}`);
}

export function go(to, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"](null, "", to);
  place.set(placeOf(location));
}

/** A link within the console. */
export function Link({ to, children, ...rest }) {
  const follow = (event) => {
    if (!event.defaultPrevented && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      go(to);
    }
  };
  return html`<a href=${to} onClick=${follow} ...${rest}>${children}</a>`;
}

addEventListener("popstate", () => place.set(placeOf(location)));
