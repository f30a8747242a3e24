// Coming and leaving: a text that was not sent is not lost without a question, and Back does not show a page that the browser kept.
let isSent = false;
const isWritten = text => text.offsetParent && text.value !== text.defaultValue;

addEventListener("submit", event => isSent = !event.defaultPrevented);
addEventListener("beforeunload", event => !isSent && [...document.querySelectorAll("textarea")].some(isWritten) && event.preventDefault());

// The cookie of a session does not come with a link on another site, but with a request of this page; tried once.
if (document.documentElement.dataset.again === "" && performance.getEntriesByType("navigation")[0]?.type !== "reload") {
  location.reload();
}

// A ticket is used up once its page is shown, so the address is again that of the page.
history.replaceState(null, "", location.href.replace(/[?&]reveal=[\w-]*/, ""));

// Such a page may show personal data after signing out. Without its fragment, the address is loaded again.
addEventListener("pageshow", ({ persisted }) => persisted && location.replace(location.href.split("#")[0]));
