// The live page, newest entries first. While it is paused or scrolled down, new entries wait.
import { count, done, logged, make, mark } from "./page.js";
import { addressOf, moment, put, rowsOf, show, titleOf } from "./rows.js";
import { follow } from "./stream.js";

const tail = document.getElementById("tail");
if (tail) {
  const [most, waiting, known] = [500, [], new Set()];
  const [entries, state, button, kept, none] = [".entries", ".state", "[data-key=p]", ".kept", ".none"].map(place => tail.querySelector(place));
  const more = tail.querySelector(".more button");
  const [running, rows] = [document.getElementById("running"), rowsOf("#running")];
  const home = tail.dataset.conversations;
  const titles = new Map([...rows].map(([id, row]) => [id, row.querySelector(".open:not(:has(> .faint))")?.textContent]));
  let [isPaused, isDrawing, dropped] = [false, false, 0];

  const states = {
    connecting: "Connecting",
    live: "Live",
    lost: "Connection lost. Reconnecting…",
    ended: "Stream ended: you no longer have access. Sign in again.",
    refused: "Access denied. Sign in or reload the page.",
  };
  const say = (name, text) => {
    state.dataset.state = name;
    state.replaceChildren(text);
  };

  const value = given => {
    const raw = given?.rawJSON;
    const kind = given === null ? "null" : raw ? "number" : typeof given === "object" ? "literal" : typeof given === "string" ? "text" : typeof given;
    return make("span", `value ${kind}`, logged(kind === "text" ? `"${given}"` : raw ?? JSON.stringify(given), 120));
  };

  // Field names are only data here, never property names: "__proto__" is a field like any other.
  const chips = (fields, personal) => Object.entries(fields).slice(0, 12)
    .map(([key, given]) => make("span", personal.has(`fields.${key}`) || personal.has(key) ? "field pii" : "field", make("span", "key", logged(key, 60)), value(given)));

  function rowOf({ conversation_id: id, agent_id: agent, turn, function: called, entry, api_response: response }) {
    const [row, told] = [document.getElementById("tail-row").content.firstElementChild.cloneNode(true), entry ?? response];
    const level = entry ? (["error", "warning"].find(name => name === entry.level) ?? "info") : "response";
    row.classList.add(level);
    row.querySelector("time").replaceWith(Object.assign(moment(told.timestamp, tail.dataset.zone), { className: "at" }));
    row.querySelector("time").after(entry ? mark(`mark ${level}`, `m-${level}`, level) : mark("icon mark", "i-api", "API response"));
    const link = row.querySelector(".message");
    link.href = `${addressOf(home, id)}#e-${told.id.replaceAll("-", "")}`;
    link.append(logged(entry ? entry.content : `${response.method} ${response.url}`, 300));
    const isBad = response && (response.status_code < 200 || response.status_code > 299);
    row.querySelector(".what").append(
      ...response ? [make("span", isBad ? "status bad" : "status", response.status_code ? String(response.status_code) : "no response"), make("span", "elapsed", `${count(Math.round(response.elapsed_ms.rawJSON ?? response.elapsed_ms))} ms`)] : [],
      ...chips(told.fields, new Set(told.pii_fields)));
    const of = row.querySelector(".of");
    of.href = addressOf(home, id);
    of.title = id;
    of.dataset.id = id;
    of.append(logged(titles.get(id) ?? id, 60));
    row.querySelector(".from").append(logged(called ?? agent, 40), turn ? ` · turn ${count(turn)}` : "");
    return row;
  }

  function draw() {
    isDrawing = false;
    const isAway = entries.getBoundingClientRect().top < 0 && entries.childElementCount > 0;
    if (!isPaused && !isAway) {
      entries.prepend(...waiting.splice(0).reverse().map(rowOf));
      while (entries.childElementCount > most) {
        entries.lastElementChild.remove();
        dropped++;
      }
    }
    more.hidden = isPaused || waiting.length === 0;
    button.title = isPaused ? "Resume" : "Pause";
    button.lastElementChild.replaceChildren(isPaused && waiting.length ? `Resume (${count(waiting.length)} waiting)` : button.title);
    button.classList.toggle("on", isPaused);
    more.replaceChildren(`Show ${count(waiting.length, "new entry", "new entries")}`);
    none.hidden = entries.childElementCount > 0 || waiting.length > 0;
    kept.hidden = dropped === 0;
    kept.replaceChildren(`Showing the newest ${count(most)} entries. ${count(dropped, "older entry was", "older entries were")} removed from this page.`);
  }

  const drawSoon = () => isDrawing || (isDrawing = true, requestAnimationFrame(draw));

  // The title is the first user message, which may arrive after the first entries.
  function name(id, title) {
    if (title && !titles.get(id)) {
      titles.set(id, title);
      titles.size > 4 * most && titles.delete(titles.keys().next().value);
      [...entries.querySelectorAll(".of")].filter(of => of.dataset.id === id).forEach(of => of.replaceChildren(logged(title, 60)));
    }
  }

  function run(told) {
    name(told.conversation_id, told.title);
    let row = rows.get(told.conversation_id);
    if (!row && told.in_progress) {
      row = document.getElementById("running-row").content.firstElementChild.cloneNode(true);
      row.dataset.conversation = told.conversation_id;
      row.querySelector(".open").href = addressOf(home, told.conversation_id);
      put(row, ".open", titleOf(told));
      put(row, ".c-agent", logged(told.agent_id, 60));
      rows.set(told.conversation_id, row);
      running.prepend(row);
      if (running.childElementCount > running.dataset.most) {
        const last = [...running.children].findLast(other => other.querySelector(".ended")) ?? running.lastElementChild;
        rows.delete(last.dataset.conversation);
        last.remove();
      }
    }
    row && show(row, told);
  }

  const go = () => {
    isPaused = false;
    tail.getBoundingClientRect().top < 0 && tail.scrollIntoView();
    drawSoon();
  };
  more.addEventListener("click", go);
  button.addEventListener("click", () => {
    isPaused = !isPaused;
    drawSoon();
  });
  addEventListener("scroll", () => waiting.length && drawSoon(), { passive: true });
  button.hidden = none.hidden = false;

  follow(tail.dataset.live, (event, told) => {
    const id = (told.entry ?? told.api_response)?.id;
    if (event === "reset") {
      done("Some entries may be missing: the stream could not be resumed.");
    } else if (event === "conversation") {
      run(told);
    } else if (!known.has(id)) {
      known.add(id);
      waiting.push(told);
      known.size > 4 * most && known.delete(known.values().next().value);
      waiting.length > most && waiting.shift() && dropped++;
      drawSoon();
    }
  }, name => say(name, states[name]));
}
