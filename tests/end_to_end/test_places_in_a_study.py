"""Nothing else is written among the files of a study: neither a page nor an export."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from exported_studies import exported_study

import hyperstudy
from hyperstudy.exceptions import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hyperstudy.client.study import Study

for needed in ("duckdb", "jinja2", "matplotlib", "pyarrow"):
    pytest.importorskip(needed)

PLACES = [
    "manifest.json",
    "experiment.json",
    "data",
    "data/events",
    "data/events/part-000001.parquet",
    "history/new",
    "recordings",
    ".pull/work",
    "../study/data",
]
WRITERS: dict[str, Callable[[Study, Path], Any]] = {
    "report": lambda study, place: study.report(place),
    "bids": lambda study, place: study.export_bids(place),
    "psych-ds": lambda study, place: study.export_psych_ds(place),
    "elan": lambda study, place: study.export_elan(place),
    "pseudonyms": lambda study, place: study.export_psych_ds(
        study.folder.parent / "out", pseudonyms=place
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(exported_study("questionnaires").folder, tmp_path / "study")


def everything(folder: Path) -> dict[str, bytes | None]:
    return {
        str(one.relative_to(folder)): one.read_bytes() if one.is_file() else None
        for one in folder.rglob("*")
    }


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("writer", list(WRITERS))
def test_a_place_among_the_files_is_refused(folder: Path, writer: str, place: str) -> None:
    before = everything(folder)
    refused = "would be among the files of the study|is a file; an export needs a folder"
    with pytest.raises(InputError, match=refused):
        WRITERS[writer](hyperstudy.open_study(folder), folder / place)
    assert everything(folder) == before


def test_data_that_lie_on_another_disk_are_protected_too(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "large disk"
    (folder / "data").rename(elsewhere)
    (folder / "data").symlink_to(elsewhere, target_is_directory=True)
    study = hyperstudy.open_study(folder)
    for place in (elsewhere, folder / "data" / "new"):
        with pytest.raises(InputError, match="data is its own"):
            study.export_elan(place)


def test_a_page_beside_the_files_is_no_part_of_the_study(folder: Path) -> None:
    study = hyperstudy.open_study(folder)
    study.report(folder / "report.html")
    assert (folder / "report.html").exists()
    assert study.verify(progress=False).complete
