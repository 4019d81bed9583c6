#!/usr/bin/env bash
# Day.js 1.11.23: one message of 9:00 UTC was sent at 8:00 to the person in Berlin and at 14:00 to the one in New York.
#
# The server's text says 2026-03-04T09:00:00Z, and each browser shows it in its person's zone. dayjs.tz(text, zone) takes the
# clock of the text for the zone's, whatever offset the text has, and so gives another moment in each zone; the number of
# the same moment, or dayjs(text).tz(zone), is right, and so are Luxon and Temporal. Tests where the zone is UTC pass, and
# intervals within one person are right; those between two people of a room are wrong by the hours between their zones.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund dayjs@1.11.23 luxon@3.7.2 @js-temporal/polyfill@0.5.1
cat >check.mjs <<'END'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { Temporal } from "@js-temporal/polyfill";
import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";
import { DateTime } from "luxon";

dayjs.extend(utc);
dayjs.extend(timezone);
const text = "2026-03-04T09:00:00.123Z";
const readers = {
  "dayjs.tz(text, zone)": (zone) => dayjs.tz(text, zone).valueOf(),
  "with +00:00 for Z": (zone) => dayjs.tz(text.replace("Z", "+00:00"), zone).valueOf(),
  "dayjs.tz(number, zone)": (zone) => dayjs.tz(Date.parse(text), zone).valueOf(),
  "dayjs(text).tz(zone)": (zone) => dayjs(text).tz(zone).valueOf(),
  Luxon: (zone) => DateTime.fromISO(text, { zone }).toMillis(),
  Temporal: (zone) => Temporal.Instant.from(text).toZonedDateTimeISO(zone).epochMilliseconds,
};
console.log("Day.js", JSON.parse(readFileSync("node_modules/dayjs/package.json")).version, "of", text);
for (const [name, read] of Object.entries(readers)) {
  const hours = ["UTC", "Europe/Berlin", "America/New_York"].map((zone) => (read(zone) - Date.parse(text)) / 3600000);
  console.log(name.padEnd(23), "hours off in UTC, Berlin, New York:", hours);
  const wrong = name === "dayjs.tz(text, zone)" || name === "with +00:00 for Z";
  assert.deepStrictEqual(hours, wrong ? [0, -1, 5] : [0, 0, 0]);
}
END
for zone in UTC Europe/Berlin Asia/Tokyo; do TZ="$zone" node check.mjs; done
