// Papers that people of the walk show.

/** A picture of a page with some words: a file of its own each time the words differ. */
export async function scan(walk, words) {
  const context = await walk.browser.newContext({ viewport: { width: 500, height: 360 } });
  const page = await context.newPage();
  await page.setContent(`<h1 style="text-align:center">结业证书</h1><p>${words}</p><hr>`);
  const buffer = await page.screenshot({ type: "png" });
  await context.close();
  return { name: `${words}.png`, mimeType: "image/png", buffer };
}

/** A program that calls itself a document. */
export const DISGUISED = {
  name: "证书.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("MZ\x90\0 this is no document"),
};

/** A list as csv, as a spreadsheet writes it. */
export function csv(name, lines) {
  const text = `\ufeff${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
  return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
}
