// What every page does with scripts: little. Each flow works without this file; it only keeps a
// button from being pressed twice and shows the summary of errors. It holds no state.

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  // Coming back by the browser's own button finds the form usable again.
  setTimeout(() => delete form.dataset.sent, 4000);
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

document.querySelector(".errors")?.focus();

// A page that is worth paper has a button for it, which is of no use without scripts.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A form that answers while it is filled in moves the page's address; changing the language or the
// size of type must lead back to there.
document.addEventListener("htmx:replacedInHistory", () => {
  const here = location.pathname + location.search;
  for (const field of document.querySelectorAll("input[name=back]")) field.value = here;
});
