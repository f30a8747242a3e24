// The page of a running conversation grows in place: it is fetched again when new data arrives, and its new parts are inserted.
import { count, done, make } from "./page.js";
import { say } from "./fresh.js";
import { follow } from "./stream.js";

const fresh = document.querySelector(".fresh[data-of=conversation]");
if (fresh) {
  const { again, live } = fresh.dataset;
  const ask = () => say(fresh, "Load updates");
  const isSame = (a, b) => a.textContent === b.textContent && a.querySelectorAll("*").length === b.querySelectorAll("*").length;
  // Parts that have the focus, an open form, a selection or a zoom are not replaced.
  const isInUse = part => part.contains(document.activeElement) || part.querySelector("details.write[open], svg[style]")
    || (!getSelection().isCollapsed && getSelection().containsNode(part, true));

  async function append() {
    const answer = await fetch(again, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const thread = document.querySelector(".thread");
    if (!answer.ok || !thread || !page.querySelector(".thread")) {
      ask();
      return;
    }
    const known = new Set([...thread.querySelectorAll("[id]")].map(part => part.id));
    const isAtEnd = innerHeight + scrollY > document.documentElement.scrollHeight - 80;
    let [last, kept] = [null, 0];
    for (const part of page.querySelectorAll("h1, #problems, #strip, #about, .thread > [id]")) {
      const there = part.id ? document.getElementById(part.id) : document.querySelector(part.localName);
      if (!there && part.matches(".thread > *")) {
        last ? last.after(part) : thread.prepend(part);
        thread.querySelector(".empty")?.remove();
      } else if (!there) {
        kept++;
      } else if (!isSame(there, part)) {
        if (isInUse(there)) {
          kept++;
        } else {
          there.querySelectorAll("details[id]").forEach(box => part.querySelector(`#${CSS.escape(box.id)}`)?.toggleAttribute("open", box.open));
          there.replaceWith(part);
        }
      }
      last = part.id.match(/^([th]\d+|before|outside)$/) ? document.getElementById(part.id) : last;
    }
    const [counts, places] = [page, document].map(of => of.querySelectorAll(".layer .count"));
    places.forEach((place, at) => place.replaceChildren(counts[at]?.textContent ?? ""));
    page.querySelector(".chip.live") || document.querySelector(".chip.live")?.replaceWith(page.querySelector(".chip.end") ?? make("span", "chip ended", "Ended"));
    dispatchEvent(new Event("appended"));
    const added = [...thread.querySelectorAll("[id].entry, [id].turn")].filter(part => !known.has(part.id));
    if (kept) {
      ask();
    } else if (added.length && isAtEnd) {
      scrollTo(0, document.documentElement.scrollHeight);
      done(count(added.length, "new entry", "new entries"));
    } else if (added.length) {
      say(fresh, `Show ${count(added.length, "new entry", "new entries")}`, `#${added[0].id}`);
    }
  }

  // In turn, so that an older answer never replaces a newer one.
  let [timer, queue] = [0, Promise.resolve()];
  const appendSoon = () => timer ||= setTimeout(() => {
    timer = 0;
    queue = queue.then(append).catch(ask);
  }, 400);
  fresh.addEventListener("click", ({ target }) => target.hash && target.pathname === location.pathname && fresh.replaceChildren());

  follow(live, appendSoon, state => fresh.dataset.state = state);
}
