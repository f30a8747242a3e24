// A bar of controls is one stop of the Tab key; the arrow keys move within it.
for (const bar of document.querySelectorAll("[data-bar]")) {
  const all = () => [...bar.querySelectorAll("a[href], button, input")].filter(element => element.checkVisibility());
  const stop = here => all().forEach(element => element.tabIndex = element === here ? 0 : -1);
  stop(bar.querySelector("[aria-current]") ?? all()[0]);
  bar.addEventListener("focusin", ({ target }) => stop(target));
  bar.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step && !event.shiftKey) {
      const controls = all();
      controls[(controls.indexOf(event.target) + step + controls.length) % controls.length]?.focus();
      event.preventDefault();
    }
  });
}
