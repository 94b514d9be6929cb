// Which line of words says how things stand. Pure: facts in, the name of the words out.

export function stateOf(facts) {
  if (facts.isOpening) return "opening";
  if (facts.other) return facts.other === "taken-over" ? "taken-over" : "other";
  if (facts.isChecking) return "checking";
  if (facts.closed) return "closed";
  if (facts.trouble) return facts.trouble;
  if (facts.notice) return facts.notice;
  if (facts.isPlaying) {
    if (facts.refused) return "refused";
    if (facts.isEarly) return "earning-early";
    return facts.isAgain ? "again" : "earning";
  }
  if (facts.refused) return "refused";
  if (facts.isBehind) return "saving";
  if (facts.isEarly) return "early";
  if (facts.isComplete) return "complete";
  return facts.hasPlayed ? "paused" : "ready";
}

// How a state looks.
export function toneOf(state) {
  if (["earning", "earning-early", "complete", "check-passed"].includes(state)) return "good";
  if (["opening", "ready", "again", "paused", "saving", "early", "no-skip", "restarted", "checking"].includes(state)) return "calm";
  return "wait";
}

// Minutes and seconds, rounded down, as the server writes them.
export function lengthWords(ms) {
  const all = Math.floor(Math.max(0, ms) / 1000);
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
