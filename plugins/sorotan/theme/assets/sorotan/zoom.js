// The picture of the timeline, looked at closely. Its marks stand at percentages of its width, so that all there is to
// do is to make it wider and to scroll. The part that is looked at stands in the address as two days, and is therefore
// the same in the other language and in a window of another size.

(() => {
  "use strict";

  const STEP = 1.6; // how much nearer a button or a key brings the picture
  const WIDEST = 32000; // pixels; browsers draw nothing that is much wider
  const LEVELS = 5; // how often the width can be doubled for more labels to have room
  const DAY = 86400000; // milliseconds
  const LETTER = 6.2; // pixels of a label, on average
  const SETTLED = 200; // milliseconds without scrolling before the address is written

  const figure = document.querySelector(".srt-picture");
  const frame = figure.querySelector(".srt-picture__scroll");
  const drawing = figure.querySelector(".srt-picture__time");
  const status = figure.querySelector(".srt-picture__range");
  const buttons = Object.fromEntries(
    [...figure.querySelectorAll("[data-zoom]")].map((button) => [button.dataset.zoom, button]),
  );
  // Half a name says less than none: those that begin before what is in view are left out.
  const labels = [...drawing.querySelectorAll("a > text")].map((label) => ({
    label,
    share: label.x.baseVal[0].valueInSpecifiedUnits / 100,
    before: label.getAttribute("text-anchor") === "end" ? label.textContent.length * LETTER + 9 : 0,
    isCut: false,
  }));
  const natural = drawing.width.baseVal.value;
  const begins = Date.parse(drawing.dataset.begins);
  const time = Date.parse(drawing.dataset.ends) - begins; // of the whole picture
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const words = (options) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
  const days = words({ day: "numeric", month: "long", year: "numeric" });
  const months = words({ month: "long", year: "numeric" });

  const width = () => drawing.getBoundingClientRect().width;
  const narrowest = () => frame.clientWidth;
  const isRecent = () => frame.scrollLeft >= width() - frame.clientWidth - 1;
  const isAtFirst = () => !drawing.style.inlineSize && isRecent();

  // The first moment that is in view, and the one behind the last, at the midnight that is nearest.
  function range() {
    const at = (pixel) => Math.round((begins + (pixel / width()) * time) / DAY) * DAY;
    return [at(frame.scrollLeft), at(Math.min(frame.scrollLeft + frame.clientWidth, width()))];
  }

  function setWidth(pixels) {
    drawing.style.inlineSize = `${Math.max(narrowest(), Math.min(pixels, Math.max(WIDEST, natural)))}px`;
  }

  // Brings the picture nearer, or further away; the moment at a place of the frame stays where it is.
  function zoom(factor, place = frame.clientWidth / 2) {
    const share = (frame.scrollLeft + place) / width();
    setWidth(width() * factor);
    frame.scrollLeft = share * width() - place;
    tell();
  }

  function pan(way) {
    frame.scrollLeft += (way * frame.clientWidth) / 2;
    tell();
  }

  // Where the picture does not fit, it opens at its recent end.
  function reset() {
    drawing.removeAttribute("style");
    frame.scrollLeft = width();
    tell();
  }

  function tell() {
    const [from, to] = range();
    const level = Math.floor(Math.log2(width() / natural) + 0.01);
    drawing.dataset.wide = Array.from({ length: Math.min(level, LEVELS) + 1 }, (_, i) => i).join(" ");
    status.textContent = (to - from < 100 * DAY ? days : months).formatRange(from, to - 1);
    const disable = (name, is) => buttons[name].setAttribute("aria-disabled", is);
    frame.classList.toggle("srt-picture__scroll--earlier", frame.scrollLeft > 0);
    frame.classList.toggle("srt-picture__scroll--later", !isRecent());
    const whole = width();
    for (const each of labels) {
      if (each.isCut === each.share * whole - each.before < frame.scrollLeft) continue;
      each.isCut = !each.isCut;
      each.label.classList.toggle("srt-picture__cut", each.isCut);
    }
    disable("in", width() >= WIDEST);
    disable("out", width() <= narrowest());
    disable("earlier", frame.scrollLeft <= 0);
    disable("later", isRecent());
    disable("reset", isAtFirst());
  }

  // The address.

  function toAddress() {
    const query = new URLSearchParams(location.search);
    const day = (moment) => new Date(moment).toISOString().slice(0, 10);
    const [from, to] = range().map(day);
    for (const [name, value] of [["from", from], ["to", to]]) isAtFirst() ? query.delete(name) : query.set(name, value);
    const address = new URL(location); // a path by itself could begin with two slashes, which name a host
    address.search = query;
    history.replaceState(history.state, "", address);
  }

  function fromAddress() {
    const query = new URLSearchParams(location.search);
    const [from, to] = ["from", "to"].map((name) => Date.parse(query.get(name)));
    if (!(from < to && from < begins + time && to > begins)) return reset();
    setWidth((frame.clientWidth * time) / (to - from));
    frame.scrollLeft = ((from - begins) / time) * width();
    tell();
  }

  // What readers do.

  const acts = {
    in: () => zoom(STEP),
    out: () => zoom(1 / STEP),
    earlier: () => pan(-1),
    later: () => pan(1),
    reset,
  };
  const keys = { "+": "in", "=": "in", "-": "out", 0: "reset" }; // the arrows scroll as they do everywhere

  let waiting;
  function settle() {
    clearTimeout(waiting);
    waiting = setTimeout(toAddress, SETTLED);
  }

  for (const [name, button] of Object.entries(buttons)) {
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      acts[name]();
      settle();
    });
  }
  frame.addEventListener("keydown", (event) => {
    const act = acts[keys[event.key]];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
    settle();
  });
  frame.addEventListener("scroll", () => {
    tell();
    settle();
  });
  // A wheel with Ctrl is also what a touch pad tells of two fingers.
  frame.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(Math.exp(-event.deltaY / 200), event.clientX - frame.getBoundingClientRect().left);
      settle();
    },
    { passive: false },
  );

  let pinched; // distance of two fingers
  const spread = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  frame.addEventListener("touchstart", ({ touches }) => (pinched = touches.length === 2 ? spread(touches) : 0));
  frame.addEventListener(
    "touchmove",
    (event) => {
      if (!pinched || event.touches.length !== 2) return;
      event.preventDefault();
      const now = spread(event.touches);
      const middle = (event.touches[0].clientX + event.touches[1].clientX) / 2;
      zoom(now / pinched, middle - frame.getBoundingClientRect().left);
      pinched = now;
      settle();
    },
    { passive: false },
  );

  // A mouse takes hold of the picture and draws it along; a link that is only drawn along is not followed.
  let held;
  let isDrawn = false;
  frame.addEventListener("pointerdown", ({ pointerType, button, clientX }) => {
    isDrawn = false;
    if (pointerType === "mouse" && button === 0) held = { clientX, scrollLeft: frame.scrollLeft };
  });
  addEventListener("pointermove", ({ clientX }) => {
    if (!held) return;
    isDrawn ||= Math.abs(clientX - held.clientX) > 4;
    if (isDrawn) frame.scrollLeft = held.scrollLeft + held.clientX - clientX;
  });
  addEventListener("pointerup", () => (held = undefined));
  frame.addEventListener("dragstart", (event) => event.preventDefault());
  frame.addEventListener("click", (event) => isDrawn && event.preventDefault(), { capture: true });

  new ResizeObserver(tell).observe(frame);
  fromAddress();
})();
