// Copies the text of data-copy, a redacted text from the server, the permanent address of a part of the page, or an entry's text. Browsers permit it on HTTPS and localhost.
import { done, pages } from "./page.js";

if (navigator.clipboard) {
  const copied = (promise, what) => promise.then(() => done(`${what} copied`), () => done("The browser blocked copying"));
  const copy = (text, what) => copied(navigator.clipboard.writeText(text), what);
  // A promise, since a browser forgets the click while it waits for a response.
  const fetched = (address, what) => copied(navigator.clipboard.write([new ClipboardItem({
    "text/plain": fetch(address).then(answer => answer.ok ? answer.text() : Promise.reject(answer)).then(text => new Blob([text], { type: "text/plain" })),
  })]), what);
  const copier = document.getElementById("copy-entry")?.content.firstElementChild.cloneNode(true);
  const unhide = () => document.querySelectorAll("[data-copy]").forEach(button => button.hidden = false);
  unhide();
  addEventListener("appended", unhide);

  // One group of buttons for all entries: it moves to the entry with the pointer or the focus.
  const offer = ({ target }) => {
    const links = target.closest?.(".entry")?.querySelector(".links");
    if (copier && links && copier.parentNode !== links && !copier.contains(document.activeElement)) {
      links.prepend(copier);
    }
  };
  addEventListener("pointerover", offer);
  addEventListener("focusin", offer);

  // A call, entry or turn is found by its ID alone, whatever list the page was opened from and whichever part of the conversation it is in.
  const work = document.querySelector(".work");
  const permanent = hash => {
    const link = new URL(work.dataset.link, location);
    const id = decodeURIComponent(hash).match(/^#[fme]-(.+)$/)?.[1];
    id && link.searchParams.set("at", id);
    link.hash = hash;
    return link.href;
  };

  addEventListener("click", event => {
    const { target } = event;
    const button = target.closest("[data-copy]");
    const link = target.closest("a[title^='Copy link']");
    const text = target.closest("[data-copies]");
    if (button) {
      copy(button.dataset.copy, "Text");
    } else if (text) {
      event.preventDefault();
      fetched(text.href, text.dataset.copies);
    } else if (copier?.contains(target)) {
      const [entry, format] = [copier.closest(".entry"), target.closest("[data-format]")?.dataset.format];
      const query = new URLSearchParams({ id: work.dataset.id, at: entry.id.slice(2), as: format ?? "" });
      format ? fetched(`${pages}copy?${query}`, "Entry") : copy(entry.querySelector(".what").innerText.replace(/\s+/g, " ").trim(), "Entry");
    } else if (link && work) {
      link.hash || event.preventDefault();
      copy(permanent(link.hash), "Link");
    }
  });
}
