// Rows of conversations: changes are written into the row, which keeps its position.
import { count, logged, make, mark } from "./page.js";

const zoneOf = element => element.closest("[data-zone]")?.dataset.zone;
const clocks = new Map();

/** A time of day in a time zone. */
export function moment(at, timeZone) {
  if (!clocks.has(timeZone)) {
    clocks.set(timeZone, new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone }));
  }
  const [time, date] = [document.createElement("time"), new Date(at)];
  time.dateTime = time.title = date.toISOString();
  time.append(clocks.get(timeZone).format(date));
  return time;
}

/** Replaces the content of a part of a row. */
export const put = (row, place, ...content) => row.querySelector(place)?.replaceChildren(...content);
const marked = (level, name, n) => n > 0 ? [mark(`mark ${level}`, `m-${level}`, name), count(n)] : [];

const noticed = ({ problems: { total }, warning_count: warnings }) => total > 0 ? [mark("mark error", "m-error", "Error"), count(total, "problem", "problems")]
  : warnings > 0 ? [mark("mark warning", "m-warning", "Warning"), count(warnings, "warning", "warnings")] : [];

/** The title of a conversation. */
export const titleOf = told => told.title ? logged(told.title, 160) : make("span", "faint", "No messages yet");

/** Writes a conversation into its row. */
export function show(row, told) {
  const { one, many } = row.querySelector(".c-turns")?.dataset ?? {};
  put(row, ".c-turns", count(told.turn_count, one, many));
  put(row, ".about .noticed", ...noticed(told));
  put(row, ".c-problems .error", ...marked("error", "problems", told.problems.total));
  put(row, ".c-problems .warning", ...marked("warning", "warning", told.warning_count));
  put(row, ".c-tokens", told.total_tokens > 0 ? count(told.total_tokens) : "");
  put(row, ".c-updated", moment(told.last_activity_at, zoneOf(row)));
  if (row.querySelector(".open > .faint")) {
    put(row, ".open", titleOf(told));
  }
  const chip = row.querySelector(".chip.live, .chip.ended");
  if (chip && chip.matches(".live") !== told.in_progress) {
    chip.className = told.in_progress ? "chip live" : "chip ended";
    chip.replaceChildren(...told.in_progress ? [make("span", "pulse"), "Live"] : ["Ended"]);
  }
}

/** The rows of running conversations, by ID. */
export const rowsOf = place => new Map([...document.querySelectorAll(`${place} [data-conversation]`)].map(row => [row.dataset.conversation, row]));

/** The address of a conversation, like ConsolePaths.cs. */
export const addressOf = (home, id) => /^\.{1,2}$|\0/.test(id) ? `${home.slice(0, -1)}?id=${encodeURIComponent(id)}` : home + encodeURIComponent(id.toWellFormed?.() ?? id);
