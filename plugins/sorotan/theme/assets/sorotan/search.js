// The search dialog. Pagefind finds; every entry of its index says in its metadata what it is and where it stands.

const SHOWN = 24; // results that are listed; those after them are counted only
const PAUSE = 200; // milliseconds without a key before the search begins

let ready;

// Opens the dialog, and makes it work when it is opened first.
export function open(dialog) {
  ready ??= setUp(dialog);
  dialog.showModal();
}

async function setUp(dialog) {
  const { none, one, other } = dialog.dataset;
  const root = new URL(`${dialog.dataset.root}/`, location.href);
  const input = dialog.querySelector(".srt-search__input");
  const status = dialog.querySelector(".srt-search__status");
  const list = dialog.querySelector(".srt-search__results");

  dialog.querySelector(".srt-search__close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    // A click beside the dialog, or on a result that is on this page.
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });

  const pagefind = await import(new URL(`${dialog.dataset.folder}/pagefind.js`, root));
  await pagefind.options({ excerptLength: 24 });

  async function search() {
    const words = input.value.trim();
    if (!words) {
      status.textContent = "";
      list.replaceChildren();
      return;
    }
    const found = await pagefind.debouncedSearch(words, {}, PAUSE);
    if (!found) return; // another key was pressed meanwhile
    const entries = await Promise.all(found.results.slice(0, SHOWN).map((result) => result.data()));
    if (words !== input.value.trim()) return;
    const count = found.results.length;
    status.textContent = count ? (count === 1 ? one : other.replace("#", count)) : none;
    list.replaceChildren(...entries.map((entry) => item(entry, dialog, root)));
  }

  input.addEventListener("input", search);
  await search();
}

function item(entry, dialog, root) {
  const { title, about, section, place } = entry.meta;
  const link = create("a", "", title);
  link.href = new URL(place, root);
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
  const label = dialog.getAttribute(`data-section-${section}`);
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
