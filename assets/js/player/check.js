// A presence check: the one dialog of the player. It asks about the minute just seen, says calmly
// how long there is and what a miss costs, and gives the focus back. Esc does nothing.

import { lengthWords } from "./state.js";

// When the time that is left is said anew, in seconds: rarely, so that nobody is hurried.
const MARKS_S = [300, 120, 60, 30];

// What is said of the time that is left: the name of the words and their number.
export function timeLeft(seconds) {
  const mark = MARKS_S.find((mark) => seconds >= mark) ?? 0;
  if (mark >= 60) return ["check-minutes", mark / 60];
  return mark > 0 ? ["check-seconds", mark] : ["check-soon", 0];
}

export class Check {
  // `host`: answer(id, option), after(result) when it is closed, opened().
  constructor(dialog, words, host) {
    this.dialog = dialog;
    this.words = words;
    this.host = host;
    this.current = null;
    this.isBusy = false;
    this.#listen();
  }

  get isOpen() {
    return this.current !== null;
  }

  // Asks, or goes on asking: every beat tells of a check that is open.
  ask(check) {
    if (this.current?.id === check.id) return this.#until(check.answer_within_s);
    this.current = check;
    this.result = null;
    this.isSettled = false;
    this.#fill(check);
    this.#until(check.answer_within_s);
    this.back = document.activeElement;
    this.title = document.title;
    document.title = `${this.words["check-title"]} · ${this.title}`;
    if (!this.dialog.open) this.dialog.showModal();
    this.#radios()[0]?.focus();
    this.host.opened();
  }

  // The server says that it was missed meanwhile.
  missed(id, uncreditedMs) {
    if (this.current?.id === id) this.#settled({ outcome: "missed", uncreditedMs });
  }

  #part(name) {
    return this.dialog.querySelector(`[data-part="${name}"]`);
  }

  #radios() {
    return [...this.dialog.querySelectorAll("input[type=radio]")];
  }

  #fill(check) {
    this.#part("question").textContent = check.question;
    this.#part("stake").textContent = this.words["check-stake"]
      .replace("{length}", lengthWords(Math.round(check.at_stake_s * 1000)));
    const options = check.options.map((text, at) => this.#option(text, at));
    this.#part("options").replaceChildren(...options);
    this.#part("form").hidden = false;
    this.#part("done").hidden = true;
    this.#part("result").textContent = "";
    this.#part("result").className = "check-result";
    this.#part("send").disabled = false;
  }

  #option(text, at) {
    const row = document.createElement("div");
    row.className = "option";
    const radio = document.createElement("input");
    Object.assign(radio, { type: "radio", name: "check", value: String(at), id: `check-${at}` });
    const label = document.createElement("label");
    label.htmlFor = radio.id;
    const number = document.createElement("b");
    number.textContent = String(at + 1);
    const words = document.createElement("span");
    words.textContent = text;
    label.append(number, words);
    row.append(radio, label);
    return row;
  }

  #until(seconds) {
    this.until = performance.now() + seconds * 1000;
    clearInterval(this.clock);
    this.clock = setInterval(() => this.#tick(), 500);
    this.#tick();
  }

  // The words change a few times in all, and only then is anything read out.
  #tick() {
    if (this.isSettled) return;
    const left = (this.until - performance.now()) / 1000;
    if (left <= 0) return this.#send(null);
    const [name, number] = timeLeft(left);
    const told = this.words[name].replace("{n}", String(number));
    const line = this.#part("time");
    if (line.textContent !== told) line.textContent = told;
  }

  #listen() {
    const { dialog } = this;
    // Esc closes nothing: what is open here costs something when it is closed.
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape") event.preventDefault();
      if (event.ctrlKey || event.altKey || event.metaKey || this.isSettled) return;
      const radio = this.#radios()[Number(event.key) - 1];
      if (!/^[1-9]$/.test(event.key) || !radio || radio.disabled) return;
      radio.checked = true;
      radio.focus();
      event.preventDefault();
    });
    this.#part("form").addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = this.#radios().find((radio) => radio.checked);
      if (chosen) this.#send(Number(chosen.value));
      else this.#say("check-choose", "tone-wait");
    });
    this.#part("close").addEventListener("click", () => this.#close());
  }

  #say(name, tone = "", number = 0) {
    const line = this.#part("result");
    line.className = `check-result ${tone}`;
    line.textContent = this.words[name].replace("{n}", String(number));
  }

  async #send(option) {
    if (this.isBusy || this.current === null || this.isSettled) return;
    this.isBusy = true;
    this.#part("send").disabled = true;
    const result = await this.host.answer(this.current.id, option);
    this.isBusy = false;
    this.#part("send").disabled = false;
    if (this.isSettled) return;
    if (result === null) return this.#say("check-trouble", "tone-wait");
    if (result.again) return this.#again(result.again, option);
    const uncreditedMs = result.uncredited.reduce((sum, [from, to]) => sum + to - from, 0);
    this.#settled({ ...result, uncreditedMs });
  }

  #again(check, option) {
    this.#until(check.answer_within_s);
    const radio = this.#radios()[option];
    if (option === null || !radio) return;
    radio.checked = false;
    radio.disabled = true;
    this.#say("check-wrong", "tone-wait", check.tries_left);
    this.#radios().find((other) => !other.disabled)?.focus();
  }

  #settled(result) {
    this.isSettled = true;
    this.result = result;
    clearInterval(this.clock);
    if (result.outcome !== "missed") return this.#close();
    this.#part("form").hidden = true;
    this.#part("done").hidden = false;
    const line = this.#part("missed");
    line.textContent = this.words["check-missed"].replace("{length}", lengthWords(result.uncreditedMs));
    this.#part("close").focus();
  }

  #close() {
    clearInterval(this.clock);
    this.dialog.close();
    document.title = this.title;
    this.current = null;
    // Where the focus was; the player, when that is gone.
    if (this.back?.isConnected && this.back !== document.body) this.back.focus();
    this.host.after(this.result);
  }
}
