// Calls every operation with the client that openapi-fetch makes of the types of openapi-typescript, prints what arrived, and keeps each answer in answers.json,
// for validate.mjs: operations.js <address> <key> <key of a reader>
import { writeFileSync } from "node:fs";
import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema.js";

const [baseUrl, key, readerKey] = process.argv.slice(2);
const answers: object[] = [];
const keep: Middleware = {
  async onResponse({ schemaPath, request, response }) {
    const type = response.headers.get("Content-Type");
    if (type && !type.startsWith("text/event-stream")) {
      answers.push({ path: schemaPath, method: request.method.toLowerCase(), status: response.status, type: type.split(";")[0], body: await response.clone().text() });
    }
  },
};
const clientOf = (used: string) => {
  const client = createClient<paths>({ baseUrl, headers: { "X-API-KEY": used } });
  client.use(keep);
  return client;
};
const { GET, POST, PUT, DELETE } = clientOf(key);

function ok<T>(answer: { data?: T; error?: unknown; response: Response }): NonNullable<T> {
  if (answer.error !== undefined || !answer.response.ok) {
    throw new Error(`${answer.response.status} ${answer.response.url}: ${JSON.stringify(answer.error)}`);
  }
  return answer.data as NonNullable<T>;
}

const id = "conv-busy";
const turn = { path: { id, ordinal: 1 } };
const of = { params: { path: { id } } };
const project = { path: { agentId: "bookings", conversationId: id } };

// Conversations
ok(await GET("/convlog/v1/health"));
const list = ok(await GET("/convlog/v1/conversations", { params: { query: { environment: "pre-release" } } }));
const conversation = ok(await GET("/convlog/v1/conversations/{id}", of));
ok(await GET("/convlog/v1/conversations/{id}", { params: { path: { id: "conv-canaries" } } }));
ok(await POST("/convlog/v1/lookup", { body: { user_id: "jane" } }));
ok(await GET("/convlog/v1/conversations/{id}/entries", { params: { path: { id }, query: { level: "info" } } }));
ok(await GET("/convlog/v1/facets", { params: { query: { function: "save_guest" } } }));
ok(await GET("/convlog/v1/search", { params: { query: { q: "table" } } }));
ok(await GET("/convlog/v1/agents"));
const { users } = ok(await GET("/convlog/v1/users"));
ok(await GET("/convlog/v1/users/{user}/conversations", { params: { path: { user: users[0].pseudonym } } }));
const view = ok(await POST("/convlog/v1/views", { body: { name: "Unread", query: "is_unread=true", of: "me" } }));
ok(await GET("/convlog/v1/views", { params: { query: { counts: true } } }));
ok(await PUT("/convlog/v1/views/{id}", { params: { path: { id: view.id } }, body: { name: "Mine", query: "assigned=me", version: view.version } }));
ok(await DELETE("/convlog/v1/views/{id}", { params: { path: { id: view.id } } }));

// Feedback, annotations, scores, labels
ok(await PUT("/convlog/v1/conversations/{id}/turns/{ordinal}/feedback", { params: turn, body: { source: "team", rating: "like", comment: "Good." } }));
ok(await GET("/convlog/v1/feedback", { params: { query: { source: "team" } } }));
ok(await DELETE("/convlog/v1/conversations/{id}/turns/{ordinal}/feedback", { params: { ...turn, query: { source: "team" } } }));
const annotation = ok(await POST("/convlog/v1/conversations/{id}/turns/{ordinal}/annotations", { params: turn, body: { improved_answer: "a" } }));
const annotated = { params: { path: { ...turn.path, annotation: annotation.id } } };
ok(await PUT("/convlog/v1/conversations/{id}/turns/{ordinal}/annotations/{annotation}", { ...annotated, body: { improved_answer: "b" } }));
ok(await GET("/convlog/v1/annotations"));
ok(await GET("/convlog/v1/export/annotations", { params: { query: { format: "jsonl" } }, parseAs: "text" }));
ok(await DELETE("/convlog/v1/conversations/{id}/turns/{ordinal}/annotations/{annotation}", annotated));
ok(await GET("/convlog/v1/scores/definitions"));
const score = ok(await POST("/convlog/v1/scores", { body: { conversation_id: id, name: "groundedness", value: 0.83, source: "model", scorer: "judge" } }));
const lines = [`{"conversation_id":"${id}","name":"a","value":1}`, '{"conversation_id":"no","name":"a","value":1}'].join("\n");
const imported = ok(await POST("/convlog/v1/scores/import", { body: lines, bodySerializer: text => text, headers: { "Content-Type": "application/x-ndjson" } }));
ok(await DELETE("/convlog/v1/conversations/{id}/scores/{score}", { params: { path: { id, score: score.id! } } }));
ok(await PUT("/convlog/v1/conversations/{id}/labels", { ...of, body: { label: "vip" } }));
ok(await DELETE("/convlog/v1/conversations/{id}/labels", { params: { path: { id }, query: { label: "vip" } } }));
ok(await POST("/convlog/v1/conversations/{id}/notes", { ...of, body: { text: "Called back." } }));
ok(await PUT("/convlog/v1/conversations/{id}/read", of));
ok(await PUT("/convlog/v1/conversations/{id}/assignment", { ...of, body: { assigned_to: "me" } }));
ok(await DELETE("/convlog/v1/conversations/{id}/assignment", of));

// Figures, files, live
ok(await GET("/convlog/v1/statistics", { params: { query: { tz: "Europe/Berlin" } } }));
for (const name of ["conversations", "messages", "users", "interactions", "tokens", "cost", "latency", "tokens_per_second", "satisfaction", "likes_per_thousand_messages",
  "ratings", "errors", "functions", "models", "variants", "time", "scores", "labels", "reasons", "error_messages", "problems"] as const) {
  ok(await GET("/convlog/v1/statistics/{name}", { params: { path: { name } } }));
}
ok(await GET("/convlog/v1/statistics/calls", { params: { query: { kind: "function" } } }));
ok(await GET("/convlog/v1/statistics/calls/details", { params: { query: { name: "save_guest" } } }));
ok(await GET("/convlog/v1/calls", { params: { query: { name: "save_guest", sort: "duration" } } }));
const csv = ok(await GET("/convlog/v1/export/conversations", { params: { query: { format: "csv" } }, parseAs: "text" }));
ok(await GET("/convlog/v1/export/conversations", { params: { query: { format: "jsonl" } }, parseAs: "text" }));
ok(await POST("/convlog/v1/export/lookup", { body: { user_id: "jane" }, parseAs: "text" }));
for (const events of [
  ok(await GET("/convlog/v1/live", { parseAs: "stream" })),
  ok(await GET("/convlog/v1/live/{id}", { ...of, parseAs: "stream" })),
]) {
  await events.cancel();
}

// Managing
ok(await GET("/convlog/v1/access-log"));
ok(await GET("/convlog/v1/access-log/verification"));
ok(await GET("/convlog/v1/alerts"));
const rule = { params: { path: { rule: "Bookings fail" } } };
ok(await PUT("/convlog/v1/alerts/{rule}/silence", { ...rule, body: { duration_seconds: 3600 } }));
ok(await GET("/convlog/v1/alerts"));
ok(await DELETE("/convlog/v1/alerts/{rule}/silence", rule));
const held = { params: { path: { conversation: "conv-42" } } };
ok(await PUT("/convlog/v1/holds/{conversation}", { ...held, body: { reason: "case 7" } }));
ok(await GET("/convlog/v1/holds"));
const erasure = ok(await POST("/convlog/v1/erasures", { body: { conversation_id: "conv-42", reason: "request 12" } }));
ok(await GET("/convlog/v1/erasures"));
ok(await GET("/convlog/v1/erasures/{id}", { params: { path: { id: erasure.id } } }));
const pending = await DELETE("/convlog/v1/holds/{conversation}", held);
ok(await DELETE("/convlog/v1/holds/{conversation}", { params: { ...held.params, query: { confirmed: true } } }));
ok(await GET("/convlog/v1/retention"));
ok(await POST("/convlog/v1/retention/preview"));
ok(await POST("/convlog/v1/retention/runs", { body: { confirmed: true } }));
ok(await GET("/convlog/v1/retention"));

// The compatible API
ok(await GET("/v1/agents/{agentId}/conversations", { params: { path: { agentId: "bookings" } } }));
ok(await GET("/v1/agents/{agentId}/conversations/{conversationId}", { params: project }));
ok(await POST("/v1/agents/{agentId}/conversations/{conversationId}/note", { params: project, body: { note: "Called back on Monday." } }));
ok(await POST("/v1/agents/{agentId}/conversations/{conversationId}/annotation", { params: project, body: { annotations: [{ turnOrdinal: 1, annotation: "a" }] } }));
ok(await GET("/v3/{account_id}/{project_id}/conversations", { params: { path: { account_id: "a", project_id: "p" } } }));
ok(await GET("/v1/{account_id}/{project_id}/conversations", { params: { path: { account_id: "a", project_id: "p" } } }));
ok(await GET("/openapi/v1.json"));
ok(await GET("/convlog/v1/openapi.json"));

// Refusals
const refused: (components["schemas"]["Problem"] | undefined)[] = [
  pending.error,
  (await GET("/convlog/v1/conversations", { params: { query: { limit: 0 } } })).error,
  (await GET("/convlog/v1/conversations/{id}", { params: { path: { id: "none" } } })).error,
  (await clientOf("wrong-key-0123456789").GET("/convlog/v1/agents")).error,
  (await clientOf(readerKey).GET("/convlog/v1/access-log")).error,
  (await POST("/convlog/v1/lookup", { body: { user_id: "jane" }, headers: { "Content-Type": "text/plain" } })).error,
  (await POST("/convlog/v1/conversations/{id}/notes", { ...of, body: { text: "x".repeat(300_000) } })).error,
];
const compatible = [
  (await GET("/v1/agents/{agentId}/conversations", { params: { path: { agentId: "bookings" }, query: { limit: 0 } } })).error,
  (await GET("/v1/agents/{agentId}/conversations/{conversationId}", { params: { path: { agentId: "bookings", conversationId: "none" } } })).error,
  (await clientOf("wrong-key-0123456789").GET("/v1/agents/{agentId}/conversations", { params: { path: { agentId: "bookings" } } })).error,
];

writeFileSync("answers.json", JSON.stringify(answers));
console.log(JSON.stringify({
  totalTokens: list.conversations[0].total_tokens,
  inputTokens: conversation.turns[0].usage?.input_tokens,
  imported,
  csv: csv.slice(0, 30),
  refused: refused.map(problem => [problem?.status, problem?.detail]),
  compatible: compatible.map(failure => failure?.error_message),
}));
