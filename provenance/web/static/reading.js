// Comforts of the reading view: every act works without this file.
//
// 1. Notes in the margin stand beside their markers, claim marks beside their passages (without it: beside
//    the paragraph). On narrow screens they fold under their paragraph.
// 2. Choosing a claim shows its chain without loading the page anew.
// 3. Selected words become a claim: a link to the form that a passage's own link leads to, with these words.
// 4. "next" goes on from where one is; without it, to the first place on the page.

const WIDE = matchMedia("screen and (min-width: 64.01rem)");
const NARROW = matchMedia("screen and (max-width: 40rem)");
const reading = () => document.querySelector(".reading");

// The margin's height no longer pushes paragraphs apart: a note that is longer than its paragraph runs on
// beside the next one, and the notes after it make room.
// Everything is measured before anything is moved: the page is laid out twice, not once for each note.
function measured(column) {
  return [...reading().querySelectorAll(`${column} > *`)].map((part) => {
    const { top, height } = part.getBoundingClientRect();
    const beside = document.getElementById(part.dataset.beside ?? "");
    return { part, top, height, wanted: beside ? beside.getClientRects()[0].top - 2 : top };
  });
}

function place(parts) {
  let floor = -Infinity, group = null, moved = 0;
  for (const { part, top, height, wanted } of parts) {
    if (part.parentElement !== group) [group, moved] = [part.parentElement, 0];
    const natural = top + moved;
    const margin = Math.max(0, wanted - natural, floor - natural);
    part.style.marginTop = `${margin}px`;
    moved += margin;
    floor = natural + margin + height + 12;
  }
  return floor;
}

function alignMargins() {
  const view = reading();
  view.classList.remove("aligned");
  view.style.paddingBottom = "";
  for (const part of view.querySelectorAll(".reading-notes > *, .reading-marks > *")) part.style.marginTop = "";
  if (NARROW.matches) foldMargins();
  if (!WIDE.matches || view.matches(".reading-whole")) return;
  view.classList.add("aligned");
  const bottom = view.getBoundingClientRect().bottom;
  const lowest = Math.max(...[".reading-marks", ".reading-notes"].map(measured).map(place));
  view.style.paddingBottom = `${Math.max(0, lowest - bottom)}px`;
}

function foldMargins() {
  for (const notes of reading().querySelectorAll(".reading-notes:not(.foldable)")) {
    const button = document.createElement("button");
    const count = notes.querySelectorAll(".sidenote").length;
    button.type = "button";
    button.className = "fold-margin";
    button.textContent = count === 1 ? "1 note" : `${count} notes`;
    button.addEventListener("click", () => unfold(notes, !notes.classList.contains("unfolded")));
    notes.classList.add("foldable");
    notes.before(button);
    unfold(notes, Boolean(notes.querySelector(".chosen-chain, :target")));
  }
}

function unfold(notes, open) {
  notes.classList.toggle("unfolded", open);
  notes.previousElementSibling.setAttribute("aria-expanded", open);
}

// A place that stands folded is unfolded before the browser goes there.
function showPlace(hash) {
  const target = hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
  const notes = target?.closest(".foldable");
  if (notes) unfold(notes, true);
  return target;
}

function plainClick(event) {
  return !(event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

let shown = location.search;

async function choose(url, mark) {
  let page;
  try {
    page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
  } catch {
    return location.assign(url); // the browser says why
  }
  const fresh = page.querySelector(".reading");
  if (!fresh) return location.assign(url);
  const anchor = mark?.closest(".reading-block")?.id;
  const before = document.getElementById(anchor)?.getBoundingClientRect().top;
  reading().replaceWith(fresh);
  alignMargins();
  const block = document.getElementById(anchor);
  if (block) scrollBy(0, block.getBoundingClientRect().top - before);
  const current = reading().querySelector(".claim-mark[aria-current]");
  (current ?? block?.querySelector(".claim-mark"))?.focus({ preventScroll: true });
  shown = new URL(url).search;
}

function onChoose(event) {
  const link = event.target.closest(".claim-mark, .chain-close a");
  if (!link || !plainClick(event) || reading().matches(".reading-whole")) return;
  if (!link.closest(".reading") || new URL(link.href).pathname !== location.pathname) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  choose(link.href, link);
}

// "next": from the place gone to last, while it is in sight, else from the top of the window.
let last = null;

function onJump(event) {
  const link = event.target.closest("[data-jump]");
  if (!link || !plainClick(event)) return;
  const kinds = link.dataset.jump.split(" ");
  const places = [...reading().querySelectorAll("[data-open]")].filter((one) => kinds.includes(one.dataset.open));
  const from = last && last.isConnected && inSight(last) ? last : null;
  const next = places.find((one) => from
    ? from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING
    : one.getBoundingClientRect().top > 8);
  event.preventDefault();
  if (!next && link.dataset.beyond[0] !== "#") return location.assign(link.dataset.beyond);
  last = next ?? places[0];
  if (last) location.replace(`#${last.id}`);
}

function inSight(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

// Selected words. Offsets count characters of the text (code points), so calls set by hand do not count.
function ownText(fragment) {
  for (const other of fragment.querySelectorAll(".marker-set, .passage-act")) other.remove();
  return [...fragment.textContent].length;
}

function offset(passage, range, end) {
  const within = document.createRange();
  within.selectNodeContents(passage);
  const [node, at] = end ? [range.endContainer, range.endOffset] : [range.startContainer, range.startOffset];
  const compared = within.comparePoint(node, at);
  if (compared === 0) within.setEnd(node, at);
  return compared < 0 ? 0 : ownText(within.cloneContents());
}

function selectedAt() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !String(selection).trim()) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!reading().contains(range.commonAncestorContainer)) return null;
  const passages = [...reading().querySelectorAll(".passage")].filter((one) => range.intersectsNode(one)
    && one.nextElementSibling?.matches(".passage-act"));
  while (passages.length && offset(passages.at(-1), range, true) === 0) passages.pop();
  if (!passages.length) return null;
  const url = new URL(passages[0].nextElementSibling.href);
  url.searchParams.set("at", offset(passages[0], range, false));
  url.searchParams.set("last", passages.at(-1).id.replace("passage-", ""));
  url.searchParams.set("until", offset(passages.at(-1), range, true));
  range.collapse(false);
  return { url, box: range.getBoundingClientRect() };
}

function showSelected() {
  const found = selectedAt();
  let link = document.querySelector(".claim-selected");
  if (!found) return link?.remove();
  if (!link) {
    link = document.createElement("a");
    link.className = "button button-primary claim-selected";
    link.dataset.key = "c";
    link.dataset.act = "Claim from the selected words";
    link.textContent = "Claim from these words";
    document.querySelector("main").append(link);
  }
  link.href = found.url;
  link.style.top = `${scrollY + found.box.bottom + 8}px`;
  link.style.left = `${Math.max(8, Math.min(scrollX + found.box.left, innerWidth - link.offsetWidth - 8))}px`;
}

let waiting = 0;

// Who selects words of the text does not mean the notes between its paragraphs.
function onPress(event) {
  reading().classList.toggle("selecting", Boolean(event.target.closest(".reading-text")));
}

// A link from elsewhere may name a passage of another part.
const asked = location.hash.match(/^#passage-(\d+)$/);
if (asked && !document.getElementById(asked[0].slice(1)) && document.querySelector(".parts")) {
  location.replace(`${location.pathname}?passage=${asked[1]}`);
}
alignMargins();
showPlace(location.hash)?.scrollIntoView();
addEventListener("resize", alignMargins);

addEventListener("hashchange", () => showPlace(location.hash)?.scrollIntoView());
addEventListener("popstate", () => { if (location.search !== shown) choose(location.href); });
document.addEventListener("click", onChoose);
document.addEventListener("click", onJump);
document.addEventListener("pointerdown", onPress);
document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(showSelected, 150);
});
