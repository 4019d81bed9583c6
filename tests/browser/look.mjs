// Opens a page in Chromium and prints as JSON what a person would not see: messages of the
// console, requests, and what axe-core finds. Usage: node look.mjs BROWSER PAGE WIDTH SCHEME [PNG]
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import path from "node:path";

const require = createRequire(path.join(process.cwd(), "package.json"));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [browser, page, width, scheme, png] = process.argv.slice(2);
const address = pathToFileURL(page).href;
const running = await puppeteer.launch({
  executablePath: browser,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
try {
  const tab = await running.newPage();
  const messages = [];
  const requests = [];
  tab.on("console", (one) => messages.push(one.text()));
  tab.on("pageerror", (one) => messages.push(String(one)));
  tab.on("request", (one) => {
    if (one.url() !== address && !one.url().startsWith("data:")) requests.push(one.url());
  });
  await tab.setViewport({ width: Number(width), height: 900 });
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await tab.goto(address, { waitUntil: "load" });
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
  const text = await tab.evaluate(() => document.body.innerText);
  const broken = await tab.evaluate(() =>
    [...document.querySelectorAll('a[href^="#"]')]
      .map((one) => one.getAttribute("href").slice(1))
      .filter((name) => !document.getElementById(name)),
  );
  if (png) await tab.screenshot({ path: png, fullPage: process.env.FULL === "1" });
  // What is closed is to be readable, too.
  await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  await tab.evaluate(axe);
  const found = await tab.evaluate(() => globalThis.axe.run(document));
  const violations = found.violations.map((one) => ({
    id: one.id,
    help: one.help,
    count: one.nodes.length,
    first: one.nodes[0].html.slice(0, 300),
    why: one.nodes[0].failureSummary,
  }));
  // A landscape page of A4 is 1040 pixels wide between its margins.
  await tab.setViewport({ width: 1040, height: 740 });
  await tab.emulateMediaType("print");
  const printed = await tab.evaluate(() =>
    Math.max(0, ...[...document.querySelectorAll("table, svg")].map((one) => one.getBoundingClientRect().right)),
  );
  const paper = await tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
  console.log(JSON.stringify({ messages, requests, violations, broken, wide, text, printed, paper }));
} finally {
  await running.close();
}
