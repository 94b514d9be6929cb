// A small disk in memory that can really be full: a tmpfs in a mount namespace of its own. What
// runs inside sees it under its path; the test sees it through `/proc`. It needs no rights beyond
// the user namespaces that most systems give to everybody.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

/** Mounts, says so, and keeps the namespace for as long as its standard input is open. */
const KEEPER = `mount -t tmpfs -o size="$1",mode=0700 tmpfs "$2" && echo mounted && exec cat`;
const FILLER = "filler";

/** This machine lets nobody make such a disk; says why. */
export class NoDisk extends Error {}

/** A disk of some megabytes. Its pages are of 4096 bytes, also for the filler. */
export class SmallDisk {
  #keeper;

  /** Makes one of so many bytes; `NoDisk` where that is not possible. */
  static async mount(bytes) {
    const disk = new SmallDisk();
    disk.path = await mkdtemp(join(tmpdir(), "xueshi-small-disk-"));
    try {
      await disk.#keep(bytes);
      // Whether programs can be started on it.
      await disk.run("true", []);
    } catch (error) {
      await disk.unmount();
      throw new NoDisk(`no small disk can be mounted here: ${error.message}`.trim());
    }
    return disk;
  }

  async #keep(bytes) {
    const shell = ["sh", "-c", KEEPER, "sh", String(bytes), this.path];
    const words = ["--map-root-user", "--mount", ...shell];
    const keeper = spawn("unshare", words, { stdio: ["pipe", "pipe", "pipe"] });
    this.#keeper = keeper;
    let complaint = "";
    keeper.stderr.setEncoding("utf8").on("data", (text) => (complaint += text));
    const failed = once(keeper, "error").then(([error]) => error.message);
    const mounted = once(keeper.stdout, "data").then(() => null);
    const ended = once(keeper, "close").then(() => complaint || "unshare ended");
    const why = await Promise.race([mounted, failed, ended]);
    if (why !== null) throw new Error(why);
  }

  /** Where the test reads and writes what programs inside see under `path`. */
  get seen() {
    return `/proc/${this.#keeper.pid}/root${this.path}`;
  }

  /** The words that start a program inside; its process id is the one that the start gives. */
  inside(program, words) {
    const enter = ["--target", String(this.#keeper.pid), "--user", "--mount"];
    const path = program.includes("/") ? resolve(program) : program;
    return ["nsenter", [...enter, "--preserve-credentials", "--", path, ...words]];
  }

  /** Runs a program inside to its end; what it printed. */
  async run(program, words) {
    const { stdout } = await promisify(execFile)(...this.inside(program, words));
    return stdout;
  }

  /** Bytes that are left. */
  async left() {
    const { bavail, bsize } = await statfs(this.seen);
    return bavail * bsize;
  }

  /** Takes what is left, but for so many bytes; of nought not a byte is left. */
  async fill(spare = 0) {
    const file = await open(join(this.seen, FILLER), "a");
    try {
      for (const piece of [1 << 20, 1 << 12]) {
        while ((await this.left()) >= spare + piece) await file.write(Buffer.alloc(piece, 0x2e));
      }
    } finally {
      await file.close();
    }
  }

  /** Gives back what `fill` took. */
  async clear() {
    await rm(join(this.seen, FILLER), { force: true });
  }

  /** Forgets the disk, once nothing runs on it any more. */
  async unmount() {
    if (this.#keeper?.pid && this.#keeper.exitCode === null) {
      const gone = once(this.#keeper, "close");
      this.#keeper.stdin.end();
      await gone;
    }
    await rm(this.path, { recursive: true, force: true });
  }
}
