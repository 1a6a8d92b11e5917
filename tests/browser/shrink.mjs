// Joins and shrinks the script of the respondent's page: node shrink.mjs FOLDER writes FOLDER/script.min.js, and for a tablet
// that many use FOLDER/script.kiosk.min.js, of the sources in FOLDER/script.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";

const [folder] = process.argv.slice(2);
const sources = ["tools", "conditions", "screens", "sending", "keeping", "aloud", "start"];
for (const [name, files] of [["script.min.js", sources], ["script.kiosk.min.js", [...sources, "kiosk"]]]) {
  const joined = files.map((file) => readFileSync(`${folder}/script/${file}.js`, "utf8")).join("");
  // Browsers that know modules but not this syntax leave the form as it is.
  const { code } = await minify(joined, { module: true, ecma: 2020, compress: { passes: 3, unsafe_arrows: true, global_defs: { KIOSK: files.includes("kiosk") } }, mangle: true });
  const digest = createHash("sha256").update(joined).digest("hex").slice(0, 16);
  writeFileSync(`${folder}/${name}`, `// ${digest}\n${code}\n`);
}
