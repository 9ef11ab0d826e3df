"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const table = $("table"), body = table.tBodies[0], rows = [...body.rows];
  const card = $("card"), filter = $("filter"), shown = $("shown");
  const buttons = [...document.querySelectorAll("[data-label]")];
  const number = (element) => element.getAttribute("aria-describedby").slice(1);
  const anchors = "[aria-describedby^='d']";

  // ---- The card: what is known of the fact under the pointer or the focus --------------------------------------
  let owner = null, waiting = 0;
  const pair = (n, on) => { for (const id of [`f${n}`, `r${n}`]) $(id).classList.toggle("on", on); };

  function show(anchor) {
    clearTimeout(waiting);
    if (owner === anchor) return;
    hide();
    owner = anchor;
    pair(number(anchor), true);
    card.replaceChildren(...$(`d${number(anchor)}`).cloneNode(true).childNodes);
    card.hidden = false;
    const at = anchor.getClientRects()[0] || anchor.getBoundingClientRect();
    const width = card.offsetWidth, height = card.offsetHeight, room = document.documentElement;
    const left = Math.max(12, Math.min(at.left, room.clientWidth - width - 12));
    const below = at.bottom + 8 + height <= room.clientHeight || at.top - 8 - height < 0;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${(below ? at.bottom + 8 : at.top - 8 - height) + window.scrollY}px`;
  }
  function hide() {
    if (!owner) return;
    pair(number(owner), false);
    owner = null;
    card.hidden = true;
  }
  // The pointer may travel onto the card, to read or to copy.
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(hide, 200); };
  const over = (event) => event.target instanceof Element ? event.target.closest(anchors) : null;
  document.addEventListener("pointerover", (event) => {
    const anchor = over(event);
    if (anchor) show(anchor); else if (card.contains(event.target)) clearTimeout(waiting);
  });
  document.addEventListener("pointerout", (event) => {
    if (over(event) || card.contains(event.target)) soon();
  });
  document.addEventListener("focusin", (event) => {
    const anchor = over(event);
    if (anchor && anchor.matches(":focus-visible")) show(anchor); else hide();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  // ---- Jumps: from the text to the row and back ----------------------------------------------------------------
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  function found(target, focus) {
    target.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    focus.focus({ preventScroll: true });
    target.classList.remove("found");
    void target.offsetWidth; // starts the animation anew
    target.classList.add("found");
  }
  document.addEventListener("click", (event) => {
    const anchor = over(event);
    if (!anchor) return;
    event.preventDefault();
    const target = $(anchor.getAttribute("href").slice(1)), row = target.matches("tr") ? target : null;
    if (row && row.hidden) { filter.reset(); sift(); }
    found(target, row ? row.querySelector("a") : target);
    hide();
  });

  // ---- Sorting: every row knows its place in every order -------------------------------------------------------
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
    const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
    const place = (row) => Number(row.dataset.ranks.split(" ")[column]);
    body.append(...rows.sort((a, b) => sign * (place(a) - place(b))));
  }));

  // ---- Filtering: the table and the marks in the text together -------------------------------------------------
  function sift() {
    const { text, status, label } = Object.fromEntries(new FormData(filter));
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const labels = row.dataset.labels.split(" ");
      const fits = (!status || row.dataset.status === status)
        && (!label || (label === "none" ? row.dataset.labels === "" : labels.includes(label)))
        && words.every((word) => row.dataset.text.includes(word));
      row.hidden = !fits;
      $(`f${row.id.slice(1)}`).classList.toggle("off", !fits);
      count += fits;
    }
    shown.textContent = shown.dataset.say.replace("{shown}", count).replace("{total}", rows.length);
    $("none").hidden = count > 0;
    for (const button of buttons) button.setAttribute("aria-pressed", button.dataset.label === label);
  }
  filter.addEventListener("input", sift);
  filter.addEventListener("reset", () => setTimeout(sift));
  filter.addEventListener("submit", (event) => event.preventDefault());
  for (const button of buttons) button.addEventListener("click", () => {
    filter.elements.label.value = button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.label;
    sift();
  });
  filter.hidden = false;
  sift();
})();
