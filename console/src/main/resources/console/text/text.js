// Texts in the language that was chosen. They are written in English where they are used, and looked up by that.

import { language } from "../choices.js";

const translations = language === "zh" ? (await import("./zh.js")).default : {};

/** Letters that are written from right to left, and characters that turn what follows them. */
const TURNS = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\ud802\ud803\ud83a\ud83b]/;

/** A text; {name} in it stands for a value: t("{n} days", { n: 3 }). */
export function t(english, values = {}) {
  return (translations[english] ?? english).replace(/\{(\w+)\}/g, (whole, name) => isolated(values[name] ?? whole));
}

/** As bdi does where there can be no markup: FIRST STRONG ISOLATE, POP DIRECTIONAL ISOLATE. */
export const isolated = (value) => (TURNS.test(value) ? `\u2068${closed(String(value))}\u2069` : value);

/** A text that ends the isolates which it has begun, and no others: browsers take such ends for those of the element around it. */
export function closed(text) {
  let open = 0;
  const kept = text.replace(/[\u2066-\u2069]/g, (control) => {
    const end = control === "\u2069";
    const stray = end && open === 0;
    open += stray ? 0 : end ? -1 : 1;
    return stray ? "" : control;
  });
  return kept + "\u2069".repeat(open);
}
