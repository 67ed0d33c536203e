// Previews: pointing at the name of something, tabbing to it or tapping it shows in a few words what the link leads to.
// They are made from the pages of this site, fetched when they are asked for. After a tap the preview has the link in
// it, and a second tap follows it; where there is nothing to show, the first one does.

(() => {
  "use strict";

  const LINKS = [
    'a[href*="#ref-"]',
    'a[href*="#note-"]:not(.srt-note__permalink, .srt-notelink__label, .srt-parallel__label > a)', // with it in sight
  ].join();
  const ENTITY = /\/entities\/[^/]+(?:\/|\.html)$/; // of pages, of every one in the text
  const DESCRIBED = ".srt-entry"; // but for the index, which says of each what its preview would
  const SHOW_AFTER = 300; // milliseconds: who only passes by sees nothing, and nothing is fetched
  const HIDE_AFTER = 300; // long enough to move from the link onto the preview
  const FOLLOW_AFTER = 800; // who taps where nothing comes is led to the page
  const GAP = 6; // pixels between link and preview

  const pages = new Map(); // address of a page → promise of its document
  const made = new Map(); // address of a link → promise of the preview's nodes, or of nothing
  const box = document.createElement("div");
  box.className = "srt-preview";
  box.id = "srt-preview";
  box.popover = "manual"; // it closes by our rules only, and closes nothing else
  document.body.append(box);

  let link; // what is previewed, or soon will be
  let title = ""; // its title, taken away meanwhile so that the browser's own tooltip does not cover the preview
  let at; // where the pointer was, for links that are broken over lines
  let timer;
  let isTouch = false; // whether the finger was what pointed last

  // The link at an element, if it is one of those that are previewed.
  function linkAt(element) {
    const link = element.closest("#srt-content a[href]");
    if (!(link instanceof HTMLAnchorElement)) return undefined; // in a picture
    const isEntity = !link.hash && ENTITY.test(link.pathname) && !link.closest(DESCRIBED);
    return isEntity || link.matches(LINKS) ? link : undefined;
  }

  // What the link leads to.

  function page(address) {
    if (!pages.has(address)) pages.set(address, load(address));
    return pages.get(address);
  }

  async function load(address) {
    try {
      const response = await fetch(address);
      return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : undefined;
    } catch {
      return undefined; // offline: then there is no preview
    }
  }

  async function make(url) {
    const here = url.pathname === location.pathname;
    // Pages opened from a disk may not read each other.
    if (url.origin !== location.origin || (!here && location.protocol === "file:")) return undefined;
    const source = here ? document : await page(url.origin + url.pathname);
    const target = url.hash ? source?.getElementById(url.hash.slice(1)) : source?.querySelector(".srt-entitypage__head");
    if (!target || (here && !url.hash)) return undefined;
    const parts = (selector) => [...target.querySelectorAll(selector)];
    let nodes = [];
    if (target.matches(".srt-entitypage__head")) nodes = parts(".srt-kicker, h1, .srt-lede");
    else if (target.matches(".srt-note")) nodes = parts(".srt-note__label, .srt-note__notice, .srt-note__body > *");
    else if (target.matches(".srt-reference")) nodes = parts(".srt-reference__text, .srt-reference__note");
    if (!nodes.length) return undefined;
    return nodes.map((node) => plain(node, node.matches("h1, .srt-note__label")));
  }

  // A copy to be read only: no links to be tabbed to, no ids twice, no scripts. Headings are none here.
  function plain(node, isName) {
    const copy = document.createElement("p");
    copy.className = isName ? "srt-preview__name" : node.className.replace("srt-lede", "");
    copy.append(...[...node.childNodes].map((child) => document.importNode(child, true)));
    for (const link of copy.querySelectorAll(".srt-noteref, script, style")) link.remove();
    for (const link of copy.querySelectorAll("a")) {
      const words = document.createElement("span");
      words.className = link.className.includes("srt-chip") ? link.className : "";
      words.append(...link.childNodes);
      link.replaceWith(words);
    }
    for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
    return copy;
  }

  // When it shows, and where.

  function wait(next, after) {
    clearTimeout(timer);
    timer = setTimeout(next, after);
  }

  function begin(next, point) {
    const isShown = box.matches(":popover-open");
    if (next === link && isShown) return clearTimeout(timer);
    if (next !== link) hide();
    link = next;
    at = point;
    wait(show, SHOW_AFTER);
  }

  async function show() {
    const wanted = link;
    if (!made.has(wanted.href)) made.set(wanted.href, make(new URL(wanted.href)));
    const nodes = await made.get(wanted.href);
    if (wanted !== link || !nodes || inSight(wanted)) return;
    open("tooltip", nodes);
    link.setAttribute("aria-describedby", box.id);
  }

  function open(role, nodes) {
    box.setAttribute("role", role);
    box.lang = link.closest("[lang]").lang;
    box.replaceChildren(...nodes.map((node) => node.cloneNode(true)));
    title ||= link.title; // if it is open by now, it was taken away before
    link.removeAttribute("title");
    box.showPopover();
    place();
  }

  // A finger cannot point without following the link, so what it taps is previewed with the way there.
  async function tap(tapped) {
    hide();
    link = tapped;
    const { href, textContent } = tapped;
    if (!made.has(href)) made.set(href, make(new URL(href)));
    const nodes = await Promise.race([made.get(href), new Promise((resolve) => setTimeout(resolve, FOLLOW_AFTER))]);
    if (tapped !== link) return;
    if (!nodes) return location.assign(href);
    const way = document.createElement("a");
    way.className = "srt-preview__way";
    way.href = href;
    way.textContent = `${textContent} →`;
    open("dialog", [...nodes, way]);
    box.setAttribute("aria-label", textContent);
    box.lastChild.focus({ preventScroll: true });
  }

  // A note that stands open beside its passage needs no preview.
  function inSight({ hash, pathname }) {
    const note = pathname === location.pathname && document.getElementById(hash.slice(1));
    if (!note || !note.querySelector("[open]")) return false;
    const { top, bottom } = note.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }

  function place() {
    const lines = [...link.getClientRects()];
    const line = lines.find(({ top, bottom }) => at && top <= at.y && at.y <= bottom) ?? lines[0];
    if (!line || line.bottom < 0 || line.top > innerHeight) return hide();
    const { width, height } = box.getBoundingClientRect();
    const below = line.bottom + GAP + height <= innerHeight || line.top < height + GAP;
    box.style.left = `${Math.max(8, Math.min(line.left, document.documentElement.clientWidth - width - 8))}px`;
    const top = below ? line.bottom + GAP : line.top - GAP - height;
    box.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
  }

  function hide() {
    clearTimeout(timer);
    if (box.matches(":popover-open")) {
      if (box.contains(document.activeElement)) link.focus({ preventScroll: true });
      box.hidePopover();
      box.removeAttribute("aria-label");
      link.removeAttribute("aria-describedby");
      if (title) link.title = title;
      title = "";
    }
    link = undefined;
  }

  document.addEventListener("pointerover", ({ target, pointerType, clientX, clientY }) => {
    if (pointerType === "touch") return;
    const over = linkAt(target);
    if (over) begin(over, { x: clientX, y: clientY });
    else if (box.contains(target)) clearTimeout(timer);
    else if (link && document.activeElement !== link) wait(hide, HIDE_AFTER);
  });
  document.documentElement.addEventListener("pointerleave", () => {
    if (link && document.activeElement !== link) wait(hide, HIDE_AFTER);
  });
  document.addEventListener("focusin", ({ target }) => {
    if (box.contains(target) || target === link) return;
    // After a click the focus is no reason for a preview; with the keyboard it is.
    if (linkAt(target) && target.matches(":focus-visible")) begin(target);
    else hide();
  });
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (target === link && !box.contains(relatedTarget)) hide();
  });
  document.addEventListener("pointerdown", ({ pointerType }) => (isTouch = pointerType === "touch"), true);
  document.addEventListener("click", (event) => {
    if (box.contains(event.target)) return;
    const tapped = isTouch && linkAt(event.target);
    // A note of this page opens itself; what is previewed already is wanted.
    if (!tapped || event.defaultPrevented || (tapped === link && box.matches(":popover-open"))) return hide();
    event.preventDefault();
    tap(tapped);
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  addEventListener("pagehide", hide);
  for (const event of ["scroll", "resize"]) {
    addEventListener(event, () => box.matches(":popover-open") && place(), { passive: true });
  }
})();
