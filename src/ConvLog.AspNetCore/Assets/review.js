// The script of a conversation's page.
import "./base.js";
import "./append.js";
import "./strip.js";

// After a form of the side panel is sent, the same turn is in view.
onsubmit = ({ target }) => target.closest(".side") && (sessionStorage.turn = document.elementFromPoint(400, 300)?.closest(".turn")?.id);
document.getElementById(sessionStorage.turn)?.scrollIntoView();
delete sessionStorage.turn;
