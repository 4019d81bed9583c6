#!/usr/bin/env bash
# tidyjs 2.6.1: after a join the times of ratings are those of messages, wherever there was a message.
#
# Ratings and messages both have a column "time". dplyr, whose verbs tidyjs has, and pandas keep both, as time.x and time.y;
# Polars as time_right. leftJoin(by: "id") of tidyjs lets the right row write over the left one: time is that of the message
# for those who wrote, and that of the rating for the others, in one column. The key is written over too: "1" becomes 1,
# since keys are compared as text (in what a file and a database gave). Nothing is said. Rename columns before joining.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @tidyjs/tidy@2.6.1
cat >check.cjs <<'END'
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const { leftJoin, tidy } = require("@tidyjs/tidy");

const ratings = [
  { id: "1", time: 10, rating: 70 },
  { id: "2", time: 20, rating: 40 },
  { id: "3", time: 30, rating: 55 },
];
const messages = [
  { id: 1, time: 11.5, message: "hi" },
  { id: 3, time: 95.2, message: "bye" },
];
const joined = tidy(ratings, leftJoin(messages, { by: "id" }));
console.log("tidyjs", JSON.parse(readFileSync("node_modules/@tidyjs/tidy/package.json")).version);
console.log(joined);
assert.deepStrictEqual(joined, [
  { id: 1, time: 11.5, rating: 70, message: "hi" },
  { id: "2", time: 20, rating: 40, message: undefined },
  { id: 3, time: 95.2, rating: 55, message: "bye" },
]);
END
node check.cjs
