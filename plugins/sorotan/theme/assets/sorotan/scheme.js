// Light or dark, settled before anything is painted: this file is small, and the page waits for it. Without it the
// style sheet follows the device by itself.

(() => {
  "use strict";

  const KEY = "srt-scheme";
  const CHOICES = ["auto", "light", "dark"];
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  root.classList.replace("no-js", "js");

  // Browsers may forbid to remember anything; the choice then holds for this page.
  let choice = read();

  function read() {
    try {
      const kept = localStorage.getItem(KEY);
      return CHOICES.includes(kept) ? kept : CHOICES[0];
    } catch {
      return CHOICES[0];
    }
  }

  function apply() {
    const isDark = choice === "dark" || (choice === "auto" && dark.matches);
    document.body.dataset.mdColorScheme = isDark ? "slate" : "default";
    root.dataset.srtScheme = choice; // which picture the button shows
    for (const button of document.querySelectorAll(".srt-scheme")) {
      button.setAttribute("aria-label", button.dataset[choice]);
      button.title = button.dataset[choice];
    }
  }

  apply();
  dark.addEventListener("change", apply);
  // What was chosen in another window of the site, or on the page from which the reader comes back.
  const follow = () => {
    choice = read();
    apply();
  };
  addEventListener("storage", ({ key }) => key === KEY && follow());
  addEventListener("pageshow", ({ persisted }) => persisted && follow());
  document.addEventListener("DOMContentLoaded", apply); // the button is there now, and wants its name
  // Notes are laid out for sorotan.js before it runs, so that nothing moves when it does. If it never does, as without.
  addEventListener("load", () => root.classList.contains("srt-ready") || root.classList.replace("js", "no-js"));
  document.addEventListener("click", ({ target }) => {
    if (!target.closest(".srt-scheme")) return;
    choice = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];
    try {
      localStorage.setItem(KEY, choice);
    } catch {}
    apply();
  });
})();
