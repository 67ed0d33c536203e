// What Sorotan's pages do beyond HTML and CSS. Without this file everything is still there to be read: notes stand
// beside or below their blocks, links lead to them, and the menus are plain disclosures.

(() => {
  "use strict";

  const NOTE_GAP = 20; // pixels between two notes in the margin
  const NOTE_HASH = /^#(?:note|ref|passage)-([a-z0-9-]+)$/;

  // Notes: packed into the margin where CSS says that there is one, folded behind their labels where not.

  function setUpNotes(story) {
    const notes = Array.from(story.querySelectorAll(".srt-note"), (element) => {
      const id = element.id.slice("note-".length);
      element.tabIndex = -1; // following a link to a note moves the focus there
      return {
        id,
        element,
        box: element.querySelector("details"),
        // A note on a whole block has no passage.
        anchor: document.getElementById(`passage-${id}`) ?? element.closest(".srt-block, li, dd") ?? element,
      };
    });
    let mode = "";
    let lit;

    // Every note as near to its passage as the notes above it allow. The lit one stands exactly beside its passage,
    // and those above it make room. All measures are taken before the first change, for a single reflow.
    function pack() {
      const origin = story.getBoundingClientRect().top;
      const wanted = notes.map((note) => note.anchor.getClientRects()[0].top - origin);
      const heights = notes.map((note) => note.element.offsetHeight + NOTE_GAP);
      for (let i = notes.indexOf(lit) - 1; i >= 0; i--) {
        wanted[i] = Math.min(wanted[i], wanted[i + 1] - heights[i]);
      }
      let free = 0;
      notes.forEach((note, i) => {
        const top = Math.max(wanted[i], free);
        note.element.style.top = `${top}px`;
        free = top + heights[i];
      });
      story.style.minHeight = `${free}px`;
    }

    function arrange(printing = false) {
      const wide = getComputedStyle(story).getPropertyValue("--srt-notes").trim() === "margin";
      const wanted = printing ? "print" : wide ? "margin" : "inline";
      if (wanted !== mode) {
        mode = wanted;
        story.classList.toggle("srt-story--packed", mode === "margin");
        story.style.minHeight = "";
        for (const note of notes) {
          note.box.open = mode !== "inline" || note === lit;
        }
      }
      if (mode === "margin") pack();
    }

    // Shows the note that a fragment names, and its passage, as belonging together.
    function light(hash) {
      const id = NOTE_HASH.exec(hash)?.[1];
      lit = notes.find((note) => note.id === id);
      for (const element of story.querySelectorAll(".srt-lit")) element.classList.remove("srt-lit");
      if (lit) {
        lit.box.open = true;
        for (const element of [lit.element, ...story.querySelectorAll(`[data-note="${id}"], #ref-${id}`)]) {
          element.classList.add("srt-lit");
        }
      }
      arrange();
      return lit;
    }

    function arrive() {
      const note = light(location.hash);
      if (note && mode === "margin") note.anchor.scrollIntoView({ block: "nearest" });
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
      (mode === "margin" && note ? note.anchor : target)?.scrollIntoView({ block: "nearest" });
    });

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

  const story = document.querySelector(".srt-story");
  if (story) {
    numberBlocks(story);
    setUpNotes(story);
  }
  document.querySelectorAll("[data-srt-switch]").forEach(keepPlace);
  closeMenus(document.querySelectorAll(".srt-drop"));
})();
