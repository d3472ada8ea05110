// Looks every second how far the worker is; without this file the page itself looks again.
//
// Only the words and the bar are replaced, so that the buttons keep the focus. When there is nothing left
// to show, the page goes where the work led: the import, the document, or why it failed.

const EVERY = 1000;

async function look() {
  const shown = document.querySelector("[data-progress]");
  let answer;
  try {
    answer = await fetch(location.href, { credentials: "same-origin" });
  } catch {
    return setTimeout(look, 5 * EVERY); // the server is being restarted: the work goes on
  }
  if (answer.redirected) return location.replace(answer.url);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-progress]");
  if (!now) return location.reload();
  shown.replaceChildren(...now.childNodes);
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
