// A film or a recording on the stage: the library's player, and what was really played of it. When
// it may play, where one may move and what follows is the host's.

import { plyrOptions } from "./options.js";

export class Film {
  // `host`: length, speed, tracker, mayPlay(), reach(from, to), hear(event).
  constructor(root, words, host) {
    this.host = host;
    this.media = root.querySelector("video, audio");
    this.position = 0;
    this.isMoving = false;
    this.player = new Plyr(this.media, plyrOptions(root.dataset, words, host.speed));
    this.player.on("ready", () => host.hear("ready"));
    this.#listen();
  }

  get isPlaying() {
    return !this.media.paused;
  }

  async play() {
    await this.media.play();
  }

  pause() {
    this.media.pause();
  }

  move(ms) {
    this.isMoving = true;
    this.position = ms;
    this.media.currentTime = ms / 1000;
  }

  setSpeed(speed) {
    this.speed = speed;
  }

  // What was played up to now is noted.
  sample() {
    if (this.media.paused || this.media.seeking) return;
    const at = this.media.currentTime * 1000;
    this.host.tracker.sample(at, performance.now(), this.media.playbackRate);
    this.position = Math.min(at, this.host.length);
  }

  // The page goes away.
  leave() {
    if (this.isPlaying) this.#stop();
    this.media.pause();
  }

  #stop() {
    this.host.tracker.stop(this.media.currentTime * 1000, performance.now(), this.media.playbackRate);
  }

  // Playing begins where we stood, not where the film is by the time that it says so.
  #start() {
    if (!this.host.isEarning()) return;
    this.host.tracker.sample(this.position, performance.now(), this.media.playbackRate);
    this.sample();
  }

  #listen() {
    const { media, host } = this;
    const on = (name, deed, options) => media.addEventListener(name, deed, options);
    on("play", () => {
      if (host.mayPlay()) return;
      // Nothing plays before the server's clock runs: what is played is credited.
      media.pause();
      host.hear("wanted");
    });
    on("playing", () => {
      this.#start();
      host.hear("playing");
    });
    on("seeked", () => {
      if (!media.paused) this.#start();
    });
    on("timeupdate", () => {
      if (media.paused || media.seeking || !host.isEarning()) return;
      this.sample();
      if (this.position >= host.length) media.pause();
      host.hear("went");
    });
    on("pause", () => {
      this.#stop();
      host.hear("paused");
    });
    on("waiting", () => host.tracker.cut());
    on("ended", () => host.hear("went"));
    on("seeking", () => this.#seeking());
    on("ratechange", () => {
      if (media.playbackRate > this.speed) media.playbackRate = this.speed;
    });
    on("error", () => host.hear("broken"));
    on("loadedmetadata", () => host.hear("loaded"), { once: true });
    if (media.readyState > 0) queueMicrotask(() => host.hear("loaded"));
  }

  #seeking() {
    const { media, host } = this;
    host.tracker.cut();
    const wanted = media.currentTime * 1000;
    const to = this.isMoving ? wanted : host.reach(this.position, wanted);
    this.isMoving = false;
    const isBack = to < this.position;
    this.position = to;
    if (to < wanted - 1) {
      this.move(to);
      host.hear("held");
    } else if (isBack) {
      host.hear("back");
    }
  }
}
