// Filters of a list: of events, whose marks are in the picture above it as well, of claims or of quotations. They stand
// in the address, so that what is filtered can be shared and is the same in the other language. Of a list that is divided
// into pages, they say how much is on the others, and lead to those that have some of it.

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
  const pager = document.querySelector("[data-entries]"); // of a list that is divided
  const links = pager ? [...pager.querySelectorAll(".srt-letters a")] : [];
  const steps = [...document.querySelectorAll(".srt-steps a")];
  // What the entries of all pages are marked with, by page. Of a divided list it is fetched when it is first asked for.
  let pages = pager ? undefined : [entries.map(({ dataset }) => dataset)];
  let asking;

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

  function matches(marks, values) {
    return names.every((name) => !values[name] || (marks[name] ?? "").split(" ").includes(values[name]));
  }

  // Where it is not there, or of another build than the page, the page tells of itself alone.
  async function readPages() {
    const read = await readMarks().catch(() => []);
    if (read.length !== links.length) return;
    pages = read;
    apply();
  }

  async function readMarks() {
    const listed = await (await fetch(pager.dataset.entries)).json();
    const known = Object.entries(listed.values);
    const named = (numbers) => Object.fromEntries(known.map(([name, values], at) => [name, values[numbers[at]]]));
    return listed.pages.map(({ marks }) => marks.map(named));
  }

  // Pages with nothing of what is chosen are left out, as soon as that is known, and the others go on showing it.
  function lead(values, isFiltered) {
    const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
    const isHere = (link) => link.hasAttribute("aria-current");
    const isLeft = (at) => !isFiltered || !pages || isHere(links[at]) || pages[at].some((marks) => matches(marks, values));
    links.forEach((link, at) => {
      link.search = query;
      link.parentElement.hidden = !isLeft(at);
    });
    const left = links.filter(({ parentElement }) => !parentElement.hidden);
    const here = left.findIndex(isHere);
    for (const step of steps) {
      const to = left[here + (step.rel === "next" ? 1 : -1)];
      step.parentElement.hidden = !to;
      if (to) Object.assign(step, { href: to.href, title: to.title });
    }
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

  // How many entries there are of each choice, beside all else that is chosen. What would leave nothing is no choice.
  function offer(all, values) {
    for (const choice of choices) {
      const there = all.filter((marks) => matches(marks, { ...values, [choice.name]: choice.value }));
      choice.parentElement.querySelector(".srt-legend__count").textContent = numbers.format(there.length);
    }
    for (const { name, value, options } of selects) {
      const others = all.filter((marks) => matches(marks, { ...values, [name]: "" }));
      const there = new Set(["", value, ...others.flatMap((marks) => (marks[name] ?? "").split(" "))]);
      for (const option of options) option.disabled = !there.has(option.value);
    }
  }

  function told(left, values, isFiltered) {
    const count = (words, some, all) => words.replace("##", numbers.format(all)).replace("#", numbers.format(some));
    const { count: here, total, elsewhere } = form.dataset;
    if (total && !isFiltered) return total;
    const all = pager && pages ? pages.flat() : [];
    const everywhere = count(elsewhere ?? "", all.filter((marks) => matches(marks, values)).length, all.length);
    return [count(here, left, entries.length), all.length ? everywhere : ""].join(" ").trim();
  }

  function apply() {
    const values = asked();
    const isFiltered = names.some((name) => values[name]);
    for (const entry of entries) entry.hidden = !matches(entry.dataset, values);
    // In the picture the others stay, faintly: where the rest of the time lies is part of what it shows.
    for (const { mark, event } of marks) mark.classList.toggle("srt-picture__off", event.hidden);
    const left = entries.filter(({ hidden }) => !hidden);
    const filled = new Set(left.map((entry) => entry.closest(".srt-part")));
    for (const part of parts) part.hidden = !filled.has(part);
    if (pages) offer(pages.flat(), values);
    else if (isFiltered && location.protocol !== "file:") asking ??= readPages(); // no page from a disk may fetch
    if (pager) lead(values, isFiltered);
    reset.hidden = !isFiltered;
    status.textContent = told(left.length, values, isFiltered);
    if (isFiltered) bringIntoView();
  }

  // An entry that the address named is not named any more if it is filtered away: it would be shown again.
  function toAddress() {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(asked())) value ? query.set(name, value) : query.delete(name);
    const address = new URL(location); // a path by itself could begin with two slashes, which name a host
    address.search = query;
    if (document.getElementById(address.hash.slice(1))?.closest("[hidden]")) address.hash = "";
    history.replaceState(history.state, "", address);
  }

  function fromAddress() {
    const query = new URLSearchParams(location.search);
    for (const name of names) choose(name, query.get(name));
    apply();
    revealTarget();
  }

  function clear() {
    for (const name of names) choose(name, "");
    apply();
    toAddress();
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
    apply();
    toAddress();
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
