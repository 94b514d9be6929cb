// The player's page: the film, the session, the map on the bar, the line that says how things stand.
// What counts is decided by the server; this page plays, reports and shows what was acknowledged.

import { freshPage, post, renewToken } from "../api.js";
import { Coverage } from "./coverage.js";
import { drawMap, placeMap } from "./map.js";
import { plyrOptions } from "./options.js";
import { Sender } from "./sender.js";
import { lengthWords, stateOf, toneOf } from "./state.js";
import { Tracker } from "./tracker.js";

const MINE = "xueshi-watch";
const NOTICE_MS = 4000;

const root = document.querySelector("#player");
const video = root.querySelector("video");
const words = JSON.parse(root.dataset.words);
const length = Number(root.dataset.lengthMs);
let maps = [document.querySelector("svg.map")];

const facts = {
  isOpening: false, other: null, closed: null, trouble: null, notice: null, refused: null,
  isPlaying: false, isAgain: false, isComplete: root.dataset.complete === "true", hasPlayed: false,
};
let position = 0;
let isMoving = false;
let beatEvery = null;
let speed = Number(root.dataset.speedPercent) / 100 || 1;

const api = {
  open: (takeOver) => post("/api/v1/watch-sessions", {
    enrolment: root.dataset.enrolment, lesson: root.dataset.lesson, take_over: takeOver,
  }),
  beat: (id, beat) => post(`/api/v1/watch-sessions/${id}/beats`, beat),
  end: (id, beat) => post(`/api/v1/watch-sessions/${id}/end`, beat, { keepalive: true }).catch(() => {}),
  renew: renewToken,
};
const sender = new Sender(api, hear);
sender.acknowledged = new Coverage(JSON.parse(root.dataset.covered));
const tracker = new Tracker(length, (from, to) => sender.note(from, to));
const player = new Plyr(video, plyrOptions(root.dataset, words, speed));

function show() {
  const state = stateOf({ ...facts, isBehind: sender.isBehind });
  const line = document.querySelector("#state-line");
  const why = facts.refused ?? facts.closed ?? "";
  const text = (words[state] ?? state).replace("{why}", why);
  if (line.textContent !== text) line.textContent = text;
  line.className = `state-line tone-${toneOf(state)}`;
  offer(state);
  const covered = sender.acknowledged.total;
  const told = words.covered
    .replace("{covered}", lengthWords(covered)).replace("{length}", lengthWords(length));
  document.querySelector("#covered").textContent = told;
  maps[0].setAttribute("aria-label", told);
  for (const map of maps) drawMap(map, sender, length, position);
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
    if (result.other && result.other === sessionStorage.getItem(MINE)) result = await sender.open(true);
    if (result.opened) opened(result.opened);
    else if (result.other) facts.other = "other";
    else await refusedToOpen(result.problem);
  } catch {
    facts.trouble = "offline";
  }
  facts.isOpening = false;
  show();
  if (sender.session !== null || facts.closed !== null) video.play().catch(() => show());
}

function opened({ id, beat_every_s: every, allowed_speed: allowed }) {
  sessionStorage.setItem(MINE, id);
  speed = allowed;
  // Perhaps another device went further meanwhile.
  if (!facts.hasPlayed) move(sender.acknowledged.resumeAt(length));
  clearInterval(beatEvery);
  beatEvery = setInterval(beat, every * 1000);
}

async function refusedToOpen({ status, body }) {
  if (status === 401) facts.trouble = "signed-out";
  else if (body?.code === "web.csrf") { await renewToken(); facts.trouble = "signed-out"; }
  else if (status >= 500 || status === 429) facts.trouble = "trouble";
  else facts.closed = body?.detail ?? "";
}

function beat() {
  if (!video.paused && !video.seeking) sample();
  sender.flush();
}

function hear(event) {
  if (event.kind === "trouble") facts.trouble = event.why;
  if (event.kind === "answered") {
    facts.trouble = null;
    facts.refused = event.refused[0]?.words ?? null;
    if (event.complete && !facts.isComplete) completed();
  }
  if (event.kind === "lost") {
    const wasPlaying = !video.paused;
    clearInterval(beatEvery);
    video.pause();
    if (event.code === "learning.taken_over") facts.other = "taken-over";
    else if (wasPlaying) begin(false).then(() => mention("restarted"));
  }
  show();
}

// The next step is written by the server: only it knows whether the exam is open now.
async function completed() {
  facts.isComplete = true;
  const fresh = (await freshPage())?.querySelector("#next");
  if (fresh) document.querySelector("#next").replaceWith(document.adoptNode(fresh));
}

// Playing begins where we stood, not where the film is by the time that it says so.
function start() {
  if (sender.session === null) return;
  tracker.sample(position, performance.now(), video.playbackRate);
  sample();
}

function sample() {
  const at = video.currentTime * 1000;
  tracker.sample(at, performance.now(), video.playbackRate);
  position = Math.min(at, length);
}

function move(ms) {
  isMoving = true;
  position = ms;
  video.currentTime = ms / 1000;
}

video.addEventListener("play", () => {
  if (facts.closed !== null || sender.session !== null) return;
  // Nothing plays before the server's clock runs: what is played is credited.
  video.pause();
  if (facts.other === null) begin(false);
});
video.addEventListener("playing", () => {
  Object.assign(facts, { isPlaying: true, hasPlayed: true });
  start();
  show();
});
video.addEventListener("seeked", () => {
  if (!video.paused) start();
});
video.addEventListener("timeupdate", () => {
  if (video.paused || video.seeking || sender.session === null) return;
  sample();
  facts.isAgain = sender.acknowledged.has(position) && sender.acknowledged.has(position + 1000);
  if (position >= length) video.pause();
  show();
});
video.addEventListener("pause", () => {
  tracker.stop(video.currentTime * 1000, performance.now(), video.playbackRate);
  facts.isPlaying = false;
  sender.flush();
  show();
});
video.addEventListener("waiting", () => tracker.cut());
video.addEventListener("ended", () => sender.flush());
video.addEventListener("seeking", () => {
  tracker.cut();
  const wanted = video.currentTime * 1000;
  const to = isMoving || facts.isComplete ? wanted : sender.known.reach(position, wanted);
  isMoving = false;
  const at = position;
  position = to;
  if (to < wanted - 1) {
    move(to);
    mention("no-skip");
  } else if (facts.notice === "no-skip" && to < at) {
    facts.notice = null;
    show();
  }
});
video.addEventListener("ratechange", () => {
  if (video.playbackRate > speed) video.playbackRate = speed;
});
video.addEventListener("error", () => { facts.notice = "no-film"; show(); });
video.addEventListener("loadedmetadata", () => {
  if (!facts.hasPlayed) move(sender.acknowledged.resumeAt(length));
}, { once: true });
if (video.readyState > 0 && !facts.hasPlayed) move(sender.acknowledged.resumeAt(length));

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") beat();
});
window.addEventListener("online", () => sender.flush());
window.addEventListener("pagehide", () => {
  if (!video.paused) tracker.stop(video.currentTime * 1000, performance.now(), video.playbackRate);
  sender.end();
  clearInterval(beatEvery);
  video.pause();
});
window.addEventListener("beforeunload", (event) => {
  // Kept beats would be lost with the page while there is no network to send them over.
  if (facts.trouble !== null && sender.isBehind) event.preventDefault();
});

player.on("ready", () => {
  maps = placeMap(maps[0], root);
  show();
});
show();
