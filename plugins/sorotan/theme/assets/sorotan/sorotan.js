// What Sorotan's pages do beyond HTML and CSS. Without this file everything is still there to be read: notes stand
// beside or below their blocks, links lead to them, and the menus are plain disclosures.

(() => {
  "use strict";

  const NOTE_GAP = 16; // pixels between two notes in the margin
  const DRIFT = 240; // how far, in pixels, a note may stand below its passage before the notes above it are folded
  const NOTE_HASH = /^#(?:note|ref|passage)-([a-z0-9-]+)$/;

  // Notes: packed into the margin where CSS says that there is one, folded behind their labels where not.

  function setUpNotes(story) {
    const notes = Array.from(story.querySelectorAll(".srt-note"), (element) => {
      const id = element.id.slice("note-".length);
      element.tabIndex = -1; // following a link to a note moves the focus there
      // A note on a whole block has no passage, only its number.
      const anchor = document.getElementById(`passage-${id}`) ?? document.getElementById(`ref-${id}`);
      return { id, element, anchor, box: element.querySelector("details") };
    });
    let mode = "";
    let litId;

    // Every note as near to its passage as those above it allow; where notes crowd, they are folded to their first
    // lines. Everything is measured before it is placed.
    function pack() {
      const measure = (open) => {
        for (const note of notes) note.box.open = note.opened ?? open;
        return notes.map((note) => note.element.offsetHeight + NOTE_GAP);
      };
      const origin = story.getBoundingClientRect().top;
      const wanted = notes.map((note) => note.anchor.getClientRects()[0].top - origin);
      const folded = measure(false);
      const heights = measure(true);
      const lit = notes.findIndex((note) => note.id === litId);
      const unfolded = heights[lit];
      const tops = [];
      let free = 0;
      notes.forEach((note, i) => {
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
      notes.forEach((note, i) => {
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
      litId = NOTE_HASH.exec(hash)?.[1];
      const note = notes.find(({ id }) => id === litId);
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

    function arrive() {
      const note = light(location.hash);
      if (note && mode === "beside") note.anchor.scrollIntoView({ block: "nearest" });
    }

    // From number to note and back without the jump to the top of the window that browsers make.
    story.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#note-"], a[href^="#ref-"]');
      if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const height = scrollY;
      location.hash = link.hash;
      scrollTo({ top: height, behavior: "instant" });
      const note = light(link.hash);
      const target = document.getElementById(link.hash.slice(1));
      target?.focus({ preventScroll: true });
      (mode === "beside" && note ? note.anchor : target)?.scrollIntoView({ block: "nearest" });
    });

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
        if (mode !== "print") arrange();
      });
    });
    for (const element of [story, ...notes.map((note) => note.element)]) sizes.observe(element);

    addEventListener("hashchange", arrive);
    addEventListener("beforeprint", () => arrange(true));
    addEventListener("afterprint", () => arrange());
    arrive();
  }

  // The number of a paragraph in the margin, as a link to share it by.
  function numberBlocks(story) {
    for (const text of story.querySelectorAll(".srt-block > p[id], .srt-block > blockquote[id]")) {
      const link = document.createElement("a");
      link.className = "srt-pilcrow";
      link.href = `#${text.id}`;
      link.textContent = `¶${text.id.replace(/^p/, "")}`;
      text.before(link);
    }
  }

  // The language switch leads to the place that the reader is at: the target of the address if it is in view,
  // otherwise whatever with an id is nearest to the top of the window.
  function keepPlace(link) {
    const targets = ".srt-block > [id], .srt-event, .srt-claim, .srt-quote, .srt-reference, h2[id]";
    const visible = (element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    };
    function place() {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && visible(target)) return location.hash;
      if (scrollY < innerHeight / 4) return "";
      const line = document.querySelector(".srt-header")?.getBoundingClientRect().bottom ?? 0;
      const at = Array.from(document.querySelectorAll(targets)).find(
        (element) => element.getBoundingClientRect().bottom > line + 8,
      );
      return at ? `#${at.id}` : "";
    }
    const update = () => {
      link.search = location.search;
      link.hash = place();
    };
    for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, update);
  }

  // Menus close as menus do: with Escape, which gives the focus back, and with a click elsewhere.
  function closeMenus(menus) {
    document.addEventListener("click", (event) => {
      for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      for (const menu of menus) {
        if (menu.open && menu.contains(document.activeElement)) menu.querySelector("summary").focus();
        menu.open = false;
      }
    });
  }

  // The search is loaded when it is first asked for.
  function offerSearch(button, script) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const { open } = await import(new URL("search.js", script));
      open(document.getElementById(button.getAttribute("aria-controls")));
    });
  }

  document.querySelectorAll("[data-srt-search]").forEach((button) => offerSearch(button, document.currentScript.src));
  const story = document.querySelector(".srt-story");
  if (story) {
    numberBlocks(story);
    setUpNotes(story);
  }
  // Where the picture of the timeline does not fit, it opens at its recent end.
  for (const names of document.querySelectorAll(".srt-picture__names")) names.parentElement.scrollLeft = 1e4;
  document.querySelectorAll("[data-srt-switch]").forEach(keepPlace);
  closeMenus(document.querySelectorAll(".srt-drop"));
})();
