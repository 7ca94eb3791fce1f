// Notes which controls of the console could be used, and which were. A control is known by its page or dialog and by what is written on it,
// a link by where it leads; names from outside are no part of that, so that the buttons of all rows are one.
(() => {
  const CONTROLS = "a[href], button, input, select, textarea, summary, [role=slider]";
  const told = new Set();

  function tell(kind, control) {
    const name = `${place(control)}: ${text(control)}`;
    if (location.pathname.startsWith("/console") && document.documentElement.lang === "en" && !told.has(kind + name)) {
      told.add(kind + name);
      noteControl(kind, name);
    }
  }

  function place(control) {
    const dialog = control.closest("dialog");
    if (dialog) {
      return `${page()}, dialog ${dialog.querySelector("h2").textContent.split(/[ ,]/)[0]}`;
    }
    const parts = { ".side, .skip": "shell", ".notices": "notices", "main.login": "sign-in" };
    return Object.entries(parts).find(([selector]) => control.closest(selector))?.[1] ?? page();
  }

  function page() {
    const [first = "overview", ...more] = location.pathname.split("/").slice(2).filter(Boolean);
    return more.length > 0 ? `${first}/…` : first;
  }

  function text(control) {
    if (control.localName === "a") {
      return `link ${control.getAttribute("href").replace(/\?.*/, "").split("/").slice(0, 3).join("/")}`;
    }
    const label = [...control.labels?.[0]?.childNodes ?? []].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data);
    const written = ["button", "summary"].includes(control.localName) ? control.textContent : label.join("");
    return written.replace(/[↓↑×]/g, "").trim() || control.getAttribute("aria-label");
  }

  function look() {
    for (const control of document.querySelectorAll(CONTROLS)) {
      // What says that it was pressed is the same as before.
      if (!control.disabled && control.checkVisibility() && control.textContent.trim() !== "Copied") {
        tell("seen", control);
      }
    }
  }

  // Whatever is used, everything beside it could have been. In between, the address may already be the next page's, and the page not yet.
  window.lookAround = look;

  const used = (selector) => ({ target }) => {
    look();
    const control = target.closest?.(selector);
    control && tell("used", control);
  };
  document.addEventListener("click", used("a[href], button, summary"), true);
  document.addEventListener("input", used("input, select, textarea"), true);
  document.addEventListener("change", used("input, select, textarea"), true);
  document.addEventListener("keydown", used("[role=slider]"), true);
})();
