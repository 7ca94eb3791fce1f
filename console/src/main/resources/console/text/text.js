// Texts in the language that was chosen. They are written in English where they are used, and looked up by that.

import { language } from "../choices.js";

const translations = language === "zh" ? (await import("./zh.js")).default : {};

/** A text; {name} in it stands for a value: t("{n} days", { n: 3 }). */
export function t(english, values = {}) {
  return (translations[english] ?? english).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
