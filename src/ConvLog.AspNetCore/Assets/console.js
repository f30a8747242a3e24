// The script of every page but that of a conversation and the live one.
import "./base.js";
import "./find.js";
import "./list.js";

// That of plots is loaded when the pointer or the focus comes to one, and where a page is narrowed to a part of one.
const plots = () => import("./brush.js");
document.querySelector("[data-undo]") && plots();
["pointerover", "focusin"].forEach(name => addEventListener(name, ({ target }) => target.closest?.("[data-edges]") && plots()));
