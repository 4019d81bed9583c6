"""A folder that another version, or somebody else, wrote: kept as it is, and never led out of."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from faults.server import Server
from served_lists import EXPERIMENT, ServedLists, event

import hyperstudy
from hyperstudy.exceptions import HyperStudyError
from hyperstudy.study.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytest.importorskip("pyarrow")

NEWER = "written by a newer hyperstudy"


@pytest.fixture
def lists() -> Iterator[ServedLists]:
    with Server() as server:
        made = ServedLists(server)
        made.lists["events"] = [event(number) for number in range(20)]
        yield made


@pytest.fixture
def hs(lists: ServedLists) -> Iterator[hyperstudy.HyperStudy]:
    with lists.client() as client:
        yield client


@pytest.fixture
def study(hs: hyperstudy.HyperStudy, tmp_path: Path) -> Path:
    pull(hs, tmp_path / "study")
    return tmp_path / "study"


def pull(hs: hyperstudy.HyperStudy, study: Path) -> Any:
    return hs.pull(EXPERIMENT, study, types=["events"], progress=False)


def manifest_values(study: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((study / "manifest.json").read_bytes())
    return found


def change(study: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    values = manifest_values(study)
    edit(values)
    (study / "manifest.json").write_text(json.dumps(values))


def stamps(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# A later version


def with_more(values: dict[str, Any]) -> None:
    entry = values["tables"]["events"]
    places = [values, entry, entry["changes"], *entry["files"], *values["pulls"]]
    for number, place in enumerate([*places, values["experiment"]]):
        place["later"] = {"number": number, "list": [1, {"a": None}]}
    values["tables"]["a_later_table"] = json.loads(json.dumps(entry)) | {"files": [], "rows": 0}


def test_what_a_later_version_wrote_beside_is_kept_and_ignored(
    hs: hyperstudy.HyperStudy, lists: ServedLists, study: Path
) -> None:
    change(study, with_more)
    before = manifest_values(study)
    assert verify(study, progress=False).missing == ()
    assert len(hyperstudy.open_study(study).get_events(EXPERIMENT)) == 20
    lists.lists["events"].append(event(20))
    assert pull(hs, study)
    after = manifest_values(study)
    assert after["later"] == before["later"]
    assert after["experiment"]["later"] == before["experiment"]["later"]
    assert after["pulls"][0] == before["pulls"][0]
    assert after["tables"]["events"]["later"] == before["tables"]["events"]["later"]
    assert after["tables"]["a_later_table"] == before["tables"]["a_later_table"]
    assert len(hyperstudy.open_study(study).get_events(EXPERIMENT)) == 21


def a_later_layout(study: Path) -> None:
    change(study, lambda values: values.update(layout=99))


def a_later_note(study: Path) -> None:
    (study / ".pull" / "commit.json").write_text(
        json.dumps({"version": 2, "moves": {}, "removals": [], "manifest": "{}"})
    )


def a_note_with_a_later_manifest(study: Path) -> None:
    note = {"moves": {}, "removals": [], "manifest": json.dumps({"layout": 99})}
    (study / ".pull" / "commit.json").write_text(json.dumps(note))


def a_later_journal(study: Path) -> None:
    (study / ".pull" / "events.journal").write_bytes(b"HSr2" + bytes(100))


@pytest.mark.parametrize(
    "later", [a_later_layout, a_later_note, a_note_with_a_later_manifest, a_later_journal]
)
def test_where_it_must_stop_it_says_so_and_changes_nothing(
    hs: hyperstudy.HyperStudy, study: Path, later: Callable[[Path], None]
) -> None:
    (study / ".pull" / "work").mkdir()
    (study / ".pull" / "work" / "later").write_bytes(b"unfinished work")
    later(study)
    kept = stamps(study)
    with pytest.raises(HyperStudyError, match=NEWER) as error:
        pull(hs, study)
    assert error.value.code == "UNKNOWN_LAYOUT"
    assert "upgrade" in (error.value.hint or "")
    after = stamps(study)
    if later is a_later_journal:
        # It was found when the table was read: the pull had begun, and brought the experiment.
        for name in (".pull/work/later", "manifest.json"):
            kept.pop(name)
        after = {name: after[name] for name in kept}
    assert after == kept


def test_a_record_of_a_kind_that_is_not_known(hs: hyperstudy.HyperStudy, study: Path) -> None:
    from hyperstudy.study.journal import pack

    path = study / ".pull" / "events.journal"
    path.write_bytes(pack(json.dumps({"kind": "checkpoint"}).encode()))
    kept = path.read_bytes()
    with pytest.raises(HyperStudyError, match=NEWER):
        pull(hs, study)
    assert path.read_bytes() == kept


def test_what_a_note_of_a_change_holds_beside_is_kept(
    hs: hyperstudy.HyperStudy, study: Path
) -> None:
    manifest = (study / "manifest.json").read_text()
    note = {"moves": {}, "removals": [], "manifest": manifest, "later": ["x"]}
    (study / ".pull" / "commit.json").write_text(json.dumps(note))
    assert pull(hs, study)
    assert not (study / ".pull" / "commit.json").exists()
    (kept,) = (study / ".pull").glob("commit-*.kept.json")
    assert json.loads(kept.read_bytes()) == note


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"manifest": 5}', b'{"manifest": "{}"}'])
def test_a_note_that_is_none(hs: hyperstudy.HyperStudy, study: Path, content: bytes) -> None:
    (study / ".pull" / "commit.json").write_bytes(content)
    kept = stamps(study)
    with pytest.raises(HyperStudyError, match=r"commit\.json is not the"):
        pull(hs, study)
    assert stamps(study) == kept


# Paths that lead out

OUT = [
    "../secret.parquet",
    "data/../../secret.parquet",
    "/etc/hostname",
    "data/./x.parquet",
    "data//x.parquet",
    "",
    ".",
    "C:/secret.parquet",
    "data\\..\\..\\secret.parquet",
    "data/events/\0.parquet",
]


@pytest.mark.parametrize("path", OUT)
@pytest.mark.parametrize("where", ["file", "document"])
def test_a_manifest_that_names_a_file_elsewhere_is_refused(
    hs: hyperstudy.HyperStudy, study: Path, path: str, where: str
) -> None:
    original = manifest_values(study)["tables"]["events"]["files"][0]["path"]
    (study.parent / "secret.parquet").write_bytes((study / original).read_bytes())

    def lead_out(values: dict[str, Any]) -> None:
        if where == "file":
            values["tables"]["events"]["files"][0]["path"] = path
        else:
            values["documents"][path] = values["documents"].pop("experiment.json")

    change(study, lead_out)
    kept = stamps(study.parent)
    for ask in (
        lambda: hyperstudy.open_study(study).get_events(EXPERIMENT),
        lambda: hyperstudy.open_study(study).sql("select * from events"),
        lambda: verify(study, progress=False),
        lambda: pull(hs, study),
    ):
        with pytest.raises(HyperStudyError, match="not inside the study") as error:
            ask()
        assert error.value.code == "PATH_OUTSIDE"
    assert stamps(study.parent) == kept


def noted(study: Path, **members: Any) -> None:
    manifest = (study / "manifest.json").read_text()
    note = {"version": 1, "moves": {}, "removals": [], "manifest": manifest} | members
    (study / ".pull" / "commit.json").write_text(json.dumps(note))


@pytest.mark.parametrize("path", OUT)
@pytest.mark.parametrize("member", ["removals", "source", "target"])
def test_a_note_that_names_a_file_elsewhere_is_refused_before_anything_is_done(
    hs: hyperstudy.HyperStudy, study: Path, path: str, member: str
) -> None:
    (study.parent / "secret.parquet").write_bytes(b"precious")
    data = manifest_values(study)["tables"]["events"]["files"][0]["path"]
    (study / ".pull" / "work").mkdir()
    (study / ".pull" / "work" / "new").write_bytes(b"new")
    good = {".pull/work/new": data}
    match member:
        case "removals":
            noted(study, removals=[data, path], moves=good)
        case "source":
            noted(study, moves={**good, path: "data/x.parquet"})
        case _:
            noted(study, moves={**good, ".pull/work/new2": path})
    kept = stamps(study.parent)
    with pytest.raises(HyperStudyError) as error:
        pull(hs, study)
    assert error.value.code == "PATH_OUTSIDE"
    assert stamps(study.parent) == kept


@pytest.mark.parametrize("path", ["manifest.json", "data/notes.txt", "recordings/a.parquet"])
def test_nothing_but_data_is_removed(hs: hyperstudy.HyperStudy, study: Path, path: str) -> None:
    (study / "data" / "notes.txt").write_text("mine")
    noted(study, removals=[path])
    kept = stamps(study)
    with pytest.raises(HyperStudyError, match="no file of data"):
        pull(hs, study)
    assert stamps(study) == kept


def link(place: Path, target: Path) -> None:
    try:
        place.symlink_to(target, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links")


def test_a_link_leads_out_of_nothing_when_files_are_removed(
    hs: hyperstudy.HyperStudy, study: Path
) -> None:
    precious = study.parent / "precious"
    precious.mkdir()
    (precious / "x.parquet").write_bytes(b"precious")
    link(study / "data" / "linked", precious)
    noted(study, removals=["data/linked/x.parquet"])
    with pytest.raises(HyperStudyError, match="a link leads"):
        pull(hs, study)
    assert (precious / "x.parquet").read_bytes() == b"precious"


def test_data_may_be_kept_on_another_disk(
    hs: hyperstudy.HyperStudy, lists: ServedLists, study: Path
) -> None:
    disk = study.parent / "disk"
    (study / "data").rename(disk)
    link(study / "data", disk)
    lists.lists["events"].append(event(20))
    assert pull(hs, study)
    assert (study / "data").is_symlink()
    assert len(hyperstudy.open_study(study).get_events(EXPERIMENT)) == 21
    assert verify(study, progress=False)
