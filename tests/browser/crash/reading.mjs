// What the server shows, read from its pages and its API: the ledger as a bureau's officer sees it,
// orders, enrolments, certificates, reports. Nothing is judged here.

/** The texts of a row's cells. */
function cells(row) {
  return [...row.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, inner]) => plain(inner));
}

function plain(html) {
  const text = html
    .replace(/<[^>]*>/g, " ")
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code));
  return text.replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();
}

/** The id of a person of that name, as the bureau's search finds her. */
export async function personId(officer, name) {
  const page = await officer.page(`/bureau/people?q=${encodeURIComponent(name)}`);
  const found = [...page.matchAll(/href="\/bureau\/people\/([^"/?]+)"[^>]*>([^<]*)</g)];
  const one = found.find(([, , shown]) => plain(shown) === name);
  if (!one) throw new Error(`the bureau finds no ${name}`);
  return one[1];
}

/** Ids of people of the territory on the first page of the bureau's list. */
export async function somePeople(officer) {
  const page = await officer.page("/bureau/people");
  return [...page.matchAll(/href="\/bureau\/people\/([^"/?]+)"/g)].map(([, id]) => id);
}

/** What the bureau holds about a person: ledger lines, certificates, and the report's id. */
export async function file(officer, person) {
  const page = await officer.page(`/bureau/people/${person}`);
  const rows = page.matchAll(/<tr id="line-(\d+)" class="line-(\w+)">([\s\S]*?)<\/tr>/g);
  const lines = [...rows].map(([, seq, state, row]) => {
    const [, , counts, hours, recorded] = cells(row);
    return {
      seq: Number(seq),
      title: plain(
        /data-label="[^"]*">\s*(?:<s>)?([^<]*)/.exec(row.slice(row.indexOf("</td>")))[1],
      ),
      counts,
      recorded,
      hours: hundredths(hours),
      isReversal: state === "reversal",
      isReversed: state === "revoked",
      entry: /\/bureau\/entries\/([^/"]+)\//.exec(row)?.[1],
      proposal: /href="(\/bureau\/revocations\/[^"]+)"/.exec(row)?.[1],
    };
  });
  const certificates = [...page.matchAll(/href="\/verify\/(C[^"]+)">([^<]*)</g)];
  return {
    lines,
    certificates: certificates.map(([, number, course]) => ({ number, course: plain(course) })),
    report: /href="\/bureau\/reports\/([^"]+)"/.exec(page)?.[1],
  };
}

/** `+12.5` or `−3` as whole hundredths. */
function hundredths(text) {
  const [, minus, whole, part = ""] = /^([+−-]?)([\d]+)(?:\.(\d+))?/.exec(text);
  const value = Number(whole) * 100 + Number(part.padEnd(2, "0"));
  return minus === "" || minus === "+" ? value : -value;
}

/** The states that a report went through, oldest first, as words. */
export async function reportSteps(officer, report) {
  const page = await officer.page(`/bureau/reports/${report}`);
  const list = /<ol class="steps">([\s\S]*?)<\/ol>/.exec(page)?.[1] ?? "";
  return [...list.matchAll(/<strong>([^<]*)<\/strong>/g)].map(([, status]) => plain(status));
}

/** Everything that a learner is enrolled on. */
export async function enrolments(learner) {
  const all = [];
  let after = "";
  do {
    const page = await learner.get(`/api/v1/me/enrolments?after=${after}`.replace(/\?after=$/, ""));
    all.push(...page.items);
    after = page.next ?? "";
  } while (after !== "");
  return all;
}

/** Everything that a learner ordered: ids, numbers and states. */
export async function orders(learner) {
  const all = [];
  let path = "/orders";
  while (path) {
    const page = await learner.page(path);
    for (const [, id, number, state] of page.matchAll(
      /<tr>\s*<td[^>]*><a class="number" href="\/orders\/([^"]+)">(\d+)<\/a>[\s\S]*?state-(\w+)"/g,
    )) {
      all.push({ id, number, status: { wait: "placed", good: "paid", calm: "cancelled" }[state] });
    }
    path = /href="(\/orders\?[^"]*after=[^"]+)"/.exec(page)?.[1].replaceAll("&amp;", "&");
  }
  return all;
}

/** Ids of all courses of the catalogue by their titles. */
export async function courses(learner) {
  const found = new Map();
  let path = "/courses?year=2022";
  while (path) {
    const page = await learner.page(path);
    for (const [, id, title] of page.matchAll(
      /<a class="course-title"[^>]* href="\/courses\/([^"?]+)[^"]*">([^<]*)</g,
    )) {
      found.set(plain(title), id);
    }
    path = /href="(\/courses\?[^"]*after=[^"]+)"/.exec(page)?.[1].replaceAll("&amp;", "&");
  }
  return found;
}

/** A learner's certificates: course, number and the address of the PDF. */
export async function certificates(learner) {
  const page = await learner.page("/certificates");
  const papers = [...page.matchAll(/<h3>([^<]*)<\/h3>([\s\S]*?)<\/li>/g)];
  return papers.flatMap(([, course, rest]) => {
    const pdf = /href="(\/certificates\/[^"]+\/pdf)"/.exec(rest)?.[1];
    const number = /href="\/verify\/(C[^"]+)"/.exec(rest)?.[1];
    return number ? [{ course: plain(course), number, pdf }] : [];
  });
}

/** The number of a learner's card, if there is one. */
export async function cardNumber(learner, year) {
  return /href="\/verify\/(K[^"]+)"/.exec(await learner.page(`/card/${year}`))?.[1];
}
