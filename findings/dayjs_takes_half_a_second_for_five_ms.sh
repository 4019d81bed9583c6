#!/usr/bin/env bash
# Day.js 1.11.23: half a second after nine is 9:00:00.005, unless the text ends in Z; then it is 9:00:00.500.
#
# Text of a moment often comes without the zeros at its end (PostgreSQL, DuckDB and Polars' or R's CSV write .5 or .05).
# Day.js takes the digits after the point for a number of milliseconds: .5, .05 and .005 are one moment, and of presses at
# .49 and .5 the later one is first, by 44 ms. A text with Z goes to the browser's own Date, which is right, as are Luxon
# and date-fns. One in ten moments in milliseconds is up to 0.9 s early; the rest is exact, so that tests on .123 pass.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund dayjs@1.11.23 luxon@3.7.2 date-fns@4.4.0
cat >check.mjs <<'END'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { parseISO } from "date-fns";
import dayjs from "dayjs";
import utc from "dayjs/plugin/utc.js";
import { DateTime } from "luxon";

dayjs.extend(utc);
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
const texts = ["49", "5", "05", "005", "123"].map((digits) => `2026-03-04T09:00:00.${digits}`);
const readers = {
  dayjs: (text) => dayjs(text).millisecond(),
  "dayjs.utc": (text) => dayjs.utc(text).millisecond(),
  "dayjs with Z": (text) => dayjs(`${text}Z`).millisecond(),
  luxon: (text) => DateTime.fromISO(text).millisecond,
  "date-fns": (text) => parseISO(text).getMilliseconds(),
  Date: (text) => new Date(text).getMilliseconds(),
};
console.log("Day.js", version("dayjs"), "Luxon", version("luxon"), "date-fns", version("date-fns"));
for (const [name, read] of Object.entries(readers)) {
  const found = texts.map(read);
  console.log(name.padEnd(12), found);
  const wrong = name === "dayjs" || name === "dayjs.utc";
  assert.deepStrictEqual(found, wrong ? [49, 5, 5, 5, 123] : [490, 500, 50, 5, 123]);
}
const apart = dayjs("2026-03-04T09:00:00.5").diff(dayjs("2026-03-04T09:00:00.49"));
console.log("from .49 to .5:", apart, "ms");
assert.strictEqual(apart, -44);
END
node check.mjs
