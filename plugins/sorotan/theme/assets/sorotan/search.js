// The search dialog. Pagefind finds and counts; every entry of its index says what it is, where it stands below the root
// of the site, wherever that is on its host, and where in its words each of its passages begins. What is searched for
// stands in the address while the dialog is open: it can be shared, and whoever comes back from a result finds the others
// again.

const SHOWN = 24; // results that are listed at a time
const PASSAGES = 3; // passages of a result that are seen at once
const EXCERPT = 24; // words of an excerpt
const BEFORE = 6; // of these, words before the first that was found

// What comes first. Titles are words of the text, which weigh more than others; counted once more as titles they would hide
// all else, as “China’s” is a rarer word than “China” there. A long text is no worse than a short one, and one that is about
// something says it often.
const RANKING = { metaWeights: { names: 10, title: 0 }, pageLength: 0, termSaturation: 2 };
// What Pagefind scores a word of weight 1 that has the stem of one that was searched for. Others have less.
const SAME = 512;
const PAUSE = 200; // milliseconds without a key before the search begins

let ready;

// Makes the open dialog work. What it was closed with is searched for again: that may not have been found yet, and stands
// in the address once more.
export async function open(dialog) {
  if (!dialog.open) return; // it was closed meanwhile
  ready ??= setUp(dialog);
  const search = await ready;
  await search();
}

async function setUp(dialog) {
  const { none, one, other, moreOne, moreOther } = dialog.dataset;
  const root = new URL(dialog.dataset.root.replace(/\/*$/, "/"), location.href);
  root.pathname = root.pathname.replace(/^\/+/, "/"); // two slashes would name a host
  const form = dialog.querySelector("form");
  const input = dialog.querySelector(".srt-search__input");
  const sections = dialog.querySelector(".srt-search__sections");
  const status = dialog.querySelector(".srt-search__status");
  const list = dialog.querySelector(".srt-search__results");
  const further = dialog.querySelector(".srt-search__further");

  // Whoever marks words may let go beside the dialog, and its edge is no word but within it.
  let isBeside = false;
  dialog.addEventListener("pointerdown", ({ clientX, clientY }) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    isBeside = clientX < left || clientX > right || clientY < top || clientY > bottom;
  });
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!(event.target === dialog && isBeside) && link?.pathname !== location.pathname) return;
    // A click beside the dialog, or on a result that is on this page.
    dialog.close();
    toAddress("", "");
  });
  dialog.addEventListener("close", () => toAddress("", ""));
  // Enter waits for what it leads to: before that is found, the results are those of other words.
  let latest;
  form.addEventListener("submit", async () => {
    const words = input.value;
    await latest;
    if (!dialog.open || words !== input.value) return;
    const [title, passage] = list.firstElementChild?.querySelectorAll("a") ?? [];
    (passage ?? title)?.click();
  });
  dialog.addEventListener("keydown", moveAlong);

  // What stays in view above the results, the form or in low windows its first line, hides none that is focused.
  const line = form.firstElementChild;
  const sizes = new ResizeObserver(() => {
    dialog.style.scrollPaddingBlockStart = `${Math.max(form.offsetHeight, line.offsetHeight)}px`;
  });
  for (const element of [form, line]) sizes.observe(element);

  const query = new URLSearchParams(location.search);
  input.value ||= query.get("q") ?? "";
  for (const choice of form.elements.in) if (query.get("in") === choice.value) choice.checked = true;

  const pagefind = await import(new URL(`${dialog.dataset.folder}/${document.documentElement.lang}/pagefind.js`, root));
  await pagefind.options({ ranking: RANKING });
  await pagefind.filters(); // from now on they are counted

  async function search() {
    const words = input.value.trim();
    const section = form.elements.in.value;
    const filters = section ? { [section]: "yes" } : {};
    const isAsked = () => words === input.value.trim() && section === form.elements.in.value && dialog.open;
    let found = words ? await pagefind.debouncedSearch(words, { filters }, PAUSE) : { results: [] };
    if (!found) return; // another key was pressed meanwhile
    let entries = await dataOf(found.results.slice(0, SHOWN));
    // What is elsewhere is counted as well, and must have been found as truly.
    const isElsewhere = !entries.length && found.unfilteredResultCount;
    const others = isElsewhere ? await dataOf((await pagefind.search(words)).results.slice(0, SHOWN)) : entries;
    if (others.some((entry) => isGuess(entry, words))) [found, entries] = [{ results: [] }, []];
    if (!isAsked()) return;
    toAddress(words, words && section);
    count(found, words);
    const { length } = found.results;
    status.textContent = words && (length ? counted(length, one, other) : none);
    const lengths = new Map(entries.map((entry) => [entry, lengthOfName(entry, words)]));
    const longest = Math.max(1, ...lengths.values());
    const isMeant = (entry) => lengths.get(entry) === longest;
    const best = [...entries.filter(isMeant), ...entries.filter((entry) => !isMeant(entry))];
    const shown = (entry) => item(entry, lettersOf(words));
    list.replaceChildren(...best.map(shown));
    dialog.scrollTop = 0;
    further.hidden = length <= SHOWN;
    further.onclick = async () => {
      const there = list.children.length;
      const more = await dataOf(found.results.slice(there, there + SHOWN));
      if (!isAsked() || list.children.length > there) return; // clicked twice
      const items = more.map(shown);
      list.append(...items);
      items[0].querySelector("a").focus();
      further.hidden = list.children.length >= length;
    };
  }

  // How many there would be of each section. One without any is no choice, unless it is the one that holds. Pagefind counts
  // the words of a phrase wherever they stand.
  function count({ results, unfilteredResultCount, totalFilters }, words) {
    const isPhrase = words.includes('"');
    sections.hidden = !unfilteredResultCount || (isPhrase && !results.length && !form.elements.in.value);
    for (const choice of form.elements.in) {
      const number = choice.value ? (totalFilters?.[choice.value]?.yes ?? 0) : (unfilteredResultCount ?? 0);
      choice.parentElement.querySelector(".srt-search__count").textContent = isPhrase ? "" : written(number);
      choice.disabled = !number && !choice.checked;
    }
  }

  // A result: what it is, its title, and what was found in it. Each passage that has a place of its own leads there.
  function item(entry, asked) {
    const label = sections.querySelector(`[value="${Object.keys(entry.filters)[0]}"] + span`).textContent;
    const address = new URL(entry.raw_url.slice(1), root);
    const title = create("p", "srt-search__title", link(address, entry.meta.title));
    const result = create("li", "", create("p", "srt-muted", [label, entry.meta.about].filter(Boolean).join(" · ")), title);
    const passages = passagesOf(entry, asked);
    if (!passages[0].fragment) result.append(create("p", "srt-quiet", ...excerpt(passages[0])));
    const places = passages.filter(({ fragment, found }) => fragment && found.size).map((passage) => {
      const place = link(new URL(`#${passage.fragment}`, address), decodeURIComponent(passage.label));
      return create("li", "srt-quiet", place, " ", ...excerpt(passage));
    });
    const more = places.splice(PASSAGES);
    if (places.length) result.append(create("ol", "srt-search__passages", ...places));
    if (more.length) {
      const summary = create("summary", "", counted(more.length, moreOne, moreOther));
      result.append(create("details", "srt-search__more", summary, create("ol", "srt-search__passages", ...more)));
    }
    return result;
  }

  // Down and up go from the words to the results and from one to the next.
  function moveAlong(event) {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!way || event.target.type === "radio") return;
    const stops = [input, ...list.querySelectorAll("a, summary")].filter((stop) => stop.checkVisibility());
    stops[stops.indexOf(event.target) + way]?.focus();
    event.preventDefault();
  }

  const begin = () => (latest = search());
  form.addEventListener("input", begin);
  return begin;
}

// How long the longest name of an entry is that is among the words.
function lengthOfName({ meta }, words) {
  const fold = (text) => ` ${text.normalize("NFD").replace(/[\p{M}"“”?!]/gu, "").toLowerCase()} `;
  const names = [...JSON.parse(meta.names), meta.title].filter((name) => fold(words).includes(fold(name)));
  return Math.max(0, ...names.map(({ length }) => length));
}

// For a word that it does not know, Pagefind takes the longest known one that the word begins with, the same in all
// results: for “zzzz” the “Z” of “A to Z”. That may be what was meant when a letter or two at the end are wrong, but not
// when less than half of the word is left. Another form may be as short, “run” for “running”, but has the same stem.
function isGuess({ content, weighted_locations }, words) {
  const [asked, all] = [lettersOf(words), content.split(" ")];
  const isBeginning = (part) =>
    asked.some((word) => word.startsWith(part) && word.length > 2 * part.length) &&
    !asked.some((word) => part.startsWith(word));
  return weighted_locations.some(
    ({ location, weight, balanced_score }) =>
      balanced_score < SAME * weight ** 2 && lettersOf(all[location]).some(isBeginning),
  );
}

function lettersOf(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function toAddress(words, section) {
  const query = new URLSearchParams(location.search);
  for (const [key, value] of [["q", words], ["in", section]]) value ? query.set(key, value) : query.delete(key);
  const address = new URL(location); // a path by itself could begin with two slashes, which name a host
  address.search = query;
  history.replaceState(history.state, "", address);
}

// The passages of an entry, the best first. Before the first of them stands the title of the entry.
function passagesOf({ anchors, content, weighted_locations }, asked) {
  const words = content.split(" "); // as Pagefind counts them
  const passages = anchors.map(({ id, location: from }, number) => {
    const [fragment, label] = id.split(":");
    const to = anchors[number + 1]?.location ?? words.length;
    const here = weighted_locations.filter(({ location }) => location >= from && location < to);
    const found = new Map(here.map(({ location, balanced_score }) => [location - from, balanced_score]));
    return { fragment, label, ...best(words.slice(from, to), found, asked) };
  });
  return passages.sort((one, other) => other.worth - one.worth);
}

// The words of a passage, and which of them were found how well, by their places; where its best excerpt begins; and what
// it is worth: most where all that was asked for stands close together.
function best(words, found, asked) {
  const worth = (from, to) => {
    const fits = new Map();
    for (const [place, fit] of found) {
      if (place < from || place >= to) continue;
      const word = meant(words[place].toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""), asked);
      fits.set(word, Math.max(fit, fits.get(word) ?? 1));
    }
    return [...fits.values()].reduce((sum, fit) => sum + fit, 0);
  };
  let start = 0;
  let most = 0;
  for (const place of found.keys()) {
    const value = worth(place, place + EXCERPT - BEFORE);
    if (value > most) [start, most] = [place, value];
  }
  return { words, found, start, worth: worth(0, Infinity) + most + found.size };
}

// The word that was asked for of which this is a form: the one that begins most like it, or the form itself.
function meant(form, asked) {
  let [most, word] = [1, form]; // a single letter says nothing
  for (const other of asked) {
    const differs = [...other].findIndex((letter, at) => letter !== form[at]);
    const shared = differs < 0 ? other.length : differs;
    if (shared > most) [most, word] = [shared, other];
  }
  return word;
}

// An excerpt of a passage, with what was found marked. A heading that the passage is called by is not said twice.
function excerpt({ label, words, found, start }) {
  const said = decodeURIComponent(label).split(" ");
  const first = said.every((word, number) => word === words[number]) ? said.length : 0;
  const from = Math.max(first, Math.min(start - BEFORE, words.length - EXCERPT));
  const parts = words.slice(from, from + EXCERPT).flatMap((word, number) => {
    if (!found.has(from + number)) return [word, " "];
    const [, before, core, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(word);
    return [before, core && create("mark", "", core), after, " "];
  });
  return [from > first ? "… " : "", ...parts, from + EXCERPT < words.length ? "…" : ""];
}

function dataOf(results) {
  return Promise.all(results.map((result) => result.data()));
}

function counted(number, one, other) {
  return number === 1 ? one : other.replace("#", written(number));
}

function written(number) {
  return number.toLocaleString(document.documentElement.lang);
}

function link(address, ...content) {
  const element = create("a", "", ...content);
  element.href = address;
  return element;
}

function create(name, className, ...content) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
}
