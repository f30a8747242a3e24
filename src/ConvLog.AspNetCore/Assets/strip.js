// The overview of a conversation: dragging over it zooms in. A zoomed overview scrolls sideways; a button, 0 or Escape resets it.
import { make } from "./page.js";

const most = 40;
let drag;
document.querySelector(".strip .names")?.setAttribute("title", "Drag to zoom in");

const shareOf = (view, x) => Math.min(1, Math.max(0, (x - view.getBoundingClientRect().left + view.scrollLeft) / view.scrollWidth));

function zoom(view, width) {
  view.querySelector("svg").style.width = width;
  view.closest(".strip").querySelector(".button").hidden = !width;
}

addEventListener("pointerdown", event => {
  const view = event.pointerType === "mouse" && event.button === 0 && event.target.closest?.(".strip .view");
  drag = view ? { view, from: shareOf(view, event.clientX), x: event.clientX } : undefined;
});

addEventListener("pointermove", ({ clientX }) => {
  if (drag && (drag.box || Math.abs(clientX - drag.x) > 4)) {
    drag.box ??= drag.view.appendChild(make("div", "zoom"));
    drag.to = shareOf(drag.view, clientX);
    const from = Math.min(drag.from, drag.to);
    drag.box.style.left = `${from * drag.view.scrollWidth}px`;
    drag.box.style.width = `${Math.abs(drag.to - drag.from) * drag.view.scrollWidth}px`;
  }
});

addEventListener("pointerup", () => {
  const { view, box, from, to } = drag ?? {};
  drag = undefined;
  if (box) {
    box.remove();
    // The end of a drag is no click on the turn under it.
    const stop = event => event.preventDefault();
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, { capture: true }));
    const length = Math.max(Math.abs(to - from), 1 / most);
    zoom(view, `${100 / length}%`);
    view.scrollLeft = Math.min(from, to) * view.scrollWidth;
  }
});

addEventListener("dragstart", event => event.target.closest?.(".strip") && event.preventDefault());
const reset = () => document.querySelectorAll(".strip .view").forEach(view => zoom(view, ""));
addEventListener("click", ({ target }) => target.closest?.(".strip .button") && reset());
addEventListener("keydown", ({ key }) => {
  if (key === "Escape") {
    drag?.box?.remove();
    drag = undefined;
    reset();
  }
});
