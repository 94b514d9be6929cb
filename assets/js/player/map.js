// The map on the bar: what the server has acknowledged, what was played without that, where we are.

const SVG = "http://www.w3.org/2000/svg";

// The strip moves from below the film onto the player's own bar.
export function placeMap(map, root) {
  const bar = root.querySelector(".plyr__progress");
  if (bar === null) return;
  map.classList.add("map-on-bar");
  map.setAttribute("aria-hidden", "true");
  map.removeAttribute("role");
  bar.prepend(map);
}

export function drawMap(map, sender, length, position) {
  const strip = (name) => ([from, to]) => {
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("class", name);
    rect.setAttribute("x", String(from));
    rect.setAttribute("width", String(to - from));
    rect.setAttribute("height", "10");
    return rect;
  };
  const here = Math.min(position, length);
  const width = length / 400;
  map.replaceChildren(
    strip("map-none")([0, length]),
    ...sender.refused.spans.map(strip("map-seen")),
    ...sender.pending.map(strip("map-seen")),
    ...sender.acknowledged.spans.map(strip("map-earned")),
    strip("map-here")([Math.max(0, here - width / 2), here + width / 2]),
  );
}
