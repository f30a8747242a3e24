// The script of a conversation's page.
import "./base.js";
import "./append.js";
import "./strip.js";

// A form beside the turns leaves them where they are.
addEventListener("submit", ({ target }) => target.closest(".side") && (sessionStorage.y = scrollY));
const { y } = sessionStorage;
y && location.hash && scrollTo(0, y);
delete sessionStorage.y;
