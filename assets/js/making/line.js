// What the line below an upload's bar says.

export function lineOf(state, words) {
  const percent = String(Math.floor(state.percent));
  switch (state.kind) {
    case "sending": return words.sending.replace("{percent}", percent);
    case "offline": return words.offline.replace("{percent}", percent);
    case "waiting": return words.waiting.replace("{percent}", percent).replace("{why}", state.why);
    case "found": return words.found.replace("{percent}", percent);
    case "paused": return words.paused.replace("{percent}", percent);
    case "done": return words.done;
    case "failed": return words.failed.replace("{why}", state.why ?? "");
    default: return "";
  }
}

// The words of a refusal, when the server said any (application/problem+json).
export function whyOf(text) {
  try {
    return JSON.parse(text).detail ?? "";
  } catch {
    return "";
  }
}
