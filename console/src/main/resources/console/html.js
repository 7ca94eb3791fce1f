// What pages are written with: html`…` templates, hooks, and values that several components share.

import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import htm from "htm";
import { closed } from "./text/text.js";

/** Names stand in bdi, where they turn nothing around them. */
const element = (type, props, ...children) =>
  h(type, props, ...(type === "bdi" ? children.map((each) => (typeof each === "string" ? closed(each) : each)) : children));

export const html = htm.bind(element);

/** A value that components can follow with {@link useStore}. */
export function store(value) {
  const listeners = new Set();
  return {
    get: () => value,
    set(next) {
      if (next !== value) {
        value = next;
        listeners.forEach((listener) => listener(value));
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value of a store, now and whenever it changes. */
export function useStore(of) {
  const [, draw] = useState(0);
  useEffect(() => of.listen(() => draw((count) => count + 1)), [of]);
  return of.get();
}
