// The page of an import without reloading: whatever a link or form of the workbench leads to, on this same
// page, takes its place; both sides scroll to the finding at hand. Without this file each is a page of its own.

const PANES = ".workbench-text, .workbench-findings";

function showPlace() {
  const pane = document.querySelector(".workbench-text");
  const place = pane?.querySelector("mark.place, .marker-chosen");
  if (!place) return;
  const middle = place.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  if (pane.scrollHeight > pane.clientHeight) pane.scrollTop += middle - pane.clientHeight / 3;
}

function showFinding() {
  const pane = document.querySelector(".workbench-findings");
  const chosen = document.getElementById("chosen");
  if (!pane || !chosen || pane.scrollHeight <= pane.clientHeight) return;
  const top = chosen.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  const listed = pane.querySelector(".needing [aria-current]");
  const box = listed?.closest(".items");
  if (box) box.scrollTop += listed.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
  if (top < 0 || top > pane.clientHeight / 2) pane.scrollTop += top - 8;
}

function put(html, url) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const main = page.querySelector("main");
  if (!main?.querySelector(".workbench")) return false;
  const panes = [...document.querySelectorAll(PANES)].map((pane) => pane.scrollTop);
  document.title = page.title;
  document.querySelector("main").replaceWith(main);
  [...document.querySelectorAll(PANES)].forEach((pane, at) => { pane.scrollTop = panes[at] ?? 0; });
  history.pushState({ swapped: true }, "", url);
  showPlace();
  showFinding();
  (document.getElementById("error-summary") ?? document.getElementById("chosen-heading"))?.focus({ preventScroll: true });
  return true;
}

let busy = false;

// What cannot be fetched is left to the browser, which says why.
async function go(url, options, otherwise) {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch(url, options);
    const same = new URL(answer.url).pathname.startsWith(base());
    const hash = new URL(url, location.href).hash;
    if (!same || !put(await answer.text(), `${target(answer.url)}${hash}`)) location.assign(answer.url);
  } catch {
    otherwise();
  } finally {
    busy = false;
  }
}

// A form that was refused answers under its own address: the page's own is the one to come back to.
function target(url) {
  const { pathname, search } = new URL(url);
  return pathname === base() ? pathname + search : base();
}

function base() {
  return document.querySelector(".workbench").dataset.url;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link?.closest("main") || !document.querySelector(".workbench")) return;
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const url = new URL(link.href);
  if (url.pathname !== base() || !url.search) return;
  event.preventDefault();
  go(link.href, {}, () => location.assign(link.href));
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest(".workbench, .found") || event.defaultPrevented || form.dataset.plain) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  go(form.action, { method: "POST", body }, () => {
    form.dataset.plain = "yes";
    form.requestSubmit(event.submitter);
  });
});

// Words chosen with the mouse in a note are those that a cut is about.
document.addEventListener("mouseup", (event) => {
  const words = String(getSelection()).trim();
  const field = document.getElementById("words-words");
  if (field && words && event.target.closest(".note-words")) field.value = words;
});

addEventListener("popstate", () => location.reload());
showPlace();
showFinding();
