// Follows a stream and prints each event as a line: events.mjs <address> <key>
import { EventSource } from "eventsource";

const [address, key] = process.argv.slice(2);
const source = new EventSource(address, { fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, "X-API-KEY": key } }) });
for (const name of ["position", "entry", "api_response", "conversation", "reset", "end"]) {
  source.addEventListener(name, told => console.log(JSON.stringify({ event: name, id: told.lastEventId, data: JSON.parse(told.data) })));
}
