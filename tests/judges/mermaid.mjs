// Parses every Mermaid chart of the Markdown files that are named, with Mermaid's own parser, and says what it objects to.
// Mermaid wants a browser's `document` even to parse; jsdom is one.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.cwd() + "/");
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import(pathToFileURL(require.resolve("mermaid")));

if (process.argv[2] === "--version") {
  const versions = ["mermaid", "jsdom"].map((name) => {
    const text = readFileSync(`node_modules/${name}/package.json`, "utf8");
    return `${name} ${JSON.parse(text).version}`;
  });
  console.log(versions.join(", "));
  process.exit(0);
}
let charts = 0;
const wrong = [];
for (const file of process.argv.slice(2)) {
  for (const [, chart] of readFileSync(file, "utf8").matchAll(/^```mermaid\n(.*?)^```$/gms)) {
    charts += 1;
    await mermaid.parse(chart).catch((error) => wrong.push(`${file}: ${error.message}`));
  }
}
console.log(wrong.length ? wrong.join("\n") : charts);
process.exit(wrong.length ? 1 : 0);
