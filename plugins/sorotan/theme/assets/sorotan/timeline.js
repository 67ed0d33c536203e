// The filters of the timeline. They work on the list and on the picture above it, and stand in the address, so that
// what is filtered can be shared and is the same in the other language.

(() => {
  "use strict";

  const form = document.querySelector(".srt-filters");
  const fields = [...form.querySelectorAll("select")];
  const status = form.querySelector(".srt-filters__status");
  const reset = form.querySelector("button");
  const events = [...document.querySelectorAll(".srt-event")];
  // The marks of the picture link to their events.
  const marks = [...document.querySelectorAll('.srt-picture a[href^="#event-"]')].map((mark) => ({
    mark,
    event: document.getElementById(mark.getAttribute("href").slice(1)),
  }));
  const years = [...document.querySelectorAll(".srt-part")].filter((year) => year.querySelector(".srt-event"));

  function matches({ dataset }) {
    return fields.every(({ name, value }) => !value || (dataset[name] ?? "").split(" ").includes(value));
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
    const isFiltered = fields.some(({ value }) => value);
    for (const event of events) event.hidden = !matches(event);
    // In the picture the others stay, faintly: where the rest of the time lies is part of what it shows.
    for (const { mark, event } of marks) mark.classList.toggle("srt-picture__off", event.hidden);
    for (const year of years) year.hidden = !year.querySelector(".srt-event:not([hidden])");
    reset.hidden = !isFiltered;
    const count = events.filter(({ hidden }) => !hidden).length;
    status.textContent = form.dataset.count.replace("##", events.length).replace("#", count);
    if (isFiltered) bringIntoView();
  }

  function toAddress() {
    const query = new URLSearchParams(location.search);
    for (const { name, value } of fields) value ? query.set(name, value) : query.delete(name);
    const words = query.toString();
    history.replaceState(history.state, "", location.pathname + (words && `?${words}`) + location.hash);
  }

  function fromAddress() {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = query.get(field.name) ?? "";
      if (field.selectedIndex < 0) field.value = ""; // a value that is not, or no longer, on offer
    }
    apply();
    revealTarget();
  }

  function clear() {
    for (const field of fields) field.value = "";
    toAddress();
    apply();
  }

  // An address that names an event shows it, whatever the filters say.
  function revealTarget() {
    const target = document.getElementById(location.hash.slice(1));
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
    fields[0].focus(); // the button goes away
    clear();
  });
  addEventListener("hashchange", revealTarget);
  addEventListener("pageshow", fromAddress); // behind the browser's own filling in of forms
  fromAddress();
})();
