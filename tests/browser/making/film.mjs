// Films of any size: a real one of a minute, and behind it a box of bytes that players skip.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";

const SHORT = new URL("../../../content/media/short.mp4", import.meta.url);

/** The bytes of a film of about so many megabytes; each piece of them tells its place. */
export async function film(megabytes) {
  const start = await readFile(SHORT);
  const size = megabytes * 1024 * 1024;
  const filler = Buffer.alloc(size);
  filler.writeUInt32BE(size, 0);
  filler.write("free", 4, "latin1");
  for (let at = 8; at + 4 <= size; at += 4096) filler.writeUInt32BE(at, at);
  return Buffer.concat([start, filler]);
}

/** The same as a file. */
export async function filmFile(path, megabytes) {
  await writeFile(path, await film(megabytes));
  return path;
}

export function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}
