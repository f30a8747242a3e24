// Preferences that keep themselves: layers as they are switched, and the browser's time zone for the next page.
for (const form of document.querySelectorAll("form[action$='/preferences/layers']")) {
  form.querySelectorAll("[type=submit]").forEach(button => button.hidden = true);
  form.addEventListener("change", () => {
    const body = new URLSearchParams(new FormData(form));
    body.delete("return"); // It goes nowhere.
    fetch(form.action, { method: "POST", body, keepalive: true }).then(answer => answer.ok || Promise.reject(answer)).catch(() => done("The layers could not be saved"));
  });
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.split("; ").includes(`convlog-zone-auto=${zone}`)) {
  const path = pages.length > 1 ? pages.slice(0, -1) : pages;
  document.cookie = `convlog-zone-auto=${zone}; path=${path}; max-age=31536000; samesite=strict${location.protocol === "https:" ? "; secure" : ""}`;
}
