// The map on the bar: what the server has acknowledged, what was played and waits, what a missed
// check took back, where we are.

const SVG = "http://www.w3.org/2000/svg";

// A second strip on the player's own bar: that one hides with the controls, the one below stays.
export function placeMap(map, root) {
  const bar = root.querySelector(".plyr__progress");
  if (bar === null) return [map];
  const onBar = map.cloneNode(true);
  onBar.setAttribute("class", "map-on-bar");
  onBar.setAttribute("aria-hidden", "true");
  onBar.removeAttribute("role");
  onBar.removeAttribute("aria-label");
  bar.prepend(onBar);
  return [map, onBar];
}

export function drawMap(map, sender, length, position) {
  const strip = (name, height = 10) => ([from, to]) => {
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("class", name);
    rect.setAttribute("x", String(from));
    rect.setAttribute("width", String(to - from));
    rect.setAttribute("height", String(height));
    return rect;
  };
  const here = Math.min(position, length);
  const width = length / 400;
  map.replaceChildren(
    strip("map-none")([0, length]),
    ...sender.uncredited.spans.map(strip("map-lost", 5)),
    ...sender.refused.spans.map(strip("map-seen")),
    ...sender.pending.map(strip("map-seen")),
    ...sender.acknowledged.spans.map(strip("map-earned")),
    strip("map-here")([Math.max(0, here - width / 2), here + width / 2]),
  );
}
