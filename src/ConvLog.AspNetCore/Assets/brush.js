// Dragging over a plot narrows the page to that time; so do Shift with the arrow keys from a bar and Enter. Escape cancels, and undoes it on the page that
// follows (console.js).
import { done } from "./page.js";

const times = ["period", "from", "to", "started_from", "cursor", "page", "result"];
let brush;

const plotOf = target => target.closest?.("[data-edges] svg.chart");
const indexAt = ({ plot, edges }, x) => {
  const { left, width } = plot.getBoundingClientRect();
  return Math.min(edges.length - 2, Math.max(0, Math.floor((x - left) / width * (edges.length - 1))));
};

function begin(plot, x) {
  const { dataset } = plot.closest("[data-edges]");
  brush = { plot, dataset, x, edges: dataset.edges.split(" ").map(edge => parseInt(edge, 36) * 60_000) };
  brush.from = brush.to = indexAt(brush, x);
}

function extend(to) {
  brush.to = to;
  const { plot, dataset, edges } = brush;
  brush.box ??= plot.appendChild(document.createElementNS(plot.namespaceURI, "rect"));
  const [first, last] = [Math.min(brush.from, to), Math.max(brush.from, to) + 1];
  const share = bars => `${100 * bars / (edges.length - 1)}%`;
  Object.entries({ class: "zoom", x: share(first), width: share(last - first), height: "100%" }).forEach(([name, value]) => brush.box.setAttribute(name, value));
  brush.range = [edges[first], edges[last]];
  const shown = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: dataset.zone });
  done(`${brush.range.map(time => shown.format(time)).join(" to ")}. ${brush.x === undefined ? "Enter applies, " : ""}Escape cancels`);
}

function cancel() {
  brush?.box?.remove();
  brush = undefined;
}

function apply() {
  const { dataset, range } = brush;
  const url = new URL(dataset.base ?? location, location);
  [...url.searchParams].forEach(([name, value]) => (value === "" || times.includes(name)) && url.searchParams.delete(name));
  [dataset.from ?? "from", "to"].forEach((name, at) => url.searchParams.set(name, new Date(range[at]).toISOString().replace(".000", "")));
  url.hash = "";
  cancel();
  sessionStorage.brushed = url;
  location.assign(url);
}

addEventListener("pointerdown", event => {
  cancel();
  const plot = event.isPrimary && event.button === 0 && plotOf(event.target);
  plot && begin(plot, event.clientX);
});
addEventListener("pointermove", ({ clientX, buttons, target }) => {
  // A drag may have begun before this script was loaded.
  const plot = !brush && buttons === 1 && plotOf(target);
  plot && begin(plot, clientX);
  brush?.x !== undefined && buttons && (brush.box || Math.abs(clientX - brush.x) > 4) && extend(indexAt(brush, clientX));
});
addEventListener("pointercancel", cancel);
addEventListener("pointerup", () => {
  if (brush?.box && brush.x !== undefined) {
    // The end of a drag does not click the bar below it.
    const stop = event => event.preventDefault();
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, { capture: true }));
    apply();
  } else {
    cancel();
  }
});
addEventListener("dragstart", event => plotOf(event.target) && event.preventDefault());

// Takes precedence over other shortcuts.
addEventListener("keydown", event => {
  const step = event.shiftKey && { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const bar = event.target.closest?.("a");
  if (event.key === "Escape" && brush?.box) {
    cancel();
  } else if (event.key === "Enter" && brush?.box) {
    apply();
  } else if (step && plotOf(bar ?? event.target)) {
    if (brush) {
      extend(Math.min(brush.edges.length - 2, Math.max(0, brush.to + step)));
    } else {
      const { left, width } = bar.getBoundingClientRect();
      begin(plotOf(bar), left + width / 2);
      brush.x = undefined;
      extend(brush.to);
    }
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}, true);
