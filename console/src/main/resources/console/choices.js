// Language and appearance as somebody has chosen them, in cookies, so that the server's first answer has them already.

const YEAR_SECONDS = 31_536_000;

function keep(name, value, where) {
  document.cookie = `livetape_${name}=${value}; ${where}; Max-Age=${value ? YEAR_SECONDS : 0}`;
}

export const language = document.documentElement.lang === "zh" ? "zh" : "en";

/** Every text changes, so the page is loaded anew. The replay pages follow the same choice, also for who comes by a link. */
export function chooseLanguage(to) {
  keep("language", to, "Path=/; SameSite=Lax");
  location.reload();
}

/** "light", "dark", or "" for what the system says. */
export const theme = () => document.documentElement.dataset.theme ?? "";

export function chooseTheme(to) {
  keep("theme", to, "Path=/console; SameSite=Strict");
  if (to) {
    document.documentElement.dataset.theme = to;
  } else {
    delete document.documentElement.dataset.theme;
  }
  document.dispatchEvent(new Event("themechange"));
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new Event("themechange")));
