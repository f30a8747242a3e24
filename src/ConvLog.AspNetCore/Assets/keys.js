// Keyboard shortcuts: a key activates the element with that data-key. Of several, one inside the target of the address takes precedence, then one of its turn, then
// one outside turns, then that of the last turn: a conversation is rated by how it ended.
import { make } from "./page.js";

const keyed = key => {
  const target = document.querySelector(":target");
  const turn = target?.closest(".turn");
  const rank = element => target?.contains(element) && target !== turn ? 0 : turn?.contains(element) ? 1 : element.closest(".turn") ? 3 : 2;
  return [...document.querySelectorAll("[data-key]")]
    .filter(element => (key === undefined || element.dataset.key === key) && element.checkVisibility())
    .map((element, at) => ({ element, rank: rank(element), at }))
    .sort((a, b) => a.rank - b.rank || (a.rank === 3 ? b.at - a.at : a.at - b.at))
    .map(({ element }) => element);
};
const isTyping = element => element.matches("textarea, select, input:not([type=checkbox], [type=radio])") || element.isContentEditable;
const help = document.getElementById("keys");

function showKeys() {
  const [page, pages] = help.querySelectorAll("dl");
  [page, pages].forEach(list => list.replaceChildren());
  for (const [key, element] of new Map(keyed().reverse().map(element => [element.dataset.key, element]))) {
    const row = make("div", "", make("dt", "", make("kbd", "", /^[A-Z]$/.test(key) ? `Shift+${key}` : key)), make("dd", "", element.title || element.textContent.trim()));
    (key.startsWith("g ") ? pages : page).prepend(row);
  }
  help.showModal();
}

// In a field, Ctrl+Enter sends its form and Escape closes it.
function type({ key, ctrlKey, metaKey, target }) {
  if (key === "Enter" && (ctrlKey || metaKey)) {
    target.form?.requestSubmit();
  } else if (key === "Escape" && target.closest("details.write")) {
    target.closest("details.write").open = false;
    target.blur();
  }
}

let before = "";

addEventListener("keydown", event => {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open], :popover-open")) {
    return;
  }
  const box = (event.ctrlKey || event.metaKey) && event.key === "k" && document.querySelector("[data-key='/']");
  if (box) {
    event.preventDefault();
    box.focus();
    return;
  }
  if (isTyping(event.target)) {
    type(event);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const key = before + event.key;
  before = key === "g" ? "g " : "";
  const [element] = keyed(key);
  const asks = help && event.key === "?";
  if (asks || element) {
    event.preventDefault();
    asks ? showKeys() : isTyping(element) ? element.focus() : element.click();
    const written = element?.matches("summary") && element.parentElement;
    written?.open && [...written.querySelectorAll("input, textarea")].find(field => field.type !== "hidden")?.focus();
  }
});

for (const button of document.querySelectorAll("[data-opens=keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const nav = document.getElementById("nav");
    nav.matches(":popover-open") && nav.hidePopover();
    showKeys();
  });
}

// The target of a link, such as a model call, is expanded, and so are its ancestors.
(onhashchange = () => {
  for (let box = document.querySelector(":target"); box; box = box.parentElement) {
    box.matches("details:not(.long)") && (box.open = true);
  }
})();
