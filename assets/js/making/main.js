// A lesson's page in the making: files are sent by tus, a piece at a time. A cut line, a reload or a
// closed laptop loses nothing that the server acknowledged; the same file, chosen again, goes on
// where it stopped. When the server looks into a file, the page asks again by itself.

import { freshPage } from "../api.js";
import { Sending } from "./sending.js";
import { lineOf } from "./line.js";

const WAIT_MS = 1500;
const token = document.querySelector("meta[name=csrf]")?.content ?? "";

for (const root of document.querySelectorAll(".sender")) begin(root);
if (document.querySelector("[data-waits]")) setTimeout(askAgain, WAIT_MS);

function begin(root) {
  const words = JSON.parse(root.dataset.words);
  const input = root.querySelector("input[type=file]");
  const way = root.querySelector(".sender-way");
  const bar = way.querySelector("progress");
  const line = way.querySelector(".sender-line");
  const pause = way.querySelector(".sender-pause");
  const cancel = way.querySelector(".sender-cancel");
  let sending = null;

  const show = (state) => {
    way.hidden = state.kind === "none";
    bar.value = state.percent;
    line.textContent = lineOf(state, words);
    pause.textContent = state.kind === "sending" ? words.pause : words.resume;
    pause.hidden = state.kind === "done";
    cancel.hidden = state.kind === "done";
    if (state.kind === "done") attach(root, state.id, line, words);
  };

  input.addEventListener("change", () => {
    const file = input.files[0];
    sending?.pause();
    if (!file) return;
    if (file.size > Number(root.dataset.most)) {
      show({ kind: "failed", percent: 0, why: words["too-large"] });
      return;
    }
    sending = new Sending(window.tus, file, { token, purpose: root.dataset.purpose }, show);
    sending.start();
  });
  pause.addEventListener("click", () => (sending?.isGoing ? sending.pause() : sending?.start()));
  cancel.addEventListener("click", async () => {
    await sending?.cancel();
    input.value = "";
    show({ kind: "none", percent: 0 });
    input.focus();
  });
}

// The upload is whole: the lesson is told, and the page is loaded as it is then.
async function attach(root, id, line, words) {
  const body = new URLSearchParams({ csrf: token, purpose: root.dataset.purpose, upload: id });
  try {
    const answer = await fetch(root.dataset.address, { method: "POST", body, credentials: "same-origin" });
    if (answer.ok) {
      location.replace(answer.url);
      return;
    }
  } catch {
    // The line below says it.
  }
  line.textContent = words.failed.replace("{why}", "");
}

async function askAgain() {
  const page = await freshPage();
  if (page && !page.querySelector("[data-waits]")) location.reload();
  else setTimeout(askAgain, WAIT_MS);
}
