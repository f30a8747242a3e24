// Coming and leaving: a text that was not sent is not lost without a question, and Back does not show a page that the browser kept.
let isSent = false;

addEventListener("submit", event => isSent = !event.defaultPrevented);
addEventListener("beforeunload", event => !isSent
  && [...document.querySelectorAll("textarea")].some(text => text.offsetParent && text.value !== text.defaultValue) && event.preventDefault());

// A ticket is used up once its page is shown, so the address is again that of the page.
const { href } = location;
history.replaceState(null, "", href.replace(/[?&]reveal=[\w-]*/, ""));

// The cookie of a session does not come with a link on another site, nor with a reload in Firefox, but with a request by this page for another address. The
// answer to that does not request it again.
if (document.documentElement.dataset.again === "") {
  history.replaceState(null, "", "?again");
  location.replace(href);
}

// Such a page may show personal data after signing out. Without its fragment, the address is loaded again.
addEventListener("pageshow", ({ persisted }) => persisted && location.replace(location.href.split("#")[0]));
