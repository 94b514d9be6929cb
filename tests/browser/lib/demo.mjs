// The demo, started on a free port over a folder and a database of its own, ended by process id,
// started again over what it left behind: as one process, or, as in an installation, filled first
// and then run by `serve` and `worker`.

import { spawn, execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

import { makeDatabase } from "./database.mjs";
import { copySeed, seedOf } from "./seed.mjs";

const BINARY = process.env.XUESHI_BIN ?? "target/debug/xueshi";
/** A demo is promised to be ready within 30 s; a busy machine is given more. */
const READY_WITHIN_MS = 90_000;

/** A demo and all that it keeps. */
export class Demo {
  #folder;
  #database;
  #listen;
  #isApart;
  #policies;
  #disk;
  #processes = [];
  /** Counts starts and ends: a start that was overtaken by an end spawns nothing more. */
  #turn = 0;
  #log = "";

  /**
   * Makes folder and database, and starts: `isApart` runs server and worker by themselves.
   * `policies` is a folder of packs instead of those in the program; not with `isApart`.
   * `disk` is a small disk (`full-disk/disk.mjs`) to keep everything on.
   */
  static async start(engine, { isApart = false, policies, disk } = {}) {
    const demo = new Demo();
    demo.#isApart = isApart;
    demo.#policies = policies;
    demo.#disk = disk;
    demo.#folder = await mkdtemp(join(tmpdir(), "xueshi-browser-"));
    // Other rules, a small disk, or a filling that is a part of the test: those fill themselves.
    const seed = isApart || policies || disk ? null : seedOf(engine);
    demo.#database = await makeDatabase(engine, { like: seed?.like });
    if (seed) await copySeed(seed, demo.#data);
    demo.#listen = `127.0.0.1:${await freePort()}`;
    try {
      await demo.begin();
    } catch (error) {
      await demo.remove();
      throw error;
    }
    return demo;
  }

  /** The address, without a slash at its end. */
  url;
  /** Who may be signed in as. */
  accounts;

  /** Starts, and waits until it is ready. */
  async begin() {
    const turn = ++this.#turn;
    const ready = join(this.#folder, "ready.json");
    await rm(ready, { force: true });
    this.#mustGoOn(turn);
    this.#processes = [];
    if (this.#isApart) {
      const filled = this.#spawn("demo", ["--prepare", "--ready-file", ready]);
      await this.#until(() => hasEnded(filled), [], "filled");
      this.#mustGoOn(turn);
      this.#processes = [];
      const server = this.#spawn("serve");
      const worker = this.#spawn("worker");
      const answers = () => this.#answers();
      await this.#until(answers, [server, worker], "served");
    } else {
      const packs = this.#policies ? ["--policies", this.#policies] : [];
      const child = this.#spawn("demo", ["--ready-file", ready, ...packs]);
      await this.#until(() => exists(ready), [child], "ready");
    }
    const { url, accounts } = JSON.parse(await readFile(ready, "utf8"));
    this.url = url;
    this.accounts = accounts;
  }

  #mustGoOn(turn) {
    if (turn !== this.#turn) throw new Error("the demo was ended while it started");
  }

  #spawn(command, further = []) {
    const words = [command, "--data", this.#data, "--listen", this.#listen];
    if (this.#database.address) words.push("--database", this.#database.address);
    const [program, all] = this.#placed([...words, ...further]);
    const child = spawn(program, all, { stdio: ["ignore", "pipe", "pipe"] });
    child.on("error", (error) => (this.#log += `${error}\n`));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text) => (this.#log = (this.#log + text).slice(-20_000)));
    }
    this.#processes.push(child);
    return child;
  }

  get #data() {
    return this.#disk?.path ?? join(this.#folder, "data");
  }

  /** The program and its words, where its disk is. */
  #placed(words) {
    return this.#disk ? this.#disk.inside(BINARY, words) : [BINARY, words];
  }

  /** Waits until something is so, as long as none of these has ended. */
  async #until(isSo, children, what) {
    const until = Date.now() + READY_WITHIN_MS;
    while (!(await isSo())) {
      const ended = children.some(hasEnded);
      if (ended || Date.now() > until) {
        const why = ended ? "a process ended" : "it took too long";
        throw new Error(`the demo was not ${what}, ${why}:\n${this.#log}`);
      }
      await pause(20);
    }
  }

  async #answers() {
    return fetch(`http://${this.#listen}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
  }

  /** What the process complained of last, for whoever must explain a failure. */
  get complaints() {
    const lines = this.#log.split("\n").filter((line) => /WARN|ERROR|panick/.test(line));
    return lines.length > 0 ? lines.slice(-20).join("\n") : "the server complained of nothing";
  }

  /** Ends the process as a power cut would: at once, whatever it is doing. */
  async kill() {
    await this.#end("SIGKILL");
  }

  /** Ends the process as an operator would. */
  async stop() {
    await this.#end("SIGTERM");
  }

  /** Stops, and removes folder and database. */
  async remove() {
    await this.stop();
    await this.#database.drop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #end(signal) {
    this.#turn += 1;
    const living = this.#processes.filter((child) => child.pid && !hasEnded(child));
    const gone = living.map((child) => once(child, "exit"));
    for (const child of living) child.kill(signal);
    await Promise.all(gone);
  }

  /** `xueshi verify ledger`: how many entries there are and how many of them are broken. */
  async verifyLedger() {
    const told = await this.#run(["verify", "ledger", "--database", this.#address]);
    const [, entries, broken] = /(\d+) entries of .*; (\d+) broken/.exec(told);
    return { entries: Number(entries), broken: Number(broken) };
  }

  /** `xueshi doctor --hours`: what it says of hours and seconds. */
  async doctorHours() {
    const place = ["--data", this.#data, "--database", this.#address];
    return this.#run(["doctor", "--hours", ...place]);
  }

  get #address() {
    return this.#database.address ?? `sqlite:${join(this.#data, "xueshi.db")}`;
  }

  /** Runs a command to its end. It ends with 1 when something is broken, and this throws then. */
  async #run(words) {
    const { stdout } = await promisify(execFile)(...this.#placed(words));
    return stdout;
  }

  /** The secret with which this demo's sandbox cashier signs its notices. */
  async sandboxSecret() {
    const state = JSON.parse(await readFile(join(this.#data, "demo.json"), "utf8"));
    return Buffer.from(state.sandbox_secret);
  }

  /** The account of that name. */
  account(name) {
    const found = this.accounts.find((account) => account.name === name);
    if (!found) throw new Error(`the demo knows no ${name}`);
    return found;
  }
}

function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

async function exists(file) {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/**
 * A port that nobody listens on, below those that the system gives to outgoing connections: a demo
 * is started again on its own port, which must not have become somebody's in the meantime.
 */
async function freePort() {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer();
    const isFree = await new Promise((settle) => {
      server.once("error", () => settle(false));
      server.listen(port, "127.0.0.1", () => settle(true));
    });
    if (!isFree) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
