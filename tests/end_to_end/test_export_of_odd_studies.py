"""Exports of studies with little in them, and of ids, keys and texts as odd as they come: valid by
the rules of the standards, and the same for every reader."""

from __future__ import annotations

import csv
import json
import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from bids_validation import NEEDS_VALIDATOR, judged, listed_warnings, schemas
from faults.server import Server
from served_lists import EXPERIMENT, ServedLists, event

import hyperstudy
from hyperstudy.export import read_table
from hyperstudy.export.cell_text import unescape

pytest.importorskip("pyarrow")
pd: Any = pytest.importorskip("pandas")
pl: Any = pytest.importorskip("polars")

Lists = dict[str, list[dict[str, Any]]]

TIME = "2026-03-02T09:00:00Z"
ODD = (
    *(" ", "a b", "ünï", "p/1", "../x", "p\t1", "p\n2", "P_1", "p_1", "p-1", "n/a", "NA", "null"),
    *("😀", "sub-01", "0", "00", "0.0", '"q"', '"open', "a,b", "=1+1", "x" * 300, "x" * 299, "\\t"),
    *("con", "café", "cafe\u0301", "None", "nan", "1e5", "user\u2028x", "\ufeffbom", "a\x0bb"),
    *("a\x1cb", "a\x85b", "a\r\nb", "\n", 'x"y', "inf", "true", "a\\\nb"),
)


def room(identifier: str = "room_1", **more: Any) -> dict[str, Any]:
    return {
        "id": identifier, "experimentId": EXPERIMENT, "status": "completed", "createdAt": TIME,
        "firstStateStartedAt": TIME, **more,
    }  # fmt: skip


def member(person: str, of: str | None = "room_1", **more: Any) -> dict[str, Any]:
    return {
        "id": f"m_{person}", "participantId": person, "roomId": of, "experimentId": EXPERIMENT,
        "status": "completed", "joinedAt": TIME, **more,
    }  # fmt: skip


def row(kind: str, number: int, person: str | None = "p_1", of: str | None = "room_1",
        **more: Any) -> dict[str, Any]:  # fmt: skip
    return {
        kind: f"{kind}_{number}", "experimentId": EXPERIMENT, "participantId": person,
        "roomId": of, "timestamp": TIME, "onset": 100 * number, **more,
    }  # fmt: skip


def happened(number: int, person: str | None = "p_1", of: str | None = "room_1",
             **more: Any) -> dict[str, Any]:  # fmt: skip
    return event(number, participantId=person, roomId=of, **more)


def answered(number: int, question: str, answer: Any) -> dict[str, Any]:
    value = {"questionId": question, "questionText": question, "answer": answer}
    return happened(number, eventType="questionnaire.response", value=value)


BASE: Lists = {"rooms": [room()], "participants": [member("p_1")]}
RATINGS = [row("ratingId", number, value=0.5) for number in range(5)]
GAZE = [row("id", number, gazeX=0.5, gazeY=None) for number in range(9)]

NOBODY: dict[str, Lists] = {
    "nothing": {},
    "a room that nobody was in": {"rooms": [room()]},
    "people of no room": {"rooms": [room()], "participants": [member("p_1", None)]},
    "events of nobody": {"rooms": [room()], "events": [happened(one, None) for one in range(3)]},
    "unlisted people of no room": {"events": [happened(one, "p_9", None) for one in range(3)]},
}  # fmt: skip
"""Studies without a file of anybody in any room."""

SOMEBODY: dict[str, Lists] = {
    "unlisted people of a room": {"events": [happened(one, "p_9") for one in range(3)]},
    "a participant of whom there are no rows": BASE,
    "a participant of a room that is not listed": {"participants": [member("p_1", "room_7")]},
    "one participant": {**BASE, "events": [happened(one) for one in range(4)]},
    "no events": {**BASE, "ratings/continuous": RATINGS, "eyetracking": GAZE},
    "recordings that were not downloaded": {
        **BASE,
        "events": [happened(one) for one in range(4)],
        "recordings": [
            {"recordingId": "rec_1", "roomId": "room_1", "participantId": "p_1", "row_id": 1,
             "experimentId": EXPERIMENT, "startTime": TIME, "file": "f.webm", "exported_file": 2,
             "metadata_type": "video"},
        ],
    },
    "odd ids": {
        "rooms": [room(one) for one in ODD],
        "participants": [member(one, other) for one, other in zip(ODD, ODD[::-1], strict=True)],
        "events": [happened(at, one, ODD[-1 - at]) for at, one in enumerate(ODD)],
        "chat": [row("messageId", at, None, ODD[-1 - at], senderId=one, content="hi")
                 for at, one in enumerate(ODD)],
    },
    "odd texts": {
        "rooms": [room(completionReason="a\nb")],
        "participants": [member("p_1", role="a\nb\tc")],
        "events": [happened(at, content=one) for at, one in enumerate(ODD)],
        "chat": [row("messageId", at, None, senderId="p_1", content=one)
                 for at, one in enumerate(ODD)],
        "components": [row("componentId", at, response=one, responseTime=(-5, 1e308, None)[at % 3])
                       for at, one in enumerate(ODD)],
    },
    "odd keys": {
        "rooms": [room(unheard={"a": [1, 2]}, Status="x")],
        "participants": [member("p_1", extra={"a": 1}, Role="A", agent="yes", species="cat",
                                rooms=4, participant_id="z", age="old", sex="x", group=None)],
        "events": [
            happened(0, extra={"a": {"b": [1, None, "x\ty"]}}, Onset=5, CATEGORY="k", row_id=1),
            happened(1, extra=5, row_id=1, events_row_id=2, **{
                "odd key\t": 1, "": 2, "onset ": 3, '"q': 4, 'in "quotes"': 5, "a,b": 6, "n/a": 7,
                "sample": "x", "trial_type": 8, "actor": "me", "source_table": 9}),
        ],
        "chat": [row("messageId", 0, None, senderId="p_1", content="a", Content="b", extra="two")],
        "ratings/continuous": [{**one, "EXTRA": at, "extra": "a\nb"}
                               for at, one in enumerate(RATINGS)],
    },
    "words of BIDS": {
        "rooms": [room(HED="(", pathology=3)],
        "participants": [member("p_1", HED="(", pathology=[1], participants_HED=9)],
        "events": [
            happened(0, TaskName=4, HED="(", stim_file="no.mp4", response_time="slow", channel=4,
                     events_HED=3, InstitutionName=[1], StimulusPresentation="x", Description=3),
            *(answered(number, question, answer) for number, (question, answer) in enumerate(
                [("HED", "("), ("MeasurementToolMetadata", "b"), ("age", "old"), ("n/a", 4),
                 ("", 5), ("a\tb", ["x"])], 1)),
        ],
        "ratings/continuous": [{**one, "Columns": "x", "SamplingFrequency": "y", "cardiac": "z",
                                "trigger": "q", "ratings_continuous_cardiac": 4}
                               for one in RATINGS],
        "eyetracking": [{**one, "x_coordinate": "x", "StartTime": "now", "PhysioType": 4}
                        for one in GAZE],
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def studies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("studies")
    found: dict[str, Any] = {}
    for at, (name, lists) in enumerate((NOBODY | SOMEBODY).items()):
        with Server() as server:
            served = ServedLists(server)
            served.lists |= lists
            served.experiment = {"id": EXPERIMENT, "name": 'Ünï/"x\n\t<b>' if at % 2 else "Lists"}
            with served.client() as hs, warnings.catch_warnings():
                # Ids of rooms that fit into no address are named.
                warnings.simplefilter("ignore", hyperstudy.IncompleteDataWarning)
                hs.pull(EXPERIMENT, folder / str(at), progress=False)
        found[name] = hyperstudy.open_study(folder / str(at))
    return found


def bids_exports(study: Any, folder: Path) -> list[Path]:
    study.export_bids(folder / "bids")
    study.export_bids(folder / "named", names=True, dates="keep")
    return [folder / "bids", folder / "named"]


@NEEDS_VALIDATOR
@pytest.mark.parametrize("name", [*NOBODY, *SOMEBODY])
def test_the_validator_of_bids_finds_no_error(
    studies: dict[str, Any], name: str, tmp_path: Path
) -> None:
    for folder in bids_exports(studies[name], tmp_path):
        for which, schema in schemas().items():
            issues = judged(folder, schema)
            errors = [one for one in issues if one["severity"] == "error"]
            assert not errors, (folder.name, which, errors[:3])
            assert {one["code"] for one in issues} <= listed_warnings(), (folder.name, which)


@pytest.mark.parametrize("name", list(NOBODY))
def test_bids_lists_no_participants_where_nobody_has_a_folder(
    studies: dict[str, Any], name: str, tmp_path: Path
) -> None:
    report = studies[name].export_bids(tmp_path / "bids")
    assert report.complete
    assert not list((tmp_path / "bids").glob("sub-*"))
    assert not list((tmp_path / "bids").glob("participants.*"))
    listed = tmp_path / "bids/sourcedata/hyperstudy/participants.tsv"
    assert len(NOBODY[name].get("participants", [])) == (
        len(read_table(listed)) if listed.exists() else 0
    )


@pytest.mark.parametrize("name", list(SOMEBODY))
def test_each_reader_reads_a_bids_export_alike(
    studies: dict[str, Any], name: str, tmp_path: Path
) -> None:
    people: set[str] = set()
    for folder in bids_exports(studies[name], tmp_path):
        tables = [one for one in folder.rglob("*.tsv") if one.is_file()]
        assert folder / "participants.tsv" in tables
        for table in tables:
            lines = table.read_text("utf-8").split("\n")
            header, *rows = [line.split("\t") for line in lines[:-1]]
            assert len(set(header)) == len(header), table
            with_pandas = pd.read_csv(table, sep="\t", dtype=str, keep_default_na=False, quoting=3)
            with_polars = pl.read_csv(table, separator="\t", infer_schema=False, quote_char=None)
            assert list(with_pandas.columns) == with_polars.columns == header
            assert with_pandas.to_numpy().tolist() == rows
            assert [list(one) for one in with_polars.rows()] == rows
            # As somebody reads it who knows of nothing.
            assert pd.read_csv(table, sep="\t").shape == (len(rows), len(header))
            assert pl.read_csv(table, separator="\t").shape == (len(rows), len(header))
        people = {one.name for one in folder.glob("sub-*")}
        assert people <= set(read_table(folder / "participants.tsv")["participant_id"])
        assert len({one.lower() for one in people}) == len(people)


NAME = re.compile(r"([a-z]+-[a-zA-Z0-9]+)(_[a-z]+-[a-zA-Z0-9]+)*_data\.csv")


@pytest.mark.parametrize("name", [*NOBODY, *SOMEBODY])
def test_a_psych_ds_export_is_valid_and_each_reader_reads_it_alike(
    studies: dict[str, Any], name: str, tmp_path: Path
) -> None:
    report = studies[name].export_psych_ds(tmp_path / "out", names=True)
    assert report.complete
    description = json.loads((tmp_path / "out/dataset_description.json").read_text("utf-8"))
    columns: set[str] = set()
    tables = sorted((tmp_path / "out/data").rglob("*.csv"))
    assert tables
    for table in tables:
        assert NAME.fullmatch(table.name)
        with table.open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file, strict=True))
        columns.update(header)
        assert len(set(header)) == len(header)
        assert all(header)
        assert "row_id" not in header
        assert all(len(one) == len(header) for one in rows)
        with_pandas = pd.read_csv(table, dtype=str, keep_default_na=False)
        with_polars = pl.read_csv(table, infer_schema=False)
        assert list(with_pandas.columns) == with_polars.columns == header
        assert with_pandas.to_numpy().tolist() == rows
        assert [[one or "" for one in values] for values in with_polars.rows()] == rows
        assert pd.read_csv(table).shape == (len(rows), len(header))
    variables = [one["name"] for one in description["variableMeasured"]]
    assert len(set(variables)) == len(variables)
    assert set(variables) == columns


def test_no_key_is_lost_beside_a_name_that_an_export_gives(
    studies: dict[str, Any], tmp_path: Path
) -> None:
    recordings = studies["recordings that were not downloaded"]
    recordings.export_bids(tmp_path / "bids", names=True)
    recordings.export_psych_ds(tmp_path / "psych", names=True)
    for file in (
        tmp_path / "bids/sourcedata/hyperstudy/recordings.tsv",
        next((tmp_path / "psych/data").glob("*_description-recordings_data.csv")),
    ):
        (values,) = read_table(file).to_dict("records")
        assert (values["file"], values["exported_file"]) == ("f.webm", "2")
        assert pd.isna(values["exported_exported_file"])
    studies["words of BIDS"].export_bids(tmp_path / "words", names=True)
    (events,) = (tmp_path / "words").rglob("*_events.tsv")
    first = read_table(events).iloc[0]
    for key, value in (("TaskName", "4"), ("HED", "("), ("stim_file", "no.mp4"), ("channel", "4")):
        assert first[f"events_{key}" if key != "HED" else "events_events_HED"] == value
    assert first["events_HED"] == "3"
    (answers,) = read_table(tmp_path / "words/phenotype/questionnaire.tsv").to_dict("records")
    assert (answers["question_HED"], answers["question_MeasurementToolMetadata"]) == ("(", "b")


def test_labels_of_long_ids_fit_into_names_of_files(
    studies: dict[str, Any], tmp_path: Path
) -> None:
    studies["odd ids"].export_bids(tmp_path / "bids", names=True)
    studies["odd ids"].export_elan(tmp_path / "elan", names=True)
    people = pd.read_csv(
        tmp_path / "bids/participants.tsv", sep="\t", dtype=str, keep_default_na=False, quoting=3
    )
    assert {unescape(one) for one in people["hyperstudy_id"]} == set(ODD)
    assert people["participant_id"].str.lower().is_unique
    assert people["participant_id"].str.len().max() < 50
    assert len(list((tmp_path / "elan").glob("*.eaf"))) == len(ODD)
