// The player's page: the stage, the session, the map on the bar, the line that says how things
// stand. What counts is decided by the server; this page plays, reports and shows what was
// acknowledged.

import { freshPage, post, renewToken } from "../api.js";
import { Check } from "./check.js";
import { Coverage } from "./coverage.js";
import { Film } from "./film.js";
import { Keeper } from "./keeper.js";
import { drawMap, placeMap } from "./map.js";
import { Pages } from "./pages.js";
import { Sender } from "./sender.js";
import { lengthWords, stateOf, toneOf } from "./state.js";
import { Tracker } from "./tracker.js";

const MINE = "xueshi-watch";
const NOTICE_MS = 4000;

const root = document.querySelector("#player");
const { enrolment, lesson } = root.dataset;
const words = JSON.parse(root.dataset.words);
const length = Number(root.dataset.lengthMs);
const isFree = root.dataset.forwardSeek === "free";
let maps = [document.querySelector("svg.map")];

const facts = {
  isOpening: false, other: null, closed: null, trouble: null, notice: null, refused: null,
  isPlaying: false, isAgain: false, isComplete: root.dataset.complete === "true", hasPlayed: false,
};
let beatEvery = null;
let wasPlaying = false;

const api = {
  open: (takeOver) => post("/api/v1/watch-sessions", { enrolment, lesson, take_over: takeOver }),
  beat: (id, beat) => post(`/api/v1/watch-sessions/${id}/beats`, beat),
  end: (id, beat) => post(`/api/v1/watch-sessions/${id}/end`, beat, { keepalive: true }).catch(() => {}),
  answer: (id, answer) => post(`/api/v1/presence-checks/${id}`, answer),
  renew: renewToken,
};
const sender = new Sender(api, hear, undefined, new Keeper(`xueshi-beats:${enrolment}:${lesson}`));
sender.acknowledged = new Coverage(JSON.parse(root.dataset.covered));
sender.uncredited = new Coverage(JSON.parse(root.dataset.uncredited));
const host = {
  length,
  speed: Number(root.dataset.speedPercent) / 100 || 1,
  tracker: new Tracker(length, (from, to) => sender.note(from, to)),
  known: () => sender.known,
  isEarning: () => sender.session !== null,
  mayPlay: () => !check.isOpen && (facts.closed !== null || sender.session !== null),
  reach: (from, to) => (facts.isComplete || isFree ? to : sender.known.reach(from, to)),
  hear: staged,
};
const check = new Check(document.querySelector("#check"), words, {
  answer: async (id, option) => {
    const result = await sender.answer(id, option);
    show();
    return result;
  },
  opened: () => {
    wasPlaying = stage.isPlaying;
    stage.pause();
    show();
  },
  after: checked,
});
const stage = new (root.dataset.kind === "document" ? Pages : Film)(root, words, host);
stage.setSpeed(host.speed);

function show() {
  const state = stateOf({ ...facts, isBehind: sender.isBehind, isChecking: check.isOpen, isEarly: !sender.early.isEmpty });
  const line = document.querySelector("#state-line");
  const why = facts.refused ?? facts.closed ?? "";
  const text = (words[state] ?? state).replace("{why}", why);
  if (line.textContent !== text) line.textContent = text;
  line.className = `state-line tone-${toneOf(state)}`;
  offer(state);
  const told = words.covered
    .replace("{covered}", lengthWords(sender.acknowledged.total)).replace("{length}", lengthWords(length));
  document.querySelector("#covered").textContent = told;
  maps[0].setAttribute("aria-label", told);
  for (const map of maps) drawMap(map, sender, length, stage.position);
  document.querySelector("#legend-lost").hidden = sender.uncredited.isEmpty;
}

// What can be done about a state: take over, or sign in.
function offer(state) {
  const place = document.querySelector("#state-do");
  const wanted = { other: "take", "taken-over": "take", "signed-out": "sign" }[state] ?? "";
  if (place.dataset.shown === wanted) return;
  place.dataset.shown = wanted;
  place.hidden = wanted === "";
  place.replaceChildren();
  if (wanted === "take") {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-primary";
    button.textContent = words["take-over"];
    button.addEventListener("click", () => begin(true));
    place.append(button);
  } else if (wanted === "sign") {
    const link = document.createElement("a");
    link.href = `/sign-in?next=${encodeURIComponent("/learn")}`;
    link.target = "_blank";
    link.textContent = words["sign-in"];
    place.append(link);
  }
}

// For a moment, then the line says again how things stand.
function mention(name) {
  facts.notice = name;
  show();
  clearTimeout(mention.timer);
  mention.timer = setTimeout(() => { facts.notice = null; show(); }, NOTICE_MS);
}

// Opens a session, then plays. A session that this very window left behind is taken over unasked.
async function begin(takeOver) {
  if (facts.isOpening) return;
  Object.assign(facts, { isOpening: true, other: null, trouble: null, refused: null });
  show();
  try {
    let result = await sender.open(takeOver);
    if (result.other && result.other === mine()) result = await sender.open(true);
    if (result.opened) opened(result.opened);
    else if (result.other) facts.other = "other";
    else await refusedToOpen(result.problem);
  } catch {
    facts.trouble = "offline";
  }
  facts.isOpening = false;
  show();
  if (host.mayPlay()) stage.play().catch(() => show());
  if (check.isOpen) wasPlaying = true;
}

// The session that this window opened last; none where the browser keeps nothing.
function mine(id) {
  try {
    if (id !== undefined) sessionStorage.setItem(MINE, id);
    return sessionStorage.getItem(MINE);
  } catch {
    return null;
  }
}

function opened({ id, beat_every_s: every, allowed_speed: allowed }) {
  mine(id);
  stage.setSpeed(allowed);
  // Perhaps another device went further meanwhile.
  if (!facts.hasPlayed) stage.move(sender.acknowledged.resumeAt(length));
  beatsEvery(every);
  sender.flush();
}

function beatsEvery(seconds) {
  clearInterval(beatEvery);
  beatEvery = setInterval(beat, seconds * 1000);
}

async function refusedToOpen({ status, body }) {
  if (status === 401) facts.trouble = "signed-out";
  else if (body?.code === "web.csrf") { await renewToken(); facts.trouble = "signed-out"; }
  else if (status >= 500 || status === 429) facts.trouble = "trouble";
  else facts.closed = body?.detail ?? "";
}

function beat() {
  stage.sample();
  sender.flush();
}

// What the sender tells.
function hear(event) {
  if (event.kind === "trouble") facts.trouble = event.why;
  if (event.kind === "check") check.ask(event.check);
  if (event.kind === "answered") {
    facts.trouble = null;
    facts.refused = event.refused[0]?.words ?? null;
    if (event.missed) missed(event.missed);
    if (event.complete && !facts.isComplete) completed();
  }
  if (event.kind === "lost") {
    const goOn = stage.isPlaying;
    clearInterval(beatEvery);
    stage.pause();
    if (event.code === "learning.taken_over") facts.other = "taken-over";
    else if (goOn) begin(false).then(() => mention("restarted"));
  }
  show();
}

// A check was missed before this page knew of it, or while its dialog was open.
function missed({ id, uncredited }) {
  const lost = uncredited.reduce((sum, [from, to]) => sum + Math.round((to - from) * 1000), 0);
  if (check.isOpen) check.missed(id, lost);
  else mention("check-lost");
}

// The check is closed: what was played goes on, or what was taken back is gone back to.
function checked(result) {
  if (result?.complete && !facts.isComplete) completed();
  if (result?.outcome === "missed") {
    if (!facts.isComplete) stage.move(sender.acknowledged.resumeAt(length));
    mention("check-lost");
  } else {
    if (result?.outcome === "passed") mention("check-passed");
    if (wasPlaying) stage.play().catch(() => show());
  }
  show();
}

// The next step is written by the server: only it knows whether the exam is open now.
async function completed() {
  facts.isComplete = true;
  const fresh = (await freshPage())?.querySelector("#next");
  if (fresh) document.querySelector("#next").replaceWith(document.adoptNode(fresh));
}

// What the stage tells.
function staged(event) {
  if (event === "wanted" && facts.other === null && !check.isOpen) begin(false);
  if (event === "playing") Object.assign(facts, { isPlaying: true, hasPlayed: true });
  if (event === "went") {
    const at = stage.position;
    facts.isAgain = sender.acknowledged.has(at) && sender.acknowledged.has(Math.min(at + 1000, length - 1));
    if (at >= length) sender.flush();
  }
  if (event === "paused") {
    facts.isPlaying = false;
    sender.flush();
  }
  if (event === "held") mention("no-skip");
  if (event === "back" && facts.notice === "no-skip") facts.notice = null;
  if (event === "broken") facts.notice = "no-film";
  if (event === "loaded" && !facts.hasPlayed) stage.move(sender.acknowledged.resumeAt(length));
  if (event === "ready") maps = placeMap(maps[0], root);
  show();
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") beat();
});
window.addEventListener("online", () => sender.flush());
window.addEventListener("pagehide", () => {
  stage.leave();
  sender.end();
  clearInterval(beatEvery);
});
window.addEventListener("beforeunload", (event) => {
  // Kept beats would be lost with the window while there is no network to send them over.
  if (facts.trouble !== null && sender.isBehind) event.preventDefault();
});

// What this window kept of an earlier page is sent first, under its own session.
if (sender.restore()) {
  beatsEvery(Number(root.dataset.beatEvery) || 15);
  sender.flush();
}
show();
