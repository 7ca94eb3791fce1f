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
const isolated = (value) => (TURNS.test(value) ? `\u2068${value}\u2069` : value);
