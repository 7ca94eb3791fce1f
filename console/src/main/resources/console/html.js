// What pages are written with: html`…` templates, hooks, and values that several components share.

import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import htm from "htm";

export const html = htm.bind(h);

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
