#!/usr/bin/env bash
# jsPsych 8.3.0 with DuckDB 2.0.1 and Polars 2.1.0: the longest reaction time of who once did not answer is "null".
#
# data.get().csv() writes the null of a trial without an answer as the word null, in quotes like every value, and a missing
# value of any other kind as nothing. pandas takes the word for missing. DuckDB and Polars take it for a text, and the whole
# column with it: the maximum of 300, null and 1200 is "null", and what is above "1000" includes 300. The file of a person
# who always answers has numbers. In DuckDB state nullstr, in Polars null_values. Needs Node.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1 pandas==3.1.1 polars==2.1.0
cd "$folder"
npm install --silent --no-audit --no-fund jspsych@8.3.0 jsdom@26.1.0
cat >write.cjs <<'END'
const { writeFileSync } = require("node:fs");
const { JSDOM } = require("jsdom");

global.window = new JSDOM("<!DOCTYPE html><body></body>", { url: "http://localhost/" }).window;
global.document = window.document;
global.HTMLElement = window.HTMLElement;
const { initJsPsych } = require("jspsych");

const experiment = initJsPsych();
const DataCollection = experiment.data.get().constructor; // what every call of data.get() gives
const write = (name, times) => writeFileSync(name, new DataCollection(times.map((rt) => ({ rt }))).csv());
write("silent.csv", [300, null, 1200]);
write("answered.csv", [300, 1200]);
console.log("jsPsych", experiment.version());
END
node write.cjs
venv/bin/python - <<'END'
import duckdb
import pandas as pd
import polars as pl

print("DuckDB", duckdb.__version__, "Polars", pl.__version__, "pandas", pd.__version__)
found = {}
for name in ("answered.csv", "silent.csv"):
    in_duckdb = duckdb.sql(f"select typeof(max(rt)), max(rt) from '{name}'").fetchall()[0]
    found[name] = in_duckdb, pl.read_csv(name)["rt"].max(), pd.read_csv(name)["rt"].max()
    print(name, found[name])
above = duckdb.sql("select rt from 'silent.csv' where rt > '1000' order by rt").fetchall()
stated = duckdb.sql("select max(rt) from read_csv('silent.csv', nullstr='null')").fetchall()
print("above 1000:", above, "with nullstr:", stated)
assert found["answered.csv"] == (("BIGINT", 1200), 1200, 1200)
assert found["silent.csv"] == (("VARCHAR", "null"), "null", 1200.0)
assert above == [("1200",), ("300",), ("null",)]
assert stated == [(1200,)]
assert pl.read_csv("silent.csv", null_values="null")["rt"].max() == 1200
END
