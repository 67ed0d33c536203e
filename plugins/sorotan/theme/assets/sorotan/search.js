// The search dialog. Pagefind finds and counts; every entry of its index says what it is, and where it stands below the
// root of the site, wherever that is on its host. What is searched for stands in the address while the dialog is open: it can be shared, and whoever comes
// back from a result finds the others again.

const SHOWN = 24; // results that are listed; those after them are counted only
const PAUSE = 200; // milliseconds without a key before the search begins

let ready;

// Opens the dialog, and makes it work when it is opened first.
export function open(dialog) {
  if (dialog.open) return;
  dialog.showModal();
  ready ??= setUp(dialog);
}

async function setUp(dialog) {
  const { none, one, other } = dialog.dataset;
  const root = new URL(`${dialog.dataset.root}/`, location.href);
  const form = dialog.querySelector("form");
  const input = dialog.querySelector(".srt-search__input");
  const sections = dialog.querySelector(".srt-search__sections");
  const status = dialog.querySelector(".srt-search__status");
  const list = dialog.querySelector(".srt-search__results");

  dialog.querySelector(".srt-search__close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (event.target !== dialog && link?.pathname !== location.pathname) return;
    // A click beside the dialog, or on a result that is on this page.
    dialog.close();
    toAddress("", "");
  });
  dialog.addEventListener("close", () => toAddress("", ""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  dialog.addEventListener("keydown", moveAlong);

  const query = new URLSearchParams(location.search);
  input.value ||= query.get("q") ?? "";
  for (const choice of form.elements.in) if (query.get("in") === choice.value) choice.checked = true;

  const pagefind = await import(new URL(`${dialog.dataset.folder}/pagefind.js`, root));
  await pagefind.options({ excerptLength: 24 });
  await pagefind.filters(); // from now on they are counted

  async function search() {
    const words = input.value.trim();
    const section = form.elements.in.value;
    const filters = section ? { [section]: "yes" } : {};
    const found = words ? await pagefind.debouncedSearch(words, { filters }, PAUSE) : { results: [] };
    if (!found) return; // another key was pressed meanwhile
    const entries = await Promise.all(found.results.slice(0, SHOWN).map((result) => result.data()));
    if (words !== input.value.trim() || section !== form.elements.in.value || !dialog.open) return;
    toAddress(words, words && section);
    count(found);
    const { length } = found.results;
    status.textContent = words && (length ? (length === 1 ? one : other.replace("#", length)) : none);
    const isMeant = ({ meta }) => meta.names.split("\n").some((name) => same(name, words));
    const best = [...entries.filter(isMeant), ...entries.filter((entry) => !isMeant(entry))];
    list.replaceChildren(...best.map((entry) => item(entry, name(Object.keys(entry.filters)[0]), root)));
  }

  // How many there would be of each section. One without any is no choice, unless it is the one that holds.
  function count({ unfilteredResultCount, totalFilters }) {
    sections.hidden = !unfilteredResultCount;
    for (const choice of form.elements.in) {
      const number = choice.value ? (totalFilters?.[choice.value]?.yes ?? 0) : (unfilteredResultCount ?? 0);
      choice.parentElement.querySelector(".srt-search__count").textContent = number;
      choice.disabled = !number && !choice.checked;
    }
  }

  // What a section is called.
  function name(section) {
    return sections.querySelector(`[value="${section}"] + span`).textContent;
  }

  // Down and up go from the words to the results and from one to the next.
  function moveAlong(event) {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!way || event.target.type === "radio") return;
    const stops = [input, ...list.querySelectorAll("a")];
    stops[stops.indexOf(event.target) + way]?.focus();
    event.preventDefault();
  }

  form.addEventListener("input", search);
  await search();
}

function same(one, other) {
  return one.localeCompare(other, document.documentElement.lang, { sensitivity: "base" }) === 0;
}

function toAddress(words, section) {
  const query = new URLSearchParams(location.search);
  for (const [key, value] of [["q", words], ["in", section]]) value ? query.set(key, value) : query.delete(key);
  const text = query.toString();
  history.replaceState(history.state, "", location.pathname + (text && `?${text}`) + location.hash);
}

function item(entry, label, root) {
  const { title, about } = entry.meta;
  const link = create("a", "", title);
  link.href = new URL(entry.raw_url.slice(1), root);
  const heading = create("p", "srt-search__title");
  heading.append(link);
  const text = create("p", "srt-quiet");
  const excerpt = new DOMParser().parseFromString(entry.excerpt, "text/html").body;
  let skip = known(excerpt.textContent, title);
  if (skip && skip < excerpt.textContent.length) text.append("… ");
  // Of the excerpt's markup only the marks are wanted.
  for (const node of excerpt.childNodes) {
    const words = node.textContent.slice(skip);
    skip = Math.max(0, skip - node.textContent.length);
    if (words) text.append(node.nodeName === "MARK" ? create("mark", "", words) : words);
  }
  const result = create("li");
  result.append(create("p", "srt-muted", [label, about].filter(Boolean).join(" · ")), heading, text);
  return result;
}

// How many characters at the beginning of an excerpt only repeat the title above it: the heading of the entry, or its
// end, and, where the title is the beginning of the text, that beginning once more.
function known(excerpt, title) {
  const start = title.replace(/\s*…$/, "");
  let length = 0;
  for (let from = 0; from >= 0 && !length; from = start.indexOf(" ", from + 1)) {
    const end = start.slice(from).trimStart();
    if (excerpt.startsWith(end)) length = end.length + /^[\s.?!…]*/.exec(excerpt.slice(end.length))[0].length;
    // A word or two may as well be the text itself, unless the heading ends behind them.
    if (length === end.length || (from && !/[.?!…]/.test(excerpt.slice(end.length - 1, length)))) length = 0;
  }
  const rest = excerpt.slice(length);
  if (start.startsWith(rest.trim())) return excerpt.length;
  if (title !== start && rest.startsWith(start)) length += start.length + /^[\s.?!…]*/.exec(rest.slice(start.length))[0].length;
  return length;
}

function create(name, className = "", text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}
