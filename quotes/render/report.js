"use strict";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const panel = document.getElementById("panel");
const filters = document.getElementById("filters");
const cards = all(".cards > li");
const marks = all("mark");
const anchorOf = (card) => card.id.slice("card-".length);

/* A tap on a mark shows what is known about it; Escape or a tap elsewhere takes it away. */
const light = (anchors) => marks.forEach((mark) =>
  mark.classList.toggle("on", mark.dataset.i.split(" ").some((anchor) => anchors.includes(anchor))));
const show = (anchors) => {
  panel.replaceChildren(...anchors.map((anchor) => {
    const card = document.getElementById("card-" + anchor).cloneNode(true);
    card.removeAttribute("id");
    card.querySelector("details").open = true;
    return card;
  }));
  panel.hidden = anchors.length === 0;
  light(anchors);
};
marks.forEach((mark) => { mark.tabIndex = 0; mark.setAttribute("role", "button"); });
document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  if (mark && !mark.classList.contains("off")) show(mark.dataset.i.split(" "));
  else if (!event.target.closest("#panel")) show([]);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") show([]);
  if (event.key === "Enter" && event.target.matches?.("mark")) event.target.click();
});
const follow = () => {
  const anchor = decodeURIComponent(location.hash.slice(1));
  if (document.getElementById("card-" + anchor)) light([anchor]);
};
addEventListener("hashchange", follow);
follow();

/* Filters hide cards, rows and index entries, and take the colour off their marks. */
const fold = (text) => text.normalize("NFKC").replace(/[\u064b-\u0652\u0670\u0640]/g, "")
  .replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").toLowerCase();
const offer = (select, values) => values.forEach(([value, label]) => select.append(new Option(label, value)));
const unique = (rows) => [...new Map(rows).entries()].filter(([value]) => value).sort((a, b) => a[1].localeCompare(b[1], "ar"));
offer(filters.elements.who, unique(cards.map((card) => [card.dataset.who, card.dataset.who])));
offer(filters.elements.kind, unique(cards.map((card) => [card.dataset.kind, card.querySelector("i").textContent])));
const apply = () => {
  const { words, who, kind } = filters.elements;
  const sought = fold(words.value.trim());
  const kept = new Set(cards.filter((card) =>
    (!who.value || card.dataset.who === who.value) && (!kind.value || card.dataset.kind === kind.value)
    && fold(card.textContent).includes(sought)).map(anchorOf));
  cards.forEach((card) => { card.hidden = !kept.has(anchorOf(card)); });
  all("[data-i]:not(mark)").forEach((row) => { row.hidden = !kept.has(row.dataset.i); });
  all("#speakers details").forEach((group) => { group.hidden = !group.querySelector("li:not([hidden])"); });
  marks.forEach((mark) => mark.classList.toggle("off", !mark.dataset.i.split(" ").some((anchor) => kept.has(anchor))));
  filters.querySelector("output").value = kept.size + " من " + cards.length;
};
filters.hidden = false;
filters.addEventListener("input", apply);
filters.addEventListener("submit", (event) => event.preventDefault());
apply();

/* A heading sorts its column: by value where there is one, else by its letters. */
const heads = all("#numbers th");
heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
  const up = head.getAttribute("aria-sort") !== "ascending";
  heads.forEach((each) => each.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const key = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
  const order = (a, b) => {
    const [x, y] = [key(a), key(b)];
    return "value" in a.cells[column].dataset ? (x === "" ? -Infinity : +x) - (y === "" ? -Infinity : +y) || 0 : x.localeCompare(y, "ar");
  };
  const body = head.closest("table").tBodies[0];
  body.append(...[...body.rows].sort((a, b) => (up ? 1 : -1) * order(a, b)));
}));
