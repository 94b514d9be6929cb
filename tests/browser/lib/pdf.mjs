// A PDF as it was downloaded: what it is, and what it says.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** A link's document is a PDF that bears a name. */
export async function isPdfOf(window, link, name) {
  const href = await link.getAttribute("href");
  const answer = await window.context.request.get(new URL(href, window.page.url()).href);
  assert.equal(answer.headers()["content-type"], "application/pdf");
  const bytes = await answer.body();
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  const text = await pdfText(bytes);
  if (text !== null) assert.ok(text.replace(/\s/g, "").includes(name), `no ${name} in:\n${text}`);
}

/** The text of a PDF; null where there is no `pdftotext`. */
async function pdfText(bytes) {
  const folder = await mkdtemp(join(tmpdir(), "xueshi-pdf-"));
  try {
    await writeFile(join(folder, "one.pdf"), bytes);
    return (await promisify(execFile)("pdftotext", [join(folder, "one.pdf"), "-"])).stdout;
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

