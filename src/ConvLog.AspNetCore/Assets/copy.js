// Copies the text of data-copy, the address of a link to a part of the page, or an entry's text. Browsers permit it on HTTPS and on localhost.
import { done } from "./page.js";

if (navigator.clipboard) {
  const copy = (text, what) => navigator.clipboard.writeText(text).then(() => done(`${what} copied`), () => done("The browser blocked copying"));
  const copier = document.getElementById("copy-entry")?.content.firstElementChild.cloneNode(true);
  document.querySelectorAll("[data-copy]").forEach(button => button.hidden = false);

  // One button for all entries: it moves to the entry with the pointer or the focus.
  const offer = ({ target }) => {
    const links = target.closest?.(".entry")?.querySelector(".links");
    if (copier && links && copier.parentNode !== links && document.activeElement !== copier) {
      links.prepend(copier);
    }
  };
  addEventListener("pointerover", offer);
  addEventListener("focusin", offer);

  addEventListener("click", ({ target }) => {
    const button = target.closest("[data-copy]");
    const link = target.closest("a[title^='Copy link']");
    if (button) {
      copy(button.dataset.copy, "Text");
    } else if (copier?.contains(target)) {
      copy(copier.closest(".entry").querySelector(".what").innerText.replace(/\s+/g, " ").trim(), "Entry");
    } else if (link) {
      copy(link.href, "Link");
    }
  });
}
