"""Files of ELAN, read by pympi: tiers, times on the room's clock, links, nothing lost."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("polars")

import itertools

from exported_studies import HOSTILE, NAMES, exported_study

from hyperstudy.client.study import Study
from hyperstudy.export import ExportReport
from hyperstudy.export.media_files import media_files

if os.environ.get("HYPERSTUDY_STANDARDS"):
    import pympi
else:
    pympi = pytest.importorskip("pympi", reason="needs the group `standards`")


class Exported:
    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.study: Study = exported_study(name)
        self.folder = folder / "elan"
        self.report: ExportReport = self.study.export_elan(self.folder)
        self.named = folder / "named"
        self.study.export_elan(self.named, names=True)


@pytest.fixture(scope="module", params=[*NAMES, HOSTILE])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return Exported(request.param, tmp_path_factory.mktemp(request.param))


def read(file: Path) -> Any:
    return pympi.Elan.Eaf(str(file))


def shift(file: Path) -> int:
    found = ET.parse(file).find(".//PROPERTY[@NAME='hyperstudy_shift_ms']")
    assert found is not None
    return int(found.text or "")


def annotations(file: Path) -> dict[str, list[tuple[int, int, str]]]:
    eaf = read(file)
    return {
        tier: [one[:3] for one in eaf.get_annotation_data_for_tier(tier)]
        for tier in eaf.get_tier_names()
    }


def test_each_annotation_has_a_length_and_none_overlap_in_a_tier(exported: Exported) -> None:
    files = list(exported.folder.glob("ses-*.eaf"))
    assert files
    for file in files:
        for of_tier in annotations(file).values():
            in_order = sorted(of_tier)
            assert all(0 <= start < end for start, end, _ in in_order)
            pairs = itertools.pairwise(in_order)
            assert all(before[1] <= after[0] for before, after in pairs)


def test_messages_and_ratings_stand_at_their_onset(exported: Exported) -> None:
    for table, tier, text in (
        ("chat", "messages", "content"),
        ("ratings_sparse", "ratings", None),
        ("ratings_continuous", "continuous ratings", None),
    ):
        wanted: Counter[Any] = Counter()
        for row in exported.study.scan(table).collect().to_dicts():
            if row["onset"] is not None:
                wanted[round(row["onset"]), None if text is None else row[text]] += 1
        found: Counter[Any] = Counter()
        for file in exported.named.glob("ses-*.eaf"):
            later = shift(file)
            for name, of_tier in annotations(file).items():
                _, _, kind = name.partition(" ")
                if kind.rstrip(" 0123456789") == tier:
                    for start, _, written in of_tier:
                        found[start - later, None if text is None else written] += 1
        if exported.name == HOSTILE and text is not None:  # characters that XML forbids are gone
            wanted = Counter((at, clean(one)) for at, one in wanted.elements())
        assert found == wanted


def clean(text: str) -> str:
    """A text without the characters that XML forbids."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n\r")


def test_annotations_of_rows_that_are_placed_by_their_session_are_marked(
    exported: Exported,
) -> None:
    wanted: Counter[int] = Counter()
    rooms = set(exported.study.scan("rooms").collect()["id"])
    for table in ("events", "ratings_sparse", "ratings_continuous"):
        for row in exported.study.scan(table).collect().to_dicts():
            old = row["roomId"] is None and row.get("sessionId") in rooms
            if old and row["onset"] is not None:
                wanted[round(row["onset"])] += 1
    assert bool(wanted) == (exported.name == HOSTILE)
    found: Counter[int] = Counter()
    for file in exported.named.glob("ses-*.eaf"):
        eaf = read(file)
        later = shift(file)
        of_room_from = eaf.get_tier_ids_for_linguistic_type("room_from") if wanted else []
        for tier in of_room_from:
            parent = eaf.get_parameters_for_tier(tier)["PARENT_REF"]
            assert tier == f"{parent} room_from"
            there = {one[:2] for one in eaf.get_annotation_data_for_tier(parent)}
            for start, end, text, _ in eaf.get_ref_annotation_data_for_tier(tier):
                assert text == "sessionId"
                assert (start, end) in there
                found[start - later] += 1
        others = [one for one in eaf.get_tier_names() if one.endswith("room_from")]
        assert sorted(others) == sorted(of_room_from)
        named = [one.get("ANNOTATION_ID") for one in ET.parse(file).iter()]
        ids = [one for one in named if one is not None]
        assert len(ids) == len(set(ids))
        last = ET.parse(file).find(".//PROPERTY[@NAME='lastUsedAnnotationId']")
        assert last is not None
        assert int(last.text or "") == len(ids)
    assert found == wanted


def test_states_follow_each_other_without_gaps(exported: Exported) -> None:
    for file in exported.folder.glob("ses-*.eaf"):
        for tier, of_tier in annotations(file).items():
            if tier.startswith("sub-") and tier.endswith(" states"):
                in_order = sorted(of_tier)
                assert all(a[1] == b[0] for a, b in itertools.pairwise(in_order))
                return
    raise AssertionError("no states")


def test_nothing_before_the_first_state_is_lost(exported: Exported) -> None:
    earlier = exported.study.scan("events").collect()
    for file in exported.named.glob("ses-*.eaf"):
        firsts = [min(of_tier)[0] for of_tier in annotations(file).values() if of_tier]
        assert min(firsts) >= 0
        assert min(firsts) == 0 or shift(file) == 0
    negative = earlier["onset"].min()
    assert negative is not None
    assert (negative < 0) == any(shift(one) > 0 for one in exported.named.glob("ses-*.eaf"))


def test_recordings_are_linked_where_the_clock_of_the_room_puts_them(exported: Exported) -> None:
    if exported.name != "movie-dyads":
        assert not list(exported.folder.glob("media/*"))
        return
    wanted: list[int] = []
    for room in exported.study.scan("rooms").collect()["id"]:
        recordings = exported.study.clock(room).recordings
        wanted += [
            round(one) for one in recordings["onset_start"] - 1000 * recordings["file_start"]
        ]
    found: list[int] = []
    for file in exported.folder.glob("ses-*.eaf"):
        origins: list[int] = []
        for medium in read(file).get_linked_files():
            assert (exported.folder / medium["RELATIVE_MEDIA_URL"]).is_file()
            origins.append(int(medium["TIME_ORIGIN"]))
            found.append(-origins[-1] - shift(file))
        assert origins == sorted(origins, reverse=True)  # the first to begin is the master
    assert sorted(found) == sorted(wanted)
    assert found


def test_a_player_of_elan_shows_the_place_that_the_clock_of_the_room_tells(
    exported: Exported,
) -> None:
    """Its players go to the place (time + TIME_ORIGIN) of a medium."""
    compared = 0
    for room in exported.study.scan("rooms").collect()["id"] if exported.name == NAMES[0] else ():
        clock = exported.study.clock(room)
        names = {one.recording: one for one in media_files(exported.study) if one.room == room}
        for row in clock.recordings.to_dict("records"):
            size = names[row["recordingId"]].path.stat().st_size
            middle = (row["onset_start"] + row["onset_end"]) / 2
            place = 1000 * float(clock.to_recording(row["recordingId"], middle))
            shown = [
                middle + shift(file) + int(medium["TIME_ORIGIN"])
                for file in exported.folder.glob("ses-*.eaf")
                for medium in read(file).get_linked_files()
                if (exported.folder / medium["RELATIVE_MEDIA_URL"]).stat().st_size == size
            ]
            drift = 0 if row["drift"] != row["drift"] else abs(row["drift"])
            within = 1 + drift * 1e-6 * (middle - row["onset_start"])  # one offset knows no drift
            assert any(abs(one - place) <= within for one in shown), (row["recordingId"], place)
            compared += 1
    assert compared or exported.name != NAMES[0]


def test_each_row_is_annotated_or_counted_with_the_reason(exported: Exported) -> None:
    assert exported.report.complete
    rows = exported.report.rows
    for table, entry in exported.study.manifest.tables.items():
        assert rows[rows["table"] == table]["rows"].sum() == entry.rows


def test_the_same_study_gives_the_same_bytes(exported: Exported, tmp_path: Path) -> None:
    exported.study.export_elan(tmp_path / "again", media="none")
    exported.study.export_elan(tmp_path / "once", media="none")
    for file in (tmp_path / "again").glob("*.eaf"):
        assert file.read_bytes() == (tmp_path / "once" / file.name).read_bytes()
