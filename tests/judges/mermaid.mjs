// Parses every Mermaid chart of Markdown files with Mermaid's own parser, and says what it objects to.
// In: the folder that has the packages, and on standard input a list of files a line, as JSON. Out: one JSON object a line: first the versions, then
// how many charts the files of a line have, or what is wrong with them. With `--version` it says the versions and ends.
// Mermaid wants a browser's `document` even to parse; jsdom is one.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const is_asked = process.argv[2] === "--version";
const folder = is_asked ? process.cwd() : process.argv[2];
const require = createRequire(folder + "/");
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import(pathToFileURL(require.resolve("mermaid")));

const versions = ["mermaid", "jsdom"].map((name) => {
  const text = readFileSync(`${folder}/node_modules/${name}/package.json`, "utf8");
  return `${name} ${JSON.parse(text).version}`;
});
if (is_asked) {
  console.log(versions.join(", "));
  process.exit(0);
}
console.log(JSON.stringify({ version: versions.join(", ") }));
for await (const line of createInterface({ input: process.stdin })) {
  let charts = 0;
  const wrong = [];
  for (const file of JSON.parse(line)) {
    for (const [, chart] of readFileSync(file, "utf8").matchAll(/^```mermaid\n(.*?)^```$/gms)) {
      charts += 1;
      await mermaid.parse(chart).catch((error) => wrong.push(`${file}: ${error.message}`));
    }
  }
  console.log(JSON.stringify(wrong.length ? { wrong: wrong.join("\n") } : { charts }));
}
