// Follows an event stream. Unlike an EventSource it reads the status of a refusal, detects silence, and closes the connection while the page is hidden: browsers have few.
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
const seen = () => new Promise(resolve => {
  const look = () => document.hidden || (document.removeEventListener("visibilitychange", look), resolve());
  document.addEventListener("visibilitychange", look);
  look();
});

/** Keeps numbers as they were written: those of JavaScript are not exact beyond 2^53. */
const exact = (_, value, source) => typeof value === "number" && source?.source !== undefined && String(value) !== source.source && JSON.rawJSON ? JSON.rawJSON(source.source) : value;

/** Runs until the stream is refused ("ended" if it was open). Calls told(event, data) and state("connecting" | "live" | "lost" | "ended" | "refused"). */
export async function follow(address, told, state) {
  let [last, place] = ["connecting"];
  for (;;) {
    await seen();
    const stop = new AbortController();
    const hide = () => document.hidden && stop.abort();
    document.addEventListener("visibilitychange", hide);
    let [silence, wait] = [setTimeout(() => stop.abort(), 45e3), 2e3];
    try {
      state(last);
      // Redirects to the host's sign-in page are not followed: it would be parsed as a stream.
      const answer = await fetch(address, { headers: place && { "Last-Event-ID": place }, cache: "no-store", redirect: "manual", signal: stop.signal });
      if (answer.ok) {
        state("live");
        let rest = "";
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let part; !(part = await reader.read()).done;) {
          clearTimeout(silence);
          silence = setTimeout(() => stop.abort(), 45e3);
          const blocks = (rest + part.value).split("\n\n");
          rest = blocks.pop();
          for (const block of blocks) {
            const lines = new Map(block.split("\n").map(line => [line.split(": ", 1)[0], line.slice(line.indexOf(": ") + 2)]));
            place = lines.get("id") ?? place;
            const event = lines.get("event");
            // After "end" the stream is reopened: the sign-in may have been renewed, and otherwise the request is refused. "position" has only an ID.
            event && !/^end|^pos/.test(event) && told(event, JSON.parse(lines.get("data"), exact));
          }
        }
      } else if (answer.status < 500 && answer.status !== 429) {
        return state(place ? "ended" : "refused");
      } else {
        wait = 1e3 * (+answer.headers.get("Retry-After") || 5);
      }
    } catch (failure) {
      if (!stop.signal.aborted && !(failure instanceof TypeError)) {
        throw failure;
      }
    } finally {
      clearTimeout(silence);
      document.removeEventListener("visibilitychange", hide);
      stop.abort();
    }
    last = "lost";
    if (!document.hidden) {
      state(last);
      await pause(wait);
    }
  }
}
