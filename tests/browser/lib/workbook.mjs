// The cells of a workbook as it was downloaded, read by itself: a zip of XML, as much of both as
// our workbooks use.

import { inflateRawSync } from "node:zlib";

const [END, ENTRY] = [0x06054b50, 0x02014b50];

/** The rows of the sheet at this place, each a list of texts; `formulas` counts cells with one. */
export function sheetOf(bytes, at) {
  const files = filesOf(bytes);
  const shared = [...(files.get("xl/sharedStrings.xml") ?? "").matchAll(/<si>(.*?)<\/si>/gs)];
  const strings = shared.map(([, inside]) => text(inside));
  const sheet = files.get(`xl/worksheets/sheet${at}.xml`);
  const rows = [...sheet.matchAll(/<row [^>]*?>(.*?)<\/row>/gs)].map(([, row]) => {
    const cells = [];
    for (const [, attributes, inside = ""] of row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const value = text(/<v>(.*?)<\/v>/s.exec(inside)?.[1] ?? inside);
      const isShared = / t="s"/.test(` ${attributes}`);
      // Empty cells may be left out: each says where it stands.
      cells[columnOf(/r="([A-Z]+)/.exec(attributes)[1])] = isShared ? strings[value] : value;
    }
    return Array.from(cells, (cell) => cell ?? "");
  });
  return { rows, formulas: (sheet.match(/<f[ >]/g) ?? []).length };
}

/** The place of a column of these letters, from 0. */
function columnOf(letters) {
  return [...letters].reduce((so, letter) => so * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The texts of all files of a zip, by their names. */
function filesOf(bytes) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06"));
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Error("not a zip");
  const files = new Map();
  let at = bytes.readUInt32LE(end + 16);
  while (bytes.readUInt32LE(at) === ENTRY) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const start =
      local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const isStored = bytes.readUInt16LE(at + 10) === 0;
    const inside = isStored ? packed : inflateRawSync(packed);
    files.set(bytes.toString("utf8", at + 46, at + 46 + name), inside.toString("utf8"));
    at += 46 + name + extra + comment;
  }
  return files;
}

function text(xml) {
  const names = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return xml.replace(/<[^>]*>/g, "").replace(/&(\w+);/g, (whole, name) => names[name] ?? whole);
}
