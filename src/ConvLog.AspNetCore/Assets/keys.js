// Keyboard shortcuts: a key activates the element with that data-key. Of several, one inside the target of the address takes precedence.
import { make } from "./page.js";

const keyed = key => [...document.querySelectorAll("[data-key]")]
  .filter(element => element.checkVisibility() && (key === undefined || element.dataset.key === key))
  .sort((a, b) => !a.closest(":target") - !b.closest(":target"));
const isTyping = element => element.matches("textarea, select, input:not([type=checkbox], [type=radio])") || element.isContentEditable;
const help = document.getElementById("keys");

function showKeys() {
  const list = help.querySelector("dl");
  list.querySelectorAll("[data-of-page]").forEach(row => row.remove());
  for (const [key, element] of new Map(keyed().reverse().map(element => [element.dataset.key, element]))) {
    const row = make("div", "", make("dt", "", make("kbd", "", key)), make("dd", "", element.title || element.textContent.trim()));
    row.dataset.ofPage = "";
    list.prepend(row);
  }
  help.showModal();
}

addEventListener("keydown", event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target) || document.querySelector("dialog[open]")) {
    return;
  }
  const [element] = keyed(event.key);
  const asks = help && event.key === "?";
  if (asks || element) {
    event.preventDefault();
    asks ? showKeys() : isTyping(element) ? element.focus() : element.click();
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

// What a link leads to opens, such as a model call.
(onhashchange = () => document.querySelector("details:target")?.setAttribute("open", ""))();
