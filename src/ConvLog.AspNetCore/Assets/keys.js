// Keys: an element with data-key is activated by that key. Where several have it, one in what the address points at goes before the others.
const visible = element => element.checkVisibility();
const keyed = key => [...document.querySelectorAll(":target [data-key], [data-key]")]
  .filter(element => visible(element) && (key === undefined || element.dataset.key === key))
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

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target) || document.querySelector("dialog[open]")) {
    return;
  }
  if (event.key === "?" && help) {
    event.preventDefault();
    showKeys();
    return;
  }
  const [element] = keyed(event.key);
  if (element) {
    event.preventDefault();
    isTyping(element) ? element.focus() : element.click();
  }
});

for (const button of document.querySelectorAll("[data-opens=keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    document.getElementById("nav").matches(":popover-open") && document.getElementById("nav").hidePopover();
    showKeys();
  });
}
