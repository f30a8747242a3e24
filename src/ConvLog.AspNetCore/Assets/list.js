// Shortcuts of the list: j and k move from row to row, x selects (data-key of its buttons). Enter opens the row, whose link has the focus.
import { count, make } from "./page.js";

// The counts of saved views take longer than the list.
const views = document.querySelector("[data-counts]");
views && fetch(views.dataset.counts).then(answer => answer.ok ? answer.json() : {}).then(counts => {
  for (const link of views.querySelectorAll("[data-view]")) {
    const [all, unread] = counts[link.dataset.view] ?? [];
    all && link.querySelector(".n").append(all, ...(unread && unread !== "0" ? [" · ", make("b", "", unread), " unread"] : []));
  }
}, () => {});

const rows = [...document.querySelectorAll(".grid tbody tr")];
const keys = document.querySelector(".row-keys");
if (keys && rows.length) {
  let at = -1;
  const all = document.querySelector("[data-all]");
  const picks = [...document.querySelectorAll(".c-pick [name]")];
  const counted = () => {
    const selected = picks.filter(pick => pick.checked).length;
    all.checked = selected === picks.length;
    document.querySelector(".selected-count").replaceChildren(`${count(selected)} selected`);
  };
  keys.hidden = false;
  addEventListener("focusin", ({ target }) => {
    const row = rows.indexOf(target.closest("tr"));
    at = row < 0 ? at : row;
  });
  keys.addEventListener("click", ({ target }) => {
    const { step, pick } = target.closest("button")?.dataset ?? {};
    if (step) {
      rows[Math.min(Math.max(at + Number(step), 0), rows.length - 1)].querySelector(".open").focus();
    } else if (pick !== undefined) {
      rows[Math.max(at, 0)].querySelector(".c-pick input").click();
    }
  });
  if (all) {
    all.hidden = false;
    counted(); // A browser may restore the selection.
    all.addEventListener("change", () => picks.forEach(pick => pick.checked = all.checked));
    addEventListener("change", counted);
  }
}
