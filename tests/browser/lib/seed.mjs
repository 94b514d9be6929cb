// A demo that was filled once, for all tests that begin with one: each gets a copy of its folder and
// of its database. XUESHI_TEST_FILLED names the folder; without it each demo fills itself.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { ENGINES, execute, leftOut } from "./database.mjs";

const TEMPLATE = "xueshi_seed";

/** What there is to copy for an engine: its folder, and the name of its database; or null. */
export function seedOf(engine) {
  const folder = process.env.XUESHI_TEST_FILLED;
  if (!folder) return null;
  return { folder: join(folder, engine), like: engine === "PostgreSQL" ? TEMPLATE : undefined };
}

/** Copies a filled folder; its clock goes on from the moment at which it was full. */
export async function copySeed(seed, to) {
  await cp(seed.folder, to, { recursive: true });
  const file = join(to, "demo.json");
  const state = JSON.parse(await readFile(file, "utf8"));
  const full = Number(await readFile(join(to, "full-at"), "utf8"));
  state.shift_micros -= Math.round(Date.now() - full) * 1000;
  await writeFile(file, JSON.stringify(state));
}

/** Fills a demo for each engine of the run. */
export async function prepare(binary, folder) {
  await rm(folder, { recursive: true, force: true });
  for (const engine of ENGINES) {
    if (leftOut(engine)) continue;
    const data = join(folder, engine);
    await mkdir(data, { recursive: true });
    const words = ["demo", "--prepare", "--data", data, "--listen", "127.0.0.1:1"];
    if (engine === "PostgreSQL") {
      const server = process.env.XUESHI_TEST_POSTGRES;
      await execute(server, `DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
      await execute(server, `CREATE DATABASE ${TEMPLATE}`);
      const address = new URL(server);
      address.pathname = `/${TEMPLATE}`;
      words.push("--database", address.href);
    }
    const began = Date.now();
    const child = spawn(binary, words, { stdio: "inherit" });
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`the demo could not be filled on ${engine}: ${code}`);
    await writeFile(join(data, "full-at"), String(Date.now()));
    console.log(`filled on ${engine} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
}
