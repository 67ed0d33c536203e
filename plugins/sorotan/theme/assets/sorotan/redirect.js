// Leads on to the place that was asked for, such as a note, where the page alone leads to the beginning of another.

(() => {
  "use strict";

  const moved = document.getElementById(location.hash.slice(1));
  const page = document.querySelector("a");
  location.replace(moved ? moved.href : page.href + (page.hash ? "" : location.hash));
})();
