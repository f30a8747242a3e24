// The search box of the list: suggests filters and known values during typing. The suggestions are in the page; the server parses the box, and reads what is
// typed as filters (typed.js).
const input = document.getElementById("q");
const list = document.getElementById("suggestions");

if (input && list) {
  const readings = list.querySelector("[data-readings]");
  let shown = [];
  let at = -1;
  input.role = "combobox";
  input.ariaAutoComplete = "list";
  input.setAttribute("aria-controls", list.id);

  // The word before the caret; within quotation marks it may have spaces.
  const typed = () => /-?(?:[^\s"]|"[^"]*"?)*$/.exec(input.value.slice(0, input.selectionStart))[0];

  const mark = place => {
    at = place;
    shown.forEach((option, index) => option.ariaSelected = index === at);
    shown[at]?.scrollIntoView({ block: "nearest" });
    at < 0 ? input.removeAttribute("aria-activedescendant") : input.setAttribute("aria-activedescendant", shown[at].id);
  };

  const show = (isOpen, chosen) => {
    const word = typed().toLowerCase().replace(/^-|"/g, "");
    const isMatch = text => word.includes(":") ? text.startsWith(word) && text !== word : word ? text.includes(word) : /:$/.test(text);
    const options = [...list.querySelectorAll("[role=option]")];
    const texts = new Set();
    const isNew = ({ parentNode, dataset: { text } }) => (parentNode === readings || isMatch(text.toLowerCase().replace(/"/g, ""))) && texts.size < texts.add(text).size;
    shown = isOpen ? options.filter(isNew).slice(0, word ? 10 : 99) : [];
    options.forEach(option => option.hidden = !shown.includes(option));
    list.hidden = shown.length === 0;
    input.ariaExpanded = !list.hidden;
    mark(shown.indexOf(chosen));
  };

  const choose = option => {
    const word = typed();
    const before = input.value.slice(0, input.selectionStart - word.length) + (word.startsWith("-") ? "-" : "") + option.dataset.text;
    input.value = before + input.value.slice(input.selectionStart);
    input.focus();
    input.setSelectionRange(before.length, before.length);
    before.endsWith(":") ? show(true) : input.form.requestSubmit();
  };

  show(false);
  input.addEventListener("input", () => {
    show(typed() !== "");
    readings && import("./typed.js").then(({ read }) => read(input, typed(), readings, () => show(true, shown[at])));
  });
  input.addEventListener("blur", () => show(false));
  input.addEventListener("keydown", event => {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (steps) {
      list.hidden && show(true);
      shown.length && mark((Math.max(at, steps < 0 ? 0 : -1) + steps + shown.length) % shown.length);
    } else if (event.key === "Escape" && !list.hidden) {
      show(false);
    } else if (event.key === "Enter" && at >= 0) {
      choose(shown[at]);
    } else {
      return;
    }
    event.preventDefault();
  });
  // The box keeps the focus.
  list.addEventListener("mousedown", event => event.preventDefault());
  list.addEventListener("click", ({ target }) => target.closest("li") && choose(target.closest("li")));
}

// A choice applies at once. Empty fields are not sent, except the box: it identifies the form to the server.
for (const form of document.querySelectorAll("form.filter-bar")) {
  const apply = form.querySelector("[type=submit]");
  apply && (apply.hidden = !form.querySelector(".pick input"));
  form.addEventListener("change", ({ target }) => target.matches("select, [type=radio]") && form.requestSubmit());
  form.addEventListener("formdata", ({ formData }) => [...formData].forEach(([name, value]) => value === "" && name !== "find" && formData.delete(name)));
}
