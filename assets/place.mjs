// Copies what xueshi embeds out of node_modules: fonts into fonts/, browser code into vendor/,
// each with its licence beside it. Run after `npm ci`; running it again changes nothing.
// It deliberately downloads nothing and needs nothing but Node: package-lock.json pins what comes in.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");

// Character maps whose names begin so: name in the folder → where it comes from.
function cmaps(source, beginnings) {
  const from = join(modules, source);
  const names = existsSync(from) ? readdirSync(from) : [];
  const chosen = names.filter((name) => beginnings.some((start) => name.startsWith(start)));
  return Object.fromEntries(chosen.map((name) => [`pdf-cmap-${name}`, `${source}/${name}`]));
}

// Folder → name there → where it comes from inside node_modules.
const wanted = {
  fonts: {
    "NotoSerifSC-Regular.ttf": "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
    "NotoSerifSC-Bold.ttf": "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
    "NotoSerifSC-OFL.txt": "@expo-google-fonts/noto-serif-sc/LICENSE_FONT",
    "NotoSansSC-Regular.ttf": "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    "NotoSansSC-Bold.ttf": "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
    "NotoSansSC-OFL.txt": "@expo-google-fonts/noto-sans-sc/LICENSE_FONT",
  },
  vendor: {
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap.LICENSE.txt": "bootstrap/LICENSE",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx.LICENSE.txt": "htmx.org/LICENSE",
    "plyr.css": "plyr/dist/plyr.css",
    "plyr.min.js": "plyr/dist/plyr.min.js",
    "plyr.svg": "plyr/dist/plyr.svg",
    "plyr.LICENSE.txt": "plyr/LICENSE.md",
    "tus.min.js": "tus-js-client/dist/tus.min.js",
    "tus.LICENSE.txt": "tus-js-client/LICENSE",
    // Built for older browsers too. The maps are for Chinese documents that embed no fonts.
    "pdf.min.mjs": "pdfjs-dist/legacy/build/pdf.min.mjs",
    "pdf.worker.min.mjs": "pdfjs-dist/legacy/build/pdf.worker.min.mjs",
    "pdf.LICENSE.txt": "pdfjs-dist/LICENSE",
    ...cmaps("pdfjs-dist/cmaps", ["Adobe-GB1", "GB", "UniGB"]),
  },
};

function same(from, to) {
  return existsSync(to) && readFileSync(from).equals(readFileSync(to));
}

// Browsers take text pressed; pressed once here, not at every request.
function isCompressed(name) {
  return /\.(css|m?js|svg)$/.test(name);
}

function press(from, to) {
  const pressed = gzipSync(readFileSync(from), { level: 9 });
  if (!existsSync(to) || !pressed.equals(readFileSync(to))) writeFileSync(to, pressed);
}

function place(folder, files) {
  const target = join(here, folder);
  mkdirSync(target, { recursive: true });
  for (const [name, source] of Object.entries(files)) {
    const from = join(modules, source);
    const to = join(target, name);
    if (!existsSync(from)) {
      throw new Error(`${source} is not in ${basename(here)}/node_modules: run npm ci there first`);
    }
    // An equal file keeps its date, so that Cargo does not embed 50 MB of fonts anew.
    if (!same(from, to)) copyFileSync(from, to);
    if (isCompressed(name)) press(from, `${to}.gz`);
  }
  // What an older version placed must not be embedded by a newer one.
  for (const name of readdirSync(target)) {
    const plain = name.replace(/\.gz$/, "");
    const ours = name in files || (plain in files && isCompressed(plain));
    if (!ours) rmSync(join(target, name), { recursive: true });
  }
}

try {
  for (const [folder, files] of Object.entries(wanted)) place(folder, files);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
