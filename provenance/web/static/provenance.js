// Comforts only: every act works without this file.
//
// 1. Notes in the margin stand beside their markers, claim marks beside their passages (without it: beside
//    the paragraph).
// 2. Single keys: an element with data-key="n" data-act="New claim" answers to that key; "?" lists them.
//    They can be turned off (the choice stays in this browser).
// 3. A list of errors takes the focus when the page comes back with one.

const OFF = "provenance-keys-off";

// With scripts the margin's height no longer pushes paragraphs apart: a note that is longer than its
// paragraph runs on beside the next one, and the notes after it make room.
function align(reading, column) {
  const parts = [...reading.querySelectorAll(`${column} > *`)];
  let floor = -Infinity;
  for (const part of parts) {
    const top = part.getBoundingClientRect().top;
    const beside = document.getElementById(part.dataset.beside ?? "");
    const wanted = beside ? beside.getClientRects()[0].top - 2 : top;
    part.style.marginTop = `${Math.max(0, wanted - top, floor - top)}px`;
    floor = part.getBoundingClientRect().bottom + 12;
  }
  return floor;
}

function alignMargins() {
  const reading = document.querySelector(".reading");
  reading.classList.remove("aligned");
  reading.style.paddingBottom = "";
  for (const part of reading.querySelectorAll(".reading-notes > *, .reading-marks > *")) part.style.marginTop = "";
  if (!matchMedia("screen and (min-width: 64.01rem)").matches) return;
  reading.classList.add("aligned");
  const lowest = Math.max(align(reading, ".reading-marks"), align(reading, ".reading-notes"));
  const overhang = lowest - reading.getBoundingClientRect().bottom;
  reading.style.paddingBottom = `${Math.max(0, overhang)}px`;
}

function keyed() {
  return [...document.querySelectorAll("[data-key]")].filter((element) => element.offsetParent !== null);
}

function keysOff() {
  try { return localStorage.getItem(OFF) === "yes"; } catch { return false; }
}

function setKeysOff(off) {
  try { localStorage.setItem(OFF, off ? "yes" : "no"); } catch { /* stays on for this page */ }
}

function buildDialog() {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "keys-heading");
  dialog.innerHTML = `<h2 id="keys-heading">Keys on this page</h2><dl class="keys"></dl>
    <p class="choice"><input type="checkbox" id="keys-on"><label for="keys-on">Single keys act on this page</label></p>
    <form method="dialog"><button class="button button-quiet">Close</button></form>`;
  const list = dialog.querySelector("dl");
  for (const [key, act] of [...keyed().map((e) => [e.dataset.key, e.dataset.act]), ["?", "Show these keys"]]) {
    const term = document.createElement("dt");
    const kbd = document.createElement("kbd");
    const meaning = document.createElement("dd");
    kbd.textContent = key;
    meaning.textContent = act;
    term.append(kbd);
    list.append(term, meaning);
  }
  const box = dialog.querySelector("#keys-on");
  box.checked = !keysOff();
  box.addEventListener("change", () => setKeysOff(!box.checked));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  return dialog;
}

function showKeys() {
  if (!document.querySelector("dialog[open]")) buildDialog().showModal();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  if (keysOff()) return;
  if (event.key === "?") return showKeys();
  const element = keyed().find((candidate) => candidate.dataset.key === event.key);
  if (element) {
    event.preventDefault();
    element.click();
  }
}

const opener = document.getElementById("open-keys");
if (opener) {
  opener.hidden = false;
  opener.addEventListener("click", showKeys);
}
document.addEventListener("keydown", onKey);
document.getElementById("error-summary")?.focus();
if (document.querySelector(".reading")) {
  alignMargins();
  document.querySelector(":target")?.scrollIntoView();
  addEventListener("resize", alignMargins);
  addEventListener("beforeprint", () => document.querySelector(".reading").classList.remove("aligned"));
  addEventListener("afterprint", alignMargins);
}
