"use strict";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const panel = document.getElementById("panel");
const filters = document.getElementById("filters");
const cards = all(".cards > li");
const marks = all("mark[data-i]");
const anchorOf = (card) => card.id.slice("card-".length);
const itemsOf = (mark) => mark.dataset.i.split(" ");

/* A pointer over a mark, or a tap on it, shows what is known about it. A tap keeps it there; Escape or a tap
   elsewhere takes it away. */
const light = (anchors) => {
  marks.forEach((mark) => mark.classList.toggle("on", itemsOf(mark).some((anchor) => anchors.includes(anchor))));
  cards.forEach((card) => card.classList.toggle("on", anchors.includes(anchorOf(card))));
};
const show = (anchors, mark, stay = false) => {
  panel.replaceChildren(...anchors.map((anchor) => {
    const card = document.getElementById("card-" + anchor).cloneNode(true);
    card.removeAttribute("id");
    card.querySelector("details").open = true;
    return card;
  }));
  panel.hidden = anchors.length === 0;
  panel.classList.toggle("fixed", stay);
  light(anchors);
  if (!mark) return;
  const [line] = mark.getClientRects();
  const [width, height] = [panel.offsetWidth, panel.offsetHeight];
  const left = Math.min(Math.max(line.right - width, 8), document.documentElement.clientWidth - width - 8);
  const above = line.bottom + height > innerHeight && line.top > height;
  panel.style.left = left + scrollX + "px";
  panel.style.top = (above ? line.top - height - 4 : line.bottom + 4) + scrollY + "px";
  const sheet = stay && getComputedStyle(panel).position === "fixed"; // of a phone, over the lower part of the screen
  if (sheet) scrollBy(0, Math.max(0, line.bottom + 8 - panel.getBoundingClientRect().top));
};
const markAt = (event) => event.target.closest?.("mark[data-i]:not(.off)");
const kept = () => panel.classList.contains("fixed") && !panel.hidden;
marks.forEach((mark) => { mark.tabIndex = 0; mark.setAttribute("role", "button"); });
document.addEventListener("click", (event) => {
  const mark = markAt(event);
  if (mark) show(itemsOf(mark), mark, true);
  else if (!event.target.closest("#panel") || event.target.closest("#panel a")) show([]);
});
document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse" || kept()) return;
  const mark = markAt(event);
  if (mark) show(itemsOf(mark), mark);
  else if (!panel.hidden) show([]);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") show([]);
  if (event.key === "Enter" && event.target.matches?.("mark")) event.target.click();
});
const follow = () => {
  const anchor = decodeURIComponent(location.hash.slice(1)).replace(/^in-/, "");
  if (document.getElementById("card-" + anchor)) light([anchor]);
};
addEventListener("hashchange", follow);
follow();

/* Filters hide cards, rows, index entries and articles without any, and take the colour off their marks. */
const fold = (text) => text.normalize("NFKC").replace(/[\u064b-\u0652\u0670\u0640]/g, "")
  .replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").toLowerCase();
const offer = (select, values) => values.forEach(([value, label]) => select.append(new Option(label, value)));
const unique = (rows) => [...new Map(rows).entries()].filter(([value]) => value).sort((a, b) => a[1].localeCompare(b[1], "ar"));
offer(filters.elements.who, unique(cards.map((card) => [card.dataset.who, card.dataset.who])));
offer(filters.elements.kind, unique(cards.map((card) => [card.dataset.kind, card.querySelector("i").textContent])));
const said = new Map(cards.map((card) => [card, fold(all("p, blockquote, dd", card).map((part) => part.textContent).join("\n"))]));
const apply = () => {
  const { words, who, kind } = filters.elements;
  const sought = fold(words.value.trim());
  const filtered = Boolean(sought || who.value || kind.value);
  const fitting = new Set(cards.filter((card) =>
    (!who.value || card.dataset.who === who.value) && (!kind.value || card.dataset.kind === kind.value)
    && said.get(card).includes(sought)).map(anchorOf));
  cards.forEach((card) => { card.hidden = !fitting.has(anchorOf(card)); });
  all("[data-i]:not(mark)").forEach((row) => { row.hidden = !fitting.has(row.dataset.i); });
  all("#speakers details").forEach((group) => { group.hidden = !group.querySelector("li:not([hidden])"); });
  all("article").forEach((article) => { article.hidden = filtered && !article.querySelector(".cards > :not([hidden])"); });
  marks.forEach((mark) => mark.classList.toggle("off", !itemsOf(mark).some((anchor) => fitting.has(anchor))));
  filters.querySelector("output").value = fitting.size + " من " + cards.length;
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
