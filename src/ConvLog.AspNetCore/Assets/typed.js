// The server reads a typed word as filters, and counts the list with each of them, once typing pauses. A failure leaves the box without these suggestions.
import { make } from "./page.js";

let paused, request;

const optionOf = ({ text, help, count }) => {
  const option = make("li", "", make("b", "", text), make("span", "", help), make("span", "n", count));
  // The box adds the sign again.
  option.dataset.text = text.replace(/^-/, "");
  return option;
};

/** Fills a place with the readings of a word of the box. */
export function read(input, word, place, show) {
  clearTimeout(paused);
  request?.abort();
  const fill = (...options) => {
    place.replaceChildren(...options);
    word && document.activeElement === input && show();
  };
  fill();
  const start = input.selectionStart - word.length;
  const query = new URLSearchParams(new FormData(input.form));
  query.set(input.name, input.value.slice(0, start) + input.value.slice(start + word.length));
  query.set("typed", word);
  paused = word && setTimeout(() => {
    request = new AbortController();
    fetch(`${place.dataset.readings}?${query}`, { signal: request.signal })
      .then(answer => answer.ok ? answer.json() : [])
      .then(found => fill(...found.map(optionOf)))
      .catch(() => {});
  }, 150);
}
