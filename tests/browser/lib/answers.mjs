// The right answers of the demo's exams, read from the content that the demo is seeded with. Only
// as much TOML as those files use.

import { readdirSync, readFileSync } from "node:fs";

const COURSES = new URL("../../../content/courses/", import.meta.url);

const right = new Map();
for (const file of readdirSync(COURSES).filter((name) => name.endsWith(".toml"))) {
  const [, ...questions] = readFileSync(new URL(file, COURSES), "utf8").split("[[questions]]");
  for (const question of questions) {
    const [stem] = texts(question, "stem");
    const options = texts(question, "options");
    const key = /^key = \[([^\]]*)\]/m.exec(question)[1].split(",").map(Number);
    right.set(
      stem,
      key.map((at) => options[at]),
    );
  }
}

/** The texts of a key's value: of one string, or of an array of them. */
function texts(question, key) {
  let rest = question.slice(question.search(new RegExp(`^${key} = `, "m")) + `${key} = `.length);
  const isArray = rest.startsWith("[");
  const found = [];
  while (true) {
    const string = /^[\s,[]*("(?:[^"\\]|\\.)*")/.exec(rest);
    if (!string) return found;
    found.push(JSON.parse(string[1]));
    if (!isArray) return found;
    rest = rest.slice(string[0].length);
  }
}

/** The texts of the right options of a question. */
export function rightOptions(stem) {
  const found = right.get(stem);
  if (!found) throw new Error(`no question in content/courses: ${stem}`);
  return found;
}

/** The indexes of the right options, as a paper shows them. */
export function rightChoice({ stem, options }) {
  const texts = rightOptions(stem);
  return options.flatMap((option, at) => (texts.includes(option) ? [at] : []));
}
