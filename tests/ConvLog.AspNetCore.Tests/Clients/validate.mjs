// Validates the answers that operations.js has kept against the document, in ajv's strict mode: validate.mjs <document> <answers>
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

const [document, answers] = process.argv.slice(2).map(file => JSON.parse(readFileSync(file, "utf8")));
const ajv = new Ajv2020({ strict: true, strictRequired: true, allErrors: true });
formats.default(ajv);
ajv.addKeyword("x-ms-primary-error-message");

const local = schema => JSON.parse(JSON.stringify(schema).replaceAll("#/components/schemas/", "#/$defs/"));
const $defs = local(document.components.schemas);
const compiled = new Map();
const validatorOf = schema => {
  const text = JSON.stringify(schema);
  compiled.has(text) || compiled.set(text, ajv.compile({ ...local(schema), $defs }));
  return compiled.get(text);
};

const [wrong, seen] = [[], new Set()];
for (const { path, method, status, type, body } of answers) {
  const answer = document.paths[path][method].responses[status];
  const response = answer?.$ref ? document.components.responses[answer.$ref.split("/").at(-1)] : answer;
  const content = response?.content?.[type];
  const place = `${method} ${path} ${status} ${type}`;
  if (!content) {
    wrong.push(`${place}: not in the document`);
    continue;
  }
  seen.add(place);
  const schema = content["x-line"] ?? content.schema;
  const values = type === "application/x-ndjson" ? body.trim().split("\n").map(line => JSON.parse(line)) : type === "text/csv" ? [body] : [JSON.parse(body)];
  for (const value of values) {
    const validate = validatorOf(schema);
    validate(value) || wrong.push(...validate.errors.map(error => `${place}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`));
  }
}
// What a reader never receives compiles, too.
for (const methods of Object.values(document.paths)) {
  for (const { parameters = [], requestBody, responses } of Object.values(methods)) {
    parameters.forEach(({ schema }) => validatorOf(schema));
    [requestBody, ...Object.values(responses)].flatMap(holder => Object.values(holder?.content ?? {}))
      .forEach(({ schema, "x-line": line, "x-events": events = {} }) => [schema, line ?? schema, ...Object.values(events)].forEach(validatorOf));
  }
}
console.log(JSON.stringify({ wrong, seen: [...seen] }));
