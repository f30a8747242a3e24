// The script of pages but a conversation's and the live one.
import "./base.js";
import "./bars.js";
import "./find.js";
import "./list.js";

// Loaded when the pointer or the focus reaches a plot.
["pointerover", "focusin"].forEach(name => addEventListener(name, ({ target }) => target.closest?.("[data-edges]") && import("./brush.js")));

// Undoes the narrowing by a plot; Escape may be pressed before its script is loaded.
addEventListener("click", e => e.target.closest("[data-undo]") && sessionStorage.brushed === location.href && (e.preventDefault(), history.back()));
