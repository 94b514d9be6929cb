// A document on the stage: one page at a time, with its text for screen readers. A page is read in
// real time and only while it is to be seen; what it claims is its own stretch of the length.

import { Dwell } from "./dwell.js";

const TICK_MS = 250;
// A timer that comes later than this was held up: the time between is no reading.
const LATE_MS = 2000;

export class Pages {
  // `host`: length, tracker, known(), mayPlay(), isEarning(), hear(event).
  constructor(root, words, host) {
    Object.assign(this, { root, words, host, page: 1, position: 0, isPlaying: false, zoom: 1 });
    this.dwell = new Dwell(host.length, 1);
    this.#listen();
    this.#load().catch(() => host.hear("broken"));
  }

  async play() {
    if (this.isPlaying || this.document === undefined) return;
    if (!this.host.mayPlay()) return this.host.hear("wanted");
    this.isPlaying = true;
    this.#enter();
    this.last = performance.now();
    this.timer = setInterval(() => this.#tick(), TICK_MS);
    this.host.hear("playing");
    this.show();
  }

  pause() {
    if (!this.isPlaying) return;
    this.isPlaying = false;
    clearInterval(this.timer);
    this.#tick();
    this.host.tracker.cut();
    this.host.hear("paused");
    this.show();
  }

  // Reading goes on at the page of that moment.
  move(ms) {
    this.#turn(this.dwell.pageAt(ms), false);
  }

  setSpeed() {}

  sample() {}

  leave() {
    this.pause();
  }

  get #isSeen() {
    return document.visibilityState === "visible";
  }

  // The next millisecond of the page that is not known yet.
  #enter() {
    this.host.tracker.cut();
    this.position = this.dwell.at(this.page, this.#known());
    this.host.tracker.sample(this.position, performance.now());
  }

  #known() {
    return this.host.known();
  }

  #tick() {
    const now = performance.now();
    const passed = now - this.last;
    this.last = now;
    const [, end] = this.dwell.of(this.page);
    if (!this.#isSeen || passed > LATE_MS || !this.host.isEarning()) {
      this.host.tracker.cut();
      this.host.tracker.sample(this.position, now);
    } else if (this.position < end) {
      this.position = Math.min(end, this.position + passed);
      this.host.tracker.sample(this.position, now);
      // What was known before is leapt over, not read again.
      const at = this.dwell.at(this.page, this.#known());
      if (at > this.position + TICK_MS) {
        this.position = at;
        this.host.tracker.cut();
        this.host.tracker.sample(at, now);
      }
    }
    this.host.hear("went");
    this.show();
  }

  show() {
    const [done, all] = this.dwell.share(this.page, this.#known());
    const bar = this.#part("dwell");
    bar.max = all;
    bar.value = done;
    const left = Math.ceil((all - done) / 1000);
    const told = left > 0
      ? this.words["page-left"].replace("{seconds}", String(left))
      : this.words[this.page < this.dwell.pages ? "page-done" : "page-last"];
    const line = this.#part("dwell-words");
    if (line.textContent !== told) line.textContent = told;
    this.#part("toggle").textContent = this.words[this.isPlaying ? "read-pause" : "read"];
    this.#part("before").disabled = this.page <= 1;
    this.#part("after").disabled = this.page >= this.dwell.pages;
  }

  #part(name) {
    return this.root.querySelector(`[data-part="${name}"]`);
  }

  #listen() {
    this.#part("toggle").addEventListener("click", () => (this.isPlaying ? this.pause() : this.play()));
    this.#part("before").addEventListener("click", () => this.#turn(this.page - 1));
    this.#part("after").addEventListener("click", () => this.#turn(this.page + 1));
    this.#part("zoom").addEventListener("click", () => {
      this.zoom = this.zoom === 1 ? 1.75 : 1;
      this.#part("zoom").setAttribute("aria-pressed", String(this.zoom > 1));
      this.#draw();
    });
    this.#part("sheet").addEventListener("keydown", (event) => {
      const step = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 }[event.key];
      if (step === undefined || (this.zoom > 1 && event.key.startsWith("Arrow"))) return;
      event.preventDefault();
      this.#turn(this.page + step);
    });
    let timer;
    new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => this.#draw(), 200);
    }).observe(this.#part("sheet"));
  }

  #turn(page, isTold = true) {
    if (page < 1 || page > this.dwell.pages) return;
    if (this.isPlaying) this.#tick();
    const isOther = page !== this.page;
    this.page = page;
    this.#enter();
    if (isOther) {
      this.#part("sheet").scrollTo(0, 0);
      this.#draw();
    }
    this.#count(isTold);
    this.show();
    this.host.hear("went");
  }

  #count(isTold) {
    const line = this.#part("count");
    line.setAttribute("aria-live", isTold ? "polite" : "off");
    line.textContent = this.words["page-of"]
      .replace("{page}", String(this.page)).replace("{pages}", String(this.dwell.pages));
  }

  async #load() {
    const { pdf, pdfWorker, pdfMaps, document: address } = this.root.dataset;
    this.pdf = await import(pdf);
    this.pdf.GlobalWorkerOptions.workerSrc = pdfWorker;
    this.document = await this.pdf.getDocument({
      url: address, cMapUrl: pdfMaps, cMapPacked: true, isEvalSupported: false, enableXfa: false,
    }).promise;
    this.dwell = new Dwell(this.host.length, this.document.numPages);
    this.#count(false);
    this.host.hear("loaded");
    this.host.hear("ready");
    await this.#draw();
    this.show();
  }

  // The page as a picture, and over it its text, to be read out and chosen.
  async #draw() {
    if (this.document === undefined) return;
    const number = this.page;
    const width = this.#part("sheet").clientWidth * this.zoom;
    if (width === 0) return;
    const page = await this.document.getPage(number);
    const scale = width / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale });
    const sharp = Math.min(window.devicePixelRatio || 1, 2);
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(viewport.width * sharp);
    canvas.height = Math.floor(viewport.height * sharp);
    canvas.style.width = `${viewport.width}px`;
    canvas.style.height = `${viewport.height}px`;
    canvas.setAttribute("aria-hidden", "true");
    await page.render({
      canvasContext: canvas.getContext("2d"), viewport, transform: [sharp, 0, 0, sharp, 0, 0],
    }).promise;
    const text = document.createElement("div");
    text.className = "page-text";
    text.style.setProperty("--scale-factor", String(scale));
    await new this.pdf.TextLayer({
      textContentSource: page.streamTextContent(), container: text, viewport,
    }).render();
    // Meanwhile she may have turned on.
    if (number !== this.page) return;
    this.#part("page").replaceChildren(canvas, text);
  }
}

