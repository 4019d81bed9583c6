#!/usr/bin/env bash
# jsPsych 8.3.0: trials without an answer count as 0 ms in the median of reaction times, and are left out of the mean.
#
# A trial that times out has rt null. Of rt 300, 400 and 500 ms and two trials without an answer the mean is 400 and the
# median 300, since median() sorts the nulls in as zeros; min() is 0 and count() is 5. Feedback, practice that is repeated
# until a median is reached, and deadlines set from it are too fast by how often somebody did not answer; with most trials
# unanswered the median is null. Write filterCustom(trial => trial.rt !== null) before select("rt"). Needs Node.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund jspsych@8.3.0 jsdom@26.1.0
cat >check.cjs <<'END'
const assert = require("node:assert");
const { JSDOM } = require("jsdom");

global.window = new JSDOM("<!DOCTYPE html><body></body>", { url: "http://localhost/" }).window;
global.document = window.document;
global.HTMLElement = window.HTMLElement;
const { initJsPsych } = require("jspsych");

const experiment = initJsPsych();
const DataCollection = experiment.data.get().constructor; // what every call of data.get() gives
const trials = new DataCollection([300, null, 400, null, 500].map((rt) => ({ rt })));
const measures = (data) => {
  const column = data.select("rt");
  return { mean: column.mean(), median: column.median(), min: column.min(), count: column.count() };
};
const all = measures(trials);
const answered = measures(trials.filterCustom((trial) => trial.rt !== null));
console.log("jsPsych", experiment.version());
console.log("300, null, 400, null, 500:", all);
console.log("answered:                 ", answered);
assert.deepStrictEqual(answered, { mean: 400, median: 400, min: 300, count: 3 });
assert.deepStrictEqual(all, { mean: 400, median: 300, min: 0, count: 5 });
END
node check.cjs
