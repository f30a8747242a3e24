// Reads exported files with DuckDB and prints the types of their columns and their rows: exports.mjs <[[name, source]]>
import { DuckDBInstance } from "@duckdb/node-api";

const connection = await (await DuckDBInstance.create()).connect();
await connection.run("SET TimeZone = 'UTC'");
const read = async sql => (await connection.runAndReadAll(sql)).getRowObjectsJson();
const printed = {};
for (const [name, source] of JSON.parse(process.argv[2])) {
  const columns = await read(`DESCRIBE SELECT * FROM ${source}`);
  const rows = await read(`SELECT * FROM ${source}`);
  printed[name] = { types: Object.fromEntries(columns.map(({ column_name, column_type }) => [column_name, column_type])), rows };
}
console.log(JSON.stringify(printed));
