// The switch of the language, which is that of the console too.

const YEAR_SECONDS = 31_536_000;

/** Every text changes, so the page is loaded anew; a language in its address would have the last word. */
export function chooseLanguage(to) {
  document.cookie = `livetape_language=${to}; Path=/; SameSite=Lax; Max-Age=${YEAR_SECONDS}`;
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  history.replaceState(null, "", address);
  location.reload();
}
