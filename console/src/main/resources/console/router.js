// Paths: which page an address shows, and going from one to another without loading anew.

import { html, store } from "./html.js";

const ROOT = "/console";

/** The pages of the navigation, each with the lines of its sign, 20 by 20. Each loads its script when it is opened first; its default export gets { segments, query }. */
export const pages = [
  { path: "", name: "Overview", sign: "M3 3h6v7H3zM11 3h6v4h-6zM11 10h6v7h-6zM3 13h6v4H3z", load: () => import("./pages/overview.js") },
  { path: "live", name: "Live", sign: "M10 10h.01M6.8 6.8a4.5 4.5 0 0 0 0 6.4M13.2 6.8a4.5 4.5 0 0 1 0 6.4M4.1 4.1a8.3 8.3 0 0 0 0 11.8M15.9 4.1a8.3 8.3 0 0 1 0 11.8", load: () => import("./pages/live.js") },
  { path: "recording", name: "Recording", sign: "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14zM10 8a2 2 0 1 0 0 4a2 2 0 1 0 0-4z", load: () => import("./pages/recording.js") },
  { path: "files", name: "Files", sign: "M3 5.5A1.5 1.5 0 0 1 4.5 4H8l2 2h5.5A1.5 1.5 0 0 1 17 7.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14.5z", load: () => import("./pages/files.js") },
  { path: "timeline", name: "Timeline", sign: "M2.5 10h15M5 7v6M10 4.5v11M15 7v6", load: () => import("./pages/timeline.js") },
  { path: "callbacks", name: "Callbacks", sign: "M17 3L8.5 11.5M17 3l-5 14-3.5-5.5L3 8z", load: () => import("./pages/callbacks.js") },
  { path: "settings", name: "Settings", sign: "M3 6h7M14 6h3M12 4v4M3 14h3M10 14h7M8 12v4", load: () => import("./pages/settings.js") },
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
