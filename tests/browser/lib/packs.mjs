// The policy packs with other figures of the player, in a folder of their own: the rules are data.

import { createHash } from "node:crypto";
import { appendFile, cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PACKS = new URL("../../../policies/", import.meta.url).pathname;
const EDITION = "hohhot-etdz/2022";
const REVISED = `${EDITION}.2`;

/**
 * Copies the packs and adds a revision of the edition with other figures of the player: what is
 * published is never edited. The folder.
 */
export async function packsWith(figures) {
  const folder = await mkdtemp(join(tmpdir(), "xueshi-packs-"));
  await cp(PACKS, folder, { recursive: true });
  const file = join(folder, `${EDITION}.toml`);
  let text = (await readFile(file, "utf8")).replace(`id = "${EDITION}"`, `id = "${REVISED}"`);
  for (const [name, value] of Object.entries(figures)) {
    const line = new RegExp(`^${name} = [^#\\n]*`, "m");
    if (!line.test(text)) throw new Error(`the pack has no ${name}`);
    text = text.replace(line, `${name} = ${value} `);
  }
  await writeFile(join(folder, `${REVISED}.toml`), text);
  await cp(join(folder, `${EDITION}.feature`), join(folder, `${REVISED}.feature`));
  const hash = createHash("sha256").update(text).digest("hex");
  await appendFile(join(folder, "digests.toml"), `"${REVISED}" = "sha256:${hash}"\n`);
  return folder;
}
