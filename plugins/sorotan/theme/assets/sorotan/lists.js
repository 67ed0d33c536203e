// Of a list that is divided into pages: whoever asks on one of them for an entry that stands on another is led there. An
// address that was written down when there was one page, or fewer entries, goes on leading to its entry.

(() => {
  "use strict";

  const pages = document.querySelector("[data-entries]");
  const { entries, start } = pages.dataset;
  if (location.protocol === "file:") return; // no page from a disk may fetch; all its links lead to the right page

  async function find() {
    const fragment = decodeURIComponent(location.hash.slice(1));
    if (!fragment || !fragment.startsWith(start) || document.getElementById(fragment)) return;
    const listed = await (await fetch(entries)).json();
    const at = listed.pages.findIndex(({ ids }) => ids.includes(fragment.slice(start.length)));
    // What is gone may have moved elsewhere, which the first page knows.
    const page = pages.querySelectorAll(".srt-letters a")[Math.max(at, 0)];
    if (page.hasAttribute("aria-current")) return;
    const address = new URL(location); // a path by itself could begin with two slashes, which name a host
    address.pathname = page.pathname;
    address.search = "";
    location.replace(address);
  }

  // Where the fragment is no text, or the file is not there or of another build, the reader stays here.
  const leadOn = () => find().catch(() => {});

  addEventListener("hashchange", leadOn);
  leadOn();
})();
