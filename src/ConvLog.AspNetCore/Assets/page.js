// Shared by all scripts. Logged text always becomes text nodes.

/** The path of the pages, with a slash at the end. */
export const pages = new URL("..", import.meta.url).pathname;
const numbers = new Intl.NumberFormat(document.documentElement.dataset.numbers);

/** A number in the viewer's format, with its noun. */
export const count = (number, one, many) => numbers.format(number) + (one ? ` ${number === 1 ? one : many}` : "");

let cleared;

/** Shows a status message for a few seconds. */
export const done = text => {
  const place = document.getElementById("done");
  place?.replaceChildren(text);
  clearTimeout(cleared);
  cleared = setTimeout(() => place?.replaceChildren(), 6_000);
};

/** Creates an element with text and elements in it. */
export const make = (tag, css, ...content) => {
  const element = document.createElement(tag);
  element.className = css;
  element.append(...content);
  return element;
};

/** Creates an icon of the page's sprite. */
export const mark = (css, id, label) => {
  const [svg, use] = ["svg", "use"].map(tag => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("class", css);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  use.setAttribute("href", `#${id}`);
  svg.append(use);
  return svg;
};

/** Logged text on one line: truncated, isolated, with invisible characters by name, like Printable.cs. */
export const logged = (text, most) => make("bdi", "", (text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…` : text)
  .replace(/\r?\n/g, "↵").replace(/\t/g, " ")
  .replace(/[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]/g, c => `[U+${c.charCodeAt().toString(16).toUpperCase().padStart(4, "0")}]`));
