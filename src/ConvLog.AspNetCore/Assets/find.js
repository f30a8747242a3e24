// The search box: suggests the filters and values of the page, and what the server reads in what is typed (typed.js).
const input = document.getElementById("q");
const list = document.getElementById("suggestions");

if (input && list) {
  const readings = list.querySelector("[data-readings]");
  let shown = [];
  let at = -1;
  input.role = "combobox";
  input.ariaAutoComplete = "list";
  input.setAttribute("aria-controls", list.id);

  // The word before the caret, with spaces only in quotation marks.
  const typed = () => /-?(?:[^\s"]|"[^"]*"?)*$/.exec(input.value.slice(0, input.selectionStart))[0];

  const mark = place => {
    at = place;
    shown.forEach((option, index) => option.ariaSelected = index === at);
    shown[at]?.scrollIntoView({ block: "nearest" });
    at < 0 ? input.removeAttribute("aria-activedescendant") : input.setAttribute("aria-activedescendant", shown[at].id);
  };

  const textOf = option => option.dataset.text ?? option.firstElementChild.textContent;

  const show = (isOpen, chosen) => {
    const word = typed().toLowerCase().replace(/^-|"/g, "");
    const isMatch = text => word.includes(":") ? text.startsWith(word) && text !== word : word ? text.includes(word) : text.endsWith(":");
    const options = [...list.querySelectorAll("li")];
    const texts = new Set();
    const isNew = option => (option.parentNode === readings || isMatch(textOf(option).toLowerCase().replace(/"/g, ""))) && texts.size < texts.add(textOf(option)).size;
    shown = isOpen ? options.filter(isNew).slice(0, word ? 10 : 99) : [];
    options.forEach((option, index) => Object.assign(option, { role: "option", id: "s" + index, hidden: !shown.includes(option) }));
    list.hidden = shown.length === 0;
    input.ariaExpanded = !list.hidden;
    mark(shown.indexOf(chosen));
  };

  const choose = option => {
    const word = typed();
    const before = input.value.slice(0, input.selectionStart - word.length) + (word.startsWith("-") ? "-" : "") + textOf(option);
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
