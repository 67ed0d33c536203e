// What Sorotan's pages do beyond HTML and CSS. Without this file everything is still there to be read: notes stand
// beside or below their blocks, links lead to them, and the menus are plain disclosures.

(() => {
  "use strict";

  const NOTE_GAP = 16; // pixels between two notes in the margin
  const MARGIN = 16; // pixels that stay free above and below what is brought into view
  const DRIFT = 240; // how far, in pixels, a note may stand below its passage before the notes above it are folded
  const NOTE_HASH = /^#(?:note|ref|passage)-([a-z0-9-]+)$/;

  // What the reader chose, if the browser may remember it.

  function recall(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  function remember(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch {}
  }

  // Keys without Ctrl or Alt: for those who speak or whose hand trembles they are a trap, so they can be switched off.

  const shortcuts = new Map();

  function listenForKeys(button) {
    let on = recall("srt-keys") !== "off";
    const say = () => button.setAttribute("aria-checked", on);
    say();
    button.addEventListener("click", () => {
      on = !on;
      remember("srt-keys", on ? "on" : "off");
      say();
    });
    document.addEventListener("keydown", (event) => {
      const act = shortcuts.get(event.key);
      if (!on || !act || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target.closest("input, select, textarea, dialog, [contenteditable]")) return;
      event.preventDefault();
      act();
    });
  }

  // Notes: packed into the margin where CSS says that there is one, folded behind their labels where not.

  function setUpNotes(story) {
    const notes = Array.from(story.querySelectorAll(".srt-note"), (element) => {
      const id = element.id.slice("note-".length);
      element.tabIndex = -1; // following a link to a note moves the focus there
      // A note on a whole block has no passage, only its number.
      const anchor = document.getElementById(`passage-${id}`) ?? document.getElementById(`ref-${id}`);
      return { id, element, anchor, box: element.querySelector("details"), heights: new Map() };
    });
    let shown = notes; // the others are of kinds that the reader left out
    let mode = "";
    let litId;
    let shownHash;

    // How high notes are, folded and unfolded. To fold and unfold all is dear, so what was measured holds until one of
    // them has another size than that.
    function measure() {
      for (const open of [false, true]) {
        const unknown = shown.filter((note) => !note.heights.has(open));
        for (const note of unknown) note.box.open = open;
        for (const note of unknown) {
          note.heights.set(open, note.element.offsetHeight);
          note.width = note.element.offsetWidth;
        }
      }
    }

    function isAsMeasured({ element, box, heights, width }) {
      if (element.hidden || !heights.has(box.open)) return true;
      return heights.get(box.open) === element.offsetHeight && width === element.offsetWidth;
    }

    function forgetHeights() {
      for (const note of notes) note.heights.clear();
    }

    // Every note as near to its passage as those above it allow; where notes crowd, they are folded to their first
    // lines. Everything is measured before it is placed.
    function pack() {
      measure();
      const origin = story.getBoundingClientRect().top;
      // What is folded, with its notes, is nowhere.
      const wanted = shown.map((note) => (note.anchor.getClientRects()[0]?.top ?? origin) - origin);
      const heightsWhere = (open) => shown.map((note) => note.heights.get(note.opened ?? open) + NOTE_GAP);
      const folded = heightsWhere(false);
      const heights = heightsWhere(true);
      const lit = shown.findIndex((note) => note.id === litId);
      const unfolded = heights[lit];
      const tops = [];
      let free = 0;
      shown.forEach((note, i) => {
        tops[i] = Math.max(wanted[i], free);
        const crowds = tops[i] + heights[i] - wanted[i + 1] > DRIFT;
        if (crowds) heights[i] = folded[i];
        note.box.open = note.opened ?? (!crowds || i === lit);
        free = tops[i] + heights[i];
      });
      // The note that the reader is at stands exactly beside its passage, unfolded; the others make way.
      if (lit >= 0) {
        heights[lit] = unfolded;
        tops[lit] = wanted[lit];
        for (let i = lit - 1; i >= 0; i--) tops[i] = Math.min(tops[i], tops[i + 1] - heights[i]);
      }
      free = 0;
      shown.forEach((note, i) => {
        const top = Math.max(i > lit ? wanted[i] : tops[i], free);
        note.element.style.top = `${top}px`;
        free = top + heights[i];
      });
      story.style.minHeight = `${free}px`;
    }

    function arrange(printing = false) {
      const place = getComputedStyle(story).getPropertyValue("--srt-notes").trim();
      const wanted = printing ? "print" : place;
      if (wanted !== mode) {
        mode = wanted;
        story.classList.toggle("srt-story--packed", mode === "beside");
        story.style.minHeight = "";
        forgetHeights();
        for (const note of notes) {
          note.element.style.top = "";
          note.box.open = mode === "print" || note.id === litId;
          delete note.opened;
        }
      }
      if (mode === "beside") pack();
    }

    // Shows the note that a fragment names, and its passage, as belonging together.
    function light(hash) {
      shownHash = hash;
      litId = NOTE_HASH.exec(hash)?.[1];
      const note = notes.find(({ id }) => id === litId);
      if (note?.element.hidden) kinds.show(note.element.dataset.kind);
      for (const element of story.querySelectorAll(".srt-lit")) element.classList.remove("srt-lit");
      if (note) {
        note.box.open = true;
        delete note.opened;
        for (const element of [note.element, ...story.querySelectorAll(`[data-note="${litId}"], #ref-${litId}`)]) {
          element.classList.add("srt-lit");
        }
      }
      arrange();
      return note;
    }

    // Scrolls only where a note and its passage are not both in view. What is far away comes to the middle of the
    // window, so that something is seen of what is around it. Where both have no room, `target` begins at the top.
    function bringIntoView(note, target) {
      const passage = note.anchor.getClientRects()[0] ?? note.element.getBoundingClientRect();
      // A note in the margin may still be on its way there.
      const place = mode === "beside" && parseFloat(note.element.style.top) + story.getBoundingClientRect().top;
      const top = place || note.element.getBoundingClientRect().top;
      const from = Math.min(passage.top, top);
      const to = Math.max(passage.bottom, top + note.element.offsetHeight);
      const head = Math.max(0, document.querySelector(".srt-header")?.getBoundingClientRect().bottom ?? 0);
      const [first, last] = [head + MARGIN, innerHeight - MARGIN];
      let way = 0;
      if (to - from > last - first) {
        way = (mode === "beside" ? from : target.getBoundingClientRect().top) - first;
      } else if (passage.bottom < first || passage.top > last) {
        way = (from + to - first - last) / 2;
      } else if (from < first || to > last) {
        way = from < first ? from - first : to - last;
      }
      if (way) scrollBy({ top: way, behavior: "instant" });
    }

    function arrive() {
      if (location.hash === shownHash) return; // `go` has shown it
      const note = light(location.hash);
      if (note && mode === "beside") bringIntoView(note);
    }

    // From number to note and back without the jump to the top of the window that browsers make, and from the marked
    // words as well, unless they are being selected.
    story.addEventListener("click", (event) => {
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = event.target.closest("a");
      const mark = link ? null : event.target.closest(".srt-mark:not(.srt-mark--off)");
      if (link?.matches('[href^="#note-"], [href^="#ref-"], [href^="#passage-"]')) {
        event.preventDefault();
        go(link.hash);
      } else if (mark && getSelection().isCollapsed) {
        go(`#note-${mark.dataset.note}`);
      }
    });

    // Steps are no entries of the history: whoever has gone through all notes leaves the page with one step back.
    function go(hash, isStep) {
      const height = scrollY;
      if (isStep) location.replace(hash);
      else location.hash = hash;
      scrollTo({ top: height, behavior: "instant" });
      const note = light(hash);
      const target = document.getElementById(hash.slice(1));
      target?.focus({ preventScroll: true });
      if (note) bringIntoView(note, target ?? note.element);
    }

    // The next note (1) or the one before (-1): of the note that the reader is at, otherwise of the place.
    function step(way) {
      const inSight = ({ top, bottom }) => bottom > 0 && top < innerHeight;
      const isAt = ({ id, element }) => id === litId && inSight(element.getBoundingClientRect());
      const at = shown.findIndex(isAt);
      const below = shown.findIndex(({ anchor }) => anchor.getBoundingClientRect().top > innerHeight / 4);
      const start = below < 0 ? shown.length : below;
      const next = at >= 0 ? at + way : way > 0 ? start : start - 1;
      if (shown[next]) go(`#note-${shown[next].id}`, true);
    }

    function offerSteps() {
      for (const note of notes) {
        [note.before, note.after] = note.element.querySelectorAll(".srt-note__steps button");
        for (const [button, way] of [[note.before, -1], [note.after, 1]]) {
          button.addEventListener("click", () => {
            litId = note.id;
            step(way);
          });
        }
      }
      shortcuts.set("n", () => step(1));
      shortcuts.set("p", () => step(-1));
    }

    // With a note that is left out go its mark and its number.
    function showKinds() {
      for (const { id, element } of notes) {
        for (const mark of story.querySelectorAll(`[data-note="${id}"]`)) {
          mark.classList.toggle("srt-mark--off", element.hidden);
        }
        for (const number of story.querySelectorAll(`#ref-${id}`)) number.hidden = element.hidden;
      }
      shown = notes.filter(({ element }) => !element.hidden);
      shown.forEach((note, i) => {
        note.before.disabled = i === 0;
        note.after.disabled = i === shown.length - 1;
      });
      arrange();
    }

    // What the reader folds or unfolds stays so; a note is unfolded by pointing or tabbing into it, too.
    for (const note of notes) {
      const head = note.box.firstElementChild;
      const unfold = ({ target }) => {
        if (!head.contains(target)) note.box.open = note.opened = true;
      };
      head.addEventListener("click", () => (note.opened = !note.box.open));
      for (const event of ["click", "focusin"]) note.box.addEventListener(event, unfold);
    }

    // Pointing at a passage points at its note.
    story.addEventListener("pointerover", (event) => {
      const mark = event.target.closest(".srt-mark, .srt-noteref");
      const id = mark?.dataset.note ?? mark?.id.slice("ref-".length);
      for (const note of notes) note.element.classList.toggle("srt-note--pointed", note.id === id);
    });

    // Fonts that arrive, a note that is folded, a window that is turned: all change a size.
    let waiting = 0;
    const sizes = new ResizeObserver(() => {
      waiting ||= requestAnimationFrame(() => {
        waiting = 0;
        if (!notes.every(isAsMeasured)) forgetHeights();
        if (mode !== "print") arrange();
      });
    });
    for (const element of [story, ...notes.map((note) => note.element)]) sizes.observe(element);

    offerSteps();
    const kinds = offerKinds(showKinds);
    addEventListener("hashchange", arrive);
    addEventListener("beforeprint", () => arrange(true));
    addEventListener("afterprint", () => arrange());
    arrive();
  }

  // The legend leaves kinds of notes out, on every page until it is changed.
  function offerKinds(changed = () => {}) {
    const buttons = new Map();
    const read = () => new Set(recall("srt-kinds-left-out")?.split(" "));
    let left = read();
    const state = document.querySelector(".srt-kinds-state");

    function apply() {
      for (const [kind, button] of buttons) button.setAttribute("aria-pressed", !left.has(kind));
      for (const element of document.querySelectorAll("[data-kind]")) element.hidden = left.has(element.dataset.kind);
      if (state) tell();
      changed();
    }

    // Below the switches: how many notes of the page are shown, and all of them again. Every note stands in a list; that of
    // all notes is without the articles of which none is left.
    function tell() {
      const notes = [...document.querySelectorAll(".srt-notelink[data-kind]")];
      const shown = notes.filter(({ hidden }) => !hidden);
      const words = state.dataset.count.replace("##", notes.length).replace("#", shown.length);
      state.firstElementChild.textContent = shown.length < notes.length ? words : "";
      state.lastElementChild.hidden = shown.length === notes.length;
      for (const part of document.querySelectorAll(".srt-part:has(.srt-notelink[data-kind])")) {
        part.hidden = !part.querySelector(".srt-notelink:not([hidden])");
      }
    }

    // The address names no note that the reader left out: it would be shown again with the page.
    function nameNothingHidden() {
      const named = document.getElementById(location.hash.slice(1));
      if (!named?.matches("[hidden], .srt-mark--off")) return;
      const address = new URL(location); // a path by itself could begin with two slashes, which name a host
      address.hash = "";
      history.replaceState(history.state, "", address);
    }

    state?.lastElementChild.addEventListener("click", () => {
      left.clear();
      remember("srt-kinds-left-out", "");
      buttons.values().next().value.focus(); // the button goes away
      apply();
    });

    for (const item of document.querySelectorAll("[data-leave-out]")) {
      const button = document.createElement("button");
      const kind = item.dataset.leaveOut;
      button.type = "button";
      button.className = item.className;
      item.className = "";
      button.append(...item.childNodes);
      item.append(button);
      buttons.set(kind, button);
      button.addEventListener("click", () => {
        if (!left.delete(kind)) left.add(kind);
        remember("srt-kinds-left-out", [...left].join(" "));
        apply();
        nameNothingHidden();
      });
    }
    apply();
    addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) return;
      left = read(); // it may have been changed on the page from which the reader comes back
      apply();
    });
    return {
      show(kind) {
        left.delete(kind);
        apply();
      },
    };
  }

  // A list of notes shows the one that an address names, as their articles do.
  function setUpList() {
    const kinds = offerKinds();
    const arrive = () => {
      const target = document.getElementById(location.hash.slice(1));
      if (!target?.matches("[data-kind][hidden]")) return;
      kinds.show(target.dataset.kind);
      target.scrollIntoView();
    };
    addEventListener("hashchange", arrive);
    arrive();
  }

  // The language switch, and that of the search, lead to the place that the reader is at: the target of the address if it
  // is in view, otherwise the paragraph or record that is nearest to the top of the window, or else the section.
  function keepPlace(link) {
    const records = ".srt-event, .srt-claim, .srt-quote, .srt-reference, .srt-notelink[id], .srt-term, tr[id]";
    const places = `.srt-block > [id], .srt-parallel__row[id], .srt-part .srt-card, ${records}`;
    const visible = (element, from = 0) => {
      // To ask where something is that is laid out later would lay it out, one section after the other.
      if (!element.checkVisibility({ contentVisibilityAuto: true })) return false;
      const { top, bottom } = element.getBoundingClientRect();
      return bottom > from && top < innerHeight;
    };
    function place() {
      const target = document.querySelector(":target");
      if (target && visible(target)) return location.hash;
      if (scrollY < innerHeight / 4) return "";
      // Below it stands what an address led to, with a bit of what is before (`scroll-margin`).
      let line = 0;
      for (const head of document.querySelectorAll(".srt-header, .srt-parallel__head, .srt-matrix thead th")) {
        const { top, bottom } = head.getBoundingClientRect();
        if (top <= line + 1) line = Math.max(line, bottom); // otherwise it does not stay in view here
      }
      // Some stay in view beside their section; sections that are filtered away have none.
      const begun = (heading) => heading.checkVisibility() && heading.getBoundingClientRect().top < line + 20;
      const at =
        Array.from(document.querySelectorAll(places)).find((element) => visible(element, line + 20)) ??
        Array.from(document.querySelectorAll("h2[id]")).findLast(begun);
      return at ? `#${at.id}` : "";
    }
    const update = () => {
      link.search = location.search;
      link.hash = place();
    };
    for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, update);
  }

  // Menus close as menus do: with Escape, which gives the focus back, and with a click elsewhere, or the focus, which they
  // would hide. A long one opens at the page that is read.
  function setUpMenus(menus) {
    for (const menu of menus) {
      menu.addEventListener("toggle", () => {
        const list = menu.lastElementChild;
        const here = list.querySelector("[aria-current=page]");
        if (here) list.scrollTop = here.offsetTop - list.clientHeight / 2;
      });
    }
    for (const elsewhere of ["click", "focusin"]) {
      document.addEventListener(elsewhere, (event) => {
        for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
      });
    }
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      for (const menu of menus) {
        if (menu.open && menu.contains(document.activeElement)) menu.querySelector("summary").focus();
        menu.open = false;
      }
    });
  }

  // The search is loaded when it is first asked for, while words are typed already. Browsers let no page from a disk load
  // its index.
  function offerSearch(button, script) {
    if (location.protocol === "file:") return;
    const dialog = document.getElementById(button.getAttribute("aria-controls"));
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (dialog.open) return;
      dialog.showModal();
      try {
        const { open } = await import(new URL("search.js", script));
        await open(dialog);
      } catch {
        dialog.querySelector(".srt-search__status").textContent = dialog.dataset.failed;
      }
    });
    dialog.querySelector(".srt-search__close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("submit", (event) => event.preventDefault());
    shortcuts.set("/", () => button.click());
    if (new URLSearchParams(location.search).get("q")) button.click(); // an address with a search in it
  }

  // A picture that is wider than the window opens where most of its dots are, and the largest, in the middle.
  function showMost(frame) {
    const circles = [...frame.querySelectorAll("circle")];
    const dots = circles.map(({ cx, r }) => ({ x: cx.baseVal.value, r: r.baseVal.value }));
    const from = (left) => dots.filter(({ x, r }) => x - r >= left && x + r <= left + frame.clientWidth);
    const weight = (some) => some.reduce((sum, { r }) => sum + r, 0);
    const parts = dots.map(({ x, r }) => from(x - r));
    const most = parts.reduce((one, other) => (weight(other) > weight(one) ? other : one));
    const places = most.map(({ x }) => x);
    frame.scrollLeft = (Math.min(...places) + Math.max(...places) - frame.clientWidth) / 2;
  }

  // Classic scripts and no modules: these are allowed on pages that are opened from a disk, too.
  function load(name) {
    const script = document.createElement("script");
    script.src = new URL(name, here);
    document.head.append(script);
  }

  const here = document.currentScript.src;
  document.querySelectorAll("[data-srt-search]").forEach((button) => offerSearch(button, here));
  document.documentElement.classList.add("srt-ready");
  const story = document.querySelector(".srt-story");
  if (story) setUpNotes(story);
  else setUpList();
  document.querySelectorAll("[data-srt-switch], .srt-search__elsewhere a").forEach(keepPlace);
  setUpMenus(document.querySelectorAll(".srt-drop"));
  document.querySelectorAll(".srt-keys button").forEach(listenForKeys);
  document.querySelectorAll(".srt-ties__scroll").forEach(showMost);
  if ("popover" in HTMLElement.prototype) load("previews.js");
  if (document.querySelector("[data-entries]")) load("lists.js");
  if (document.querySelector(".srt-filters")) load("filters.js");
  if (document.querySelector(".srt-picture")) load("zoom.js");
})();
