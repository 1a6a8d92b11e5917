// Reads the Power Query examples of a page with Microsoft's own parser: node queries.mjs PAGE
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { DefaultSettings, TaskUtils } = createRequire(import.meta.url)("@microsoft/powerquery-parser");
const read = (code) => TaskUtils.tryLexParse(DefaultSettings, code);

const page = readFileSync(process.argv[2], "utf8");
const queries = [...page.matchAll(/```powerquery\n(.*?)```/gs)].map(([, code]) => code);
assert.ok(queries.length >= 2, "the page has queries");
for (const query of queries) {
  const { stage, resultKind, error } = await read(query);
  assert.deepEqual([stage, resultKind], ["Parse", "Ok"], `${error?.message}\n${query}`);
  // The reader does find faults.
  const broken = await read(query.replace(/\bin\b/, ""));
  assert.equal(broken.resultKind, "Error", query);
}
console.log(`pulling: ${queries.length} queries for Excel are well-formed`);
