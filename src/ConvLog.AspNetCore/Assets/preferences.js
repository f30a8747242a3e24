// Saves the layers when they are switched, and the browser's time zone for the next page.
import { done, pages } from "./page.js";

for (const form of document.querySelectorAll("form[action$='/preferences/layers']")) {
  form.querySelector("[type=submit]").hidden = true;
  form.addEventListener("change", () => {
    const body = new URLSearchParams(new FormData(form));
    // The response is not shown.
    body.delete("return");
    fetch(form.action, { method: "POST", body, keepalive: true }).then(answer => answer.ok || Promise.reject(answer)).catch(() => done("The layers could not be saved"));
  });
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.split("; ").includes(`convlog-zone-auto=${zone}`)) {
  const path = pages.slice(0, -1) || pages;
  document.cookie = `convlog-zone-auto=${zone}; path=${path}; max-age=31536000; samesite=strict${location.protocol === "https:" ? "; secure" : ""}`;
}
