// The exam's pages: the clock, and saving each answer as it is chosen. Without this file the buttons
// save; the server's clock and its answers count either way.

import { post, renewToken } from "../api.js";
import { lengthWords } from "../player/state.js";
import { Countdown } from "./countdown.js";
import { Saver } from "./saver.js";

const clock = document.querySelector("#clock");
const form = document.querySelector("#answer");

if (clock) {
  const left = document.querySelector("#left");
  const says = document.querySelector("#clock-says");
  const countdown = new Countdown(Number(clock.dataset.leftMs), (ms, event) => {
    left.textContent = lengthWords(ms);
    if (event === null) return;
    says.textContent = clock.dataset[event];
    // The server closes with what it holds; a moment later it has.
    if (event === "zero") setTimeout(() => location.replace(clock.dataset.over), 1000);
  });
  countdown.tick();
  setInterval(() => countdown.tick(), 500);
  document.addEventListener("visibilitychange", () => countdown.tick());
}

if (form) {
  const receipt = document.querySelector("#receipt");
  const revision = form.elements.namedItem("revision");
  const boxes = [...form.querySelectorAll("[name=choice]")];
  const chosen = () => boxes.filter((box) => box.checked).map((box) => Number(box.value));

  const say = (text, tone) => {
    receipt.textContent = text;
    receipt.className = `receipt tone-${tone}`;
  };
  // The list of questions below follows what the server holds.
  const mark = (isAnswered) => {
    const list = document.querySelector(".question-map");
    const here = list.querySelector("[aria-current]");
    here.classList.toggle("answered", isAnswered);
    here.querySelector("span").textContent = ` ${isAnswered ? list.dataset.answered : list.dataset.open}`;
    const count = list.querySelector("#answered");
    count.textContent = count.dataset.words
      .replace("{answered}", String(list.querySelectorAll(".answered").length))
      .replace("{all}", String(list.querySelectorAll("a").length));
  };
  const saver = new Saver(send, Number(revision.value), (state, body) => {
    if (state === "saving") say(form.dataset.saving, "calm");
    if (state === "retry") say(form.dataset.retry, "wait");
    if (state === "refused") say(body?.detail ?? form.dataset.retry, "wait");
    if (state === "over") location.replace(form.dataset.over);
    if (state === "saved") {
      revision.value = String(body.revision);
      const isAnswered = chosen().length > 0;
      say(isAnswered ? body.words : form.dataset.takenBack, isAnswered ? "good" : "calm");
      mark(isAnswered);
    }
    if (state === "stale") {
      say(`${body.detail} `, "bad");
      const link = document.createElement("a");
      link.href = location.href;
      link.textContent = form.dataset.reload;
      receipt.append(link);
      for (const box of boxes) box.disabled = true;
    }
  });

  async function send(answer) {
    const told = await post(form.dataset.save, answer, { keepalive: true });
    if (told.body?.code === "web.csrf") {
      await renewToken();
      return { status: 503, body: null };
    }
    return told;
  }

  form.classList.add("saves-itself");
  for (const box of boxes) box.addEventListener("change", () => saver.save(chosen()));
  window.addEventListener("beforeunload", (event) => {
    if (saver.isBehind && saver.failures > 0) event.preventDefault();
  });
}
