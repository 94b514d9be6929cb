// Keeps beats that are not answered yet for this window, so that a reload loses nothing. Where the
// browser keeps nothing, the page's own memory has to do.

export class Keeper {
  constructor(name, storage = () => window.sessionStorage) {
    this.name = name;
    this.storage = storage;
  }

  // What was kept: { session, seq, waiting, fresh }, or null.
  load() {
    try {
      const kept = JSON.parse(this.storage().getItem(this.name));
      return isWhole(kept) ? kept : null;
    } catch {
      return null;
    }
  }

  // Null when nothing is to be kept any more.
  save(kept) {
    try {
      if (kept === null) this.storage().removeItem(this.name);
      else this.storage().setItem(this.name, JSON.stringify(kept));
    } catch {
      // Full or forbidden.
    }
  }
}

const isSpans = (spans) =>
  Array.isArray(spans) && spans.every((span) => Array.isArray(span) && span.length === 2 && span.every(Number.isFinite));

function isWhole(kept) {
  if (kept === null || typeof kept.session !== "string" || !Number.isInteger(kept.seq)) return false;
  const { waiting, fresh } = kept;
  return isSpans(fresh) && (waiting === null || (Number.isInteger(waiting?.seq) && isSpans(waiting.segments)));
}
