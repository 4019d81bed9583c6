#!/usr/bin/env bash
# Papa Parse 5.7.1: a file of times and ratings has two columns from nine answers on, and with fewer it has one.
#
# The separator is guessed from the first ten lines, by the mean number of fields in a line. The end of the last line counts
# as a line with one field; with two columns and fewer than ten lines it draws the mean below the limit, and the answer is a
# comma. With semicolons and decimal commas, as Excel writes in half of Europe, "0;3,5" then is "0;3" and something extra,
# and row.rating undefined, only for those who said little. Three columns are found. Set skipEmptyLines or the delimiter.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund papaparse@5.7.1
cat >check.cjs <<'END'
const assert = require("node:assert");
const Papa = require("papaparse");

const file = (answers, ...more) => {
  const lines = Array.from({ length: answers }, (_, second) => [second, "3,5", ...more].join(";"));
  return [["time", "rating", ...more].join(";"), ...lines, ""].join("\n");
};
const columns = (text, options = {}) => Papa.parse(text, { header: true, ...options }).meta.fields.length;
const counts = Array.from({ length: 12 }, (_, index) => index + 1);
const two = counts.map((answers) => columns(file(answers)));
const skipping = counts.map((answers) => columns(file(answers), { skipEmptyLines: true }));
const three = counts.map((answers) => columns(file(answers, "code")));
const few = Papa.parse(file(2), { header: true });
console.log("Papa Parse", require("papaparse/package.json").version);
console.log("answers:             ", counts.join(" "));
console.log("columns of two:      ", two.join(" "));
console.log("with skipEmptyLines: ", skipping.join(" "));
console.log("columns of three:    ", three.join(" "));
console.log("first of two answers:", few.data[0], few.errors[0].code);
assert.deepStrictEqual(two, [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2]);
assert(skipping.every((number) => number === 2) && three.every((number) => number === 3));
assert.deepStrictEqual(few.data[0], { "time;rating": "0;3", __parsed_extra: ["5"] });
END
node check.cjs
