// Comforts only: every act works without this file.
//
// 1. Single keys: an element with data-key="n" data-act="New claim" answers to that key ("n j": to either); "?" lists them.
//    They can be turned off (the choice stays in this browser). Letters mean nothing to a box that is ticked:
//    there the keys act too.
// 2. A list of errors takes the focus when the page comes back with one.
// 3. Of proposed claims one has the keys. Going to the next one leaves the page as it is, with all that was
//    ticked; after an act the row that has the keys takes the focus.
// 4. On paper every page carries the colophon (dossier and time), not the last one alone.

const OFF = "provenance-keys-off";

function keyed() {
  return [...document.querySelectorAll("[data-key]")].filter(
    (element) => element.offsetParent !== null && !element.closest(".proposal:not(.proposal-current)"));
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
    <p><a href="/help">Help: words, scales and signs</a></p>
    <form method="dialog"><button class="button button-quiet">Close</button></form>`;
  const list = dialog.querySelector("dl");
  for (const [key, act] of [...keyed().map((e) => [e.dataset.key, e.dataset.act]), ["?", "Show these keys"]]) {
    const term = document.createElement("dt");
    const kbd = document.createElement("kbd");
    const meaning = document.createElement("dd");
    kbd.textContent = key.split(" ").join(" or ");
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
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog")) return;
  if (keysOff()) return;
  if (event.key === "?") return showKeys();
  const element = keyed().find((candidate) => candidate.dataset.key.split(" ").includes(event.key));
  if (element) {
    event.preventDefault();
    if (element.matches("input[type=search]")) element.focus();
    else element.click();
  }
}

function showRow(row) {
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function giveKeys(row, on) {
  row.classList.toggle("proposal-current", on);
  if (on) row.setAttribute("aria-current", "true");
  else row.removeAttribute("aria-current");
  for (const way of row.querySelectorAll(".proposal-way")) way.hidden = !on;
  const take = row.querySelector('button[data-key="a"]');
  take?.classList.toggle("button-primary", on);
  take?.classList.toggle("button-quiet", !on);
}

function onWay(event) {
  const link = event.target.closest(".proposal-way a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const row = document.getElementById(new URL(link.href).hash.slice(1));
  if (!row) return;
  event.preventDefault();
  giveKeys(link.closest(".proposal"), false);
  giveKeys(row, true);
  history.replaceState(null, "", link.href);
  showRow(row);
}

const colophon = document.querySelector(".bottom p")?.textContent.trim().replace(/\s+/g, " ");
if (colophon) {
  document.documentElement.style.setProperty("--colophon", JSON.stringify(colophon));
  document.documentElement.classList.add("paged");
}
document.getElementById("open-keys")?.addEventListener("click", (event) => {
  event.preventDefault();
  showKeys();
});
document.addEventListener("keydown", onKey);
document.addEventListener("click", onWay);
const first = document.querySelector(".proposal-current");
if (first && (location.hash === `#${first.id}` || document.querySelector(".flashes"))) showRow(first);
document.getElementById("error-summary")?.focus();
