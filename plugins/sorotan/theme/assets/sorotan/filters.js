// Filters of a list: of events, whose marks are in the picture above it as well, of claims or of quotations. They stand
// in the address, so that what is filtered can be shared and is the same in the other language.

(() => {
  "use strict";

  const form = document.querySelector(".srt-filters");
  const names = [...new Set(Array.from(form.elements, ({ name }) => name))].filter(Boolean);
  const choices = [...form.querySelectorAll("[type=radio]")];
  const selects = [...form.querySelectorAll("select")];
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const status = form.querySelector(".srt-filters__status");
  const reset = form.querySelector("button");
  const entries = [...document.querySelectorAll(".srt-event, .srt-claim, .srt-quote")];
  // The marks of the picture link to their events.
  const marks = [...document.querySelectorAll('.srt-picture a[href^="#event-"]')].map((mark) => ({
    mark,
    event: document.getElementById(mark.getAttribute("href").slice(1)),
  }));
  const parts = [...new Set(entries.map((entry) => entry.closest(".srt-part")))];

  function asked() {
    return Object.fromEntries(names.map((name) => [name, form.elements[name].value]));
  }

  // A value that is not, or no longer, on offer is none.
  function choose(name, value) {
    const field = form.elements[name];
    const offered = Array.from(field.options ?? field);
    const chosen = offered.find((offer) => offer.value === value) ?? offered[0];
    chosen[field.options ? "selected" : "checked"] = true;
  }

  function matches({ dataset }, values) {
    return names.every((name) => !values[name] || (dataset[name] ?? "").split(" ").includes(values[name]));
  }

  const scroll = document.querySelector(".srt-picture__scroll");

  // What is left may lie elsewhere in time than what the picture shows of it.
  function bringIntoView() {
    const left = marks.filter(({ event }) => !event.hidden).map(({ mark }) => mark.getBoundingClientRect());
    if (!scroll || !left.length) return;
    const frame = scroll.getBoundingClientRect();
    if (left.some(({ left, right }) => right > frame.left && left < frame.right)) return;
    const last = left.reduce((one, other) => (other.left > one.left ? other : one));
    scroll.scrollBy({ left: last.left - (frame.left + frame.right) / 2, behavior: "instant" });
  }

  function apply() {
    const values = asked();
    const isFiltered = names.some((name) => values[name]);
    for (const entry of entries) entry.hidden = !matches(entry, values);
    // In the picture the others stay, faintly: where the rest of the time lies is part of what it shows.
    for (const { mark, event } of marks) mark.classList.toggle("srt-picture__off", event.hidden);
    const left = entries.filter(({ hidden }) => !hidden);
    const filled = new Set(left.map((entry) => entry.closest(".srt-part")));
    for (const part of parts) part.hidden = !filled.has(part);
    for (const choice of choices) {
      const there = entries.filter((entry) => matches(entry, { ...values, [choice.name]: choice.value }));
      choice.parentElement.querySelector(".srt-legend__count").textContent = numbers.format(there.length);
    }
    // What would leave nothing, beside all else that is chosen, is no choice.
    for (const { name, value, options } of selects) {
      const others = entries.filter((entry) => matches(entry, { ...values, [name]: "" }));
      const there = new Set(["", value, ...others.flatMap(({ dataset }) => (dataset[name] ?? "").split(" "))]);
      for (const option of options) option.disabled = !there.has(option.value);
    }
    reset.hidden = !isFiltered;
    const count = form.dataset.count.replace("##", numbers.format(entries.length));
    status.textContent = count.replace("#", numbers.format(left.length));
    if (isFiltered) bringIntoView();
  }

  function toAddress() {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(asked())) value ? query.set(name, value) : query.delete(name);
    const words = query.toString();
    history.replaceState(history.state, "", location.pathname + (words && `?${words}`) + location.hash);
  }

  function fromAddress() {
    const query = new URLSearchParams(location.search);
    for (const name of names) choose(name, query.get(name));
    apply();
    revealTarget();
  }

  function clear() {
    for (const name of names) choose(name, "");
    toAddress();
    apply();
  }

  // An address that names an entry shows it, whatever the filters say, with all that is known of it.
  function revealTarget() {
    const target = document.getElementById(location.hash.slice(1));
    const folded = entries.includes(target) && target.querySelector("details");
    if (folded) folded.open = true;
    if (!target?.closest("[hidden]")) return;
    clear();
    target.scrollIntoView();
  }

  form.addEventListener("change", () => {
    toAddress();
    apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  reset.addEventListener("click", (event) => {
    event.preventDefault();
    form.querySelector("input, select").focus(); // the button goes away
    clear();
  });
  addEventListener("hashchange", revealTarget);
  addEventListener("pageshow", fromAddress); // behind the browser's own filling in of forms
  fromAddress();
})();
