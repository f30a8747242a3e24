// Offers to load data that has arrived since the page was rendered; the page itself does not change while it is read. For running conversations see append.js.
import { count, make } from "./page.js";
import { rowsOf, show } from "./rows.js";
import { follow } from "./stream.js";

/** Shows a link to new content. */
export const say = (fresh, text, href = fresh.dataset.again) => {
  const link = make("a", "button", text);
  link.href = href;
  fresh.replaceChildren(link);
};

const fresh = document.querySelector(".fresh[data-live]:not([data-of=conversation])");
if (fresh) {
  const { of, since, live } = fresh.dataset;
  const [rows, news] = [rowsOf(".list"), new Set()];

  follow(live, (event, told) => {
    const id = (told.entry ?? told.api_response)?.id.replaceAll("-", "");
    if (of === "revealed") {
      id && !document.getElementById(`e-${id}`) && news.add(id);
      (news.size || event === "conversation") && say(fresh, news.size ? `Load ${count(news.size, "new entry", "new entries")}` : "Load updates");
    } else if (event === "conversation" && rows.has(told.conversation_id)) {
      show(rows.get(told.conversation_id), told);
    } else if (event === "conversation" && of === "list" && new Date(told.started_at) > new Date(since)) {
      news.add(told.conversation_id);
      say(fresh, `Show ${count(news.size, "new conversation", "new conversations")}`);
    }
  }, state => fresh.dataset.state = state);
}
