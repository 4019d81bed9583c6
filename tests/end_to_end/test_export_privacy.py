"""A search through everything that an export without names holds: whom could it name?

Names of files, sidecars, media links, annotations, compressed files and the bytes of recordings are
searched, for each id, name, address and platform id of the study, in every way that a text may be
written in a file.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("polars")

from exported_studies import HOSTILE, MARKS, NAMES, exported_study, identifying

from hyperstudy.client.study import Study
from hyperstudy.export import ExportReport

FORMATS = ("bids", "psych_ds", "elan")
READABLE = {
    *(".tsv", ".json", ".md", ".csv", ".eaf", ".gz", ""),
    *(".mp4", ".webm", ".ogg", ".wav"),
}
"""Endings of files that are searched as they are, or opened; no other container may come."""


class Exported:
    def __init__(self, form: str, name: str, folder: Path) -> None:
        self.study: Study = exported_study(name)
        self.name = name
        self.plain = folder / "plain"
        self.report: ExportReport = getattr(self.study, f"export_{form}")(self.plain)
        self.named = folder / "named"
        export = getattr(self.study, f"export_{form}")
        self.named_report: ExportReport = export(self.named, names=True)


@pytest.fixture(
    scope="module",
    params=[(form, name) for form in FORMATS for name in (*NAMES, HOSTILE)],
    ids="-".join,
)
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return Exported(*request.param, tmp_path_factory.mktemp("-".join(request.param)))


def spellings(text: str) -> set[bytes]:
    """In which bytes a text may stand in a file, in small letters."""
    forms = {text, unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)}
    forms |= {form for one in set(forms) for form in (html.escape(one), quote(one), quote(one, ""))}
    forms |= {json.dumps(one)[1:-1] for one in set(forms)}
    return {
        form.lower().encode(code) for form in forms for code in ("utf-8", "utf-16-le", "utf-16-be")
    }


def wanted(exported: Exported) -> dict[str, set[bytes]]:
    people = identifying(exported.study) | (set(MARKS) if exported.name == HOSTILE else set())
    return {one: spellings(one) for one in people}


def searched(folder: Path) -> dict[str, bytes]:
    """All bytes that are there, in small letters, compressed ones opened."""
    found: dict[str, bytes] = {}
    for file in folder.rglob("*"):
        name = file.relative_to(folder).as_posix()
        if not file.is_file():
            found[name] = b""
            continue
        ending = "" if file.name.count(".") == 1 and file.name[0] == "." else file.suffix
        assert ending in READABLE, name
        content = file.read_bytes()
        found[name] = (gzip.decompress(content) if ending == ".gz" else content).lower()
    return found


def hits(exported: Exported, folder: Path) -> set[tuple[str, str]]:
    people = wanted(exported)
    return {
        (name, person)
        for name, content in searched(folder).items()
        for person, forms in people.items()
        for form in forms
        if form in content or form in name.lower().encode()
    }


def test_nothing_names_a_person(exported: Exported) -> None:
    assert not hits(exported, exported.plain)


def days(study: Study) -> set[bytes]:
    """The days on which something happened in a study, or on which it was pulled."""
    found: set[str] = {str(one["ended"])[:10] for one in study.manifest.pulls}
    for table in study.tables:
        frame = study.scan(table).collect()
        for name, kind in frame.schema.items():
            if kind.is_temporal():
                found |= {str(one)[:10] for one in frame[name].drop_nulls().to_list()}
    return {one.encode() for one in found}


def test_no_day_of_the_study_is_told(exported: Exported) -> None:
    wanted = days(exported.study)
    assert len(wanted) > 1
    for folder, there in ((exported.plain, False), (exported.named, True)):
        found = {day for content in searched(folder).values() for day in wanted if day in content}
        assert bool(found) == there


def test_the_same_search_finds_people_where_they_are_named(exported: Exported) -> None:
    found = hits(exported, exported.named)
    ids = set(exported.study.scan("participants").collect()["participantId"])
    assert ids
    # A label has only the letters and digits of an id, and an annotation no id at all.
    assert {person for _, person in found} & ids or exported.named.glob("*.eaf")
    names = {person for person in wanted(exported) if " " in person}
    named = {person for _, person in found}
    assert not names or names & named or list(exported.named.glob("*.eaf"))


def test_files_of_recordings_are_told(exported: Exported) -> None:
    reports = (exported.report, exported.named_report)
    warnings = [
        one.decisions.loc[one.decisions["decision"].str.startswith("brought along"), "values"].sum()
        for one in reports
    ]
    media = [one for one in exported.plain.rglob("*") if one.suffix in (".mp4", ".webm", ".ogg")]
    assert warnings == [len(media), 0]
    assert bool(media) == (exported.name == "movie-dyads")


def test_no_label_is_made_of_an_id_or_a_name(exported: Exported) -> None:
    plain = {re.sub(r"[\W_]", "", one).lower() for one in identifying(exported.study)}
    labels = {
        label.lower()
        for name in searched(exported.plain)
        for label in re.findall(r"(?:sub|ses|session)-([0-9a-zA-Z]+)", name)
    }
    assert labels or all(one.suffix != ".tsv" for one in exported.plain.rglob("*"))
    assert not labels & plain
    assert not [one for one in plain if len(one) > 5 and any(one in label for label in labels)]


def test_the_file_of_pseudonyms_is_not_part_of_it(exported: Exported) -> None:
    place = exported.study.folder.parent / f"{exported.study.folder.name}.pseudonyms.tsv"
    seed = place.read_text("utf-8").splitlines()[1].split("\t")[1]
    assert len(seed) == 64
    assert not [
        one for one, content in searched(exported.plain).items() if seed.encode() in content
    ]
    assert not list(exported.plain.rglob("*pseudonym*"))
