// Joins and shrinks the scripts of collect's pages: node shrink.mjs FOLDER writes, of the sources in FOLDER/script, the
// respondent's page's FOLDER/script.min.js, for a tablet that many use FOLDER/script.kiosk.min.js, and the conversation form's
// FOLDER/conversation.min.js.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";

const [folder] = process.argv.slice(2);
const screens = ["tools", "conditions", "screens", "groups", "showing", "faults", "review", "sending", "keeping", "aloud", "start"];
const made = {
  "script.min.js": screens,
  "script.kiosk.min.js": [...screens, "kiosk"],
  "conversation.min.js": ["tools", "conditions", "groups", "faults", "sending", "keeping", "conversation", "shortcuts"],
};
for (const [name, files] of Object.entries(made)) {
  const joined = files.map((file) => readFileSync(`${folder}/script/${file}.js`, "utf8")).join("");
  const KIOSK = files.includes("kiosk"), TALK = files.includes("conversation");
  // Browsers that know modules but not this syntax leave the form as it is.
  const { code } = await minify(joined, { module: true, ecma: 2020, compress: { passes: 3, unsafe_arrows: true, global_defs: { KIOSK, TALK } }, mangle: true });
  const digest = createHash("sha256").update(joined).digest("hex").slice(0, 16);
  writeFileSync(`${folder}/${name}`, `// ${digest}\n${code}\n`);
}
