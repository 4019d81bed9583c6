#!/usr/bin/env bash
# pympi-ling 1.71: an annotation that begins before the one before it has ended is missing from the TextGrid.
#
# A tier may hold overlapping annotations (two codes for one moment, two people on one tier), and to_file() and reading
# give all of them. Praat's interval tiers cannot, so to_textgrid() keeps whichever begins first and leaves out each that
# overlaps it, whole, with its text, without a warning: of four stretches of talk two arrive. Counts and speaking time in
# Praat are then too small just where people talk at once. Give each speaker or code a tier, or compare the counts.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pympi-ling==1.71
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata
import warnings

import pympi

warnings.simplefilter("error")
film = pympi.Elan.Eaf(author="nobody")
film.remove_tier("default")
film.add_tier("talk")
for start, end, text in ((0, 1000, "one"), (800, 1500, "two"), (1600, 1700, "three"), (1650, 1900, "four")):
    film.add_annotation("talk", start, end, text)
film.to_file("film.eaf")
kept = [text for *_, text in sorted(pympi.Elan.Eaf("film.eaf").get_annotation_data_for_tier("talk"))]
(tier,) = film.to_textgrid().get_tiers()
converted = [text for *_, text in tier.get_intervals()]
print("pympi-ling", metadata.version("pympi-ling"))
print("in the .eaf file:", kept)
print("in the TextGrid: ", converted)
assert kept == ["one", "two", "three", "four"]
assert converted == ["one", "three"]
END
