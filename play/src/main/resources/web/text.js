// Texts in the page's language. They are written in English where they are used, and looked up by that.

const translations = document.documentElement.lang.startsWith("zh") ? (await import("./zh.js")).default : {};

/** A text; {name} in it stands for the value of that name. */
export function t(english, values = {}) {
  return (translations[english] ?? english).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** H.264 and AAC: a list of two, or of one. */
export const list = (names) => names.join(t(" and "));
