"""Pulling what no list brings: the variables of each room, the sessions of each deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from faults.server import Answer
from served_lists import EXPERIMENT, ServedLists

import hyperstudy
from hyperstudy.display.notices import IncompleteDataWarning
from hyperstudy.exceptions import ForbiddenError, NotFoundError, ServerError
from hyperstudy.sandbox import start
from hyperstudy.study.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("pyarrow")


@pytest.fixture
def lists(lists: ServedLists) -> ServedLists:
    lists.lists["rooms"] = [room(number) for number in range(5)]
    for number in range(5):
        write(lists, number, "first")
    return lists


@pytest.fixture
def hs(lists: ServedLists) -> Iterator[hyperstudy.HyperStudy]:
    with lists.client() as client:
        yield client


def room(number: int, *, over: bool = True) -> dict[str, Any]:
    return {
        "id": f"room_{number}",
        "experimentId": EXPERIMENT,
        "createdAt": f"2026-03-02T09:{number:02}:00.000Z",
        "completionReason": "SUCCESS" if over else None,
    }


def path_of(number: int) -> str:
    return f"variables/room/room_{number}"


def write(lists: ServedLists, number: int, value: str) -> None:
    lists.lists[path_of(number)] = [{"variable": "trust", "value": value}]


def pull(hs: hyperstudy.HyperStudy, study: Path, **options: Any) -> Any:
    return hs.pull(EXPERIMENT, study, **({"types": "variables"} | options))


def asked(lists: ServedLists) -> list[int]:
    return [number for number in range(9) for _ in lists.of(path_of(number))]


def values(study: Path, number: int) -> list[Any]:
    found = hyperstudy.open_study(study).get_variables(f"room_{number}", output="dict")
    return [row["value"] for row in found["writes"]]


def refusal(status: int, code: str) -> Answer:
    return Answer(status, body={"status": "error", "error": {"code": code, "message": "not this"}})


def test_the_rooms_come_along(lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path) -> None:
    plan = pull(hs, study, dry_run=True)
    assert [(one.name, one.requests) for one in plan.tables] == [("rooms", 1), ("variables", 5)]
    assert asked(lists) == []
    report = pull(hs, study)
    assert report.complete
    assert asked(lists) == [0, 1, 2, 3, 4]
    assert plan.requests == report.requests == 2 + 1 + 5
    assert values(study, 3) == ["first"]
    assert verify(study, progress=False)


def test_rooms_that_are_over_are_not_asked_for_again(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.lists["rooms"][4] = room(4, over=False)
    pull(hs, study)
    asked(lists)
    lists.lists["rooms"][4] = room(4)
    lists.lists["rooms"].append(room(5))
    for number in (0, 4, 5):
        write(lists, number, "second")
    assert pull(hs, study, dry_run=True).tables[1].requests == 2
    report = pull(hs, study)
    assert asked(lists) == [4, 5]
    assert [(one.new, one.changed, one.vanished) for one in report.tables] == [
        (1, 1, 0),
        (1, 1, 0),
    ]
    assert [values(study, number) for number in (0, 4, 5)] == [["first"], ["second"], ["second"]]
    pull(hs, study)
    assert asked(lists) == []
    pull(hs, study, overlap=None)
    assert asked(lists) == [0, 1, 2, 3, 4, 5]
    assert values(study, 0) == ["second"]
    assert verify(study, progress=False)


def test_it_goes_on_where_it_stopped(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.answers = {path_of(3): refusal(500, "X")}
    with pytest.raises(ServerError):
        pull(hs, study)
    assert asked(lists)[:4] == [0, 1, 2, 3]  # what was asked ahead of it is asked again
    lists.answers = {}
    assert pull(hs, study, dry_run=True).tables[1].requests == 2
    assert pull(hs, study).complete
    assert asked(lists) == [3, 4]
    assert verify(study, progress=False)


def test_a_room_that_went_while_it_was_interrupted(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.answers = {path_of(3): refusal(500, "X")}
    with pytest.raises(ServerError):
        pull(hs, study)
    lists.answers = {}
    del lists.lists["rooms"][1]
    # The next call goes on with the rooms that it has; the one after finds that one is gone.
    pull(hs, study)
    assert pull(hs, study).tables[1].vanished == 1
    with pytest.raises(NotFoundError):
        values(study, 1)


def test_variables_of_another_room_are_kept_and_told(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    other = {"variable": "trust", "value": "theirs", "roomId": "room_4"}
    lists.lists[path_of(2)] += [other, {**other, "roomId": "room_2"}]
    with pytest.warns(IncompleteDataWarning, match="1 rows lie outside of room_id='room_2'"):
        report = pull(hs, study)
    assert not report.complete
    for data in (hs, hyperstudy.open_study(study)):
        with pytest.warns(IncompleteDataWarning, match="1 rows lie outside of room_id='room_2'"):
            found = data.get_variables("room_2", output="dict")["writes"]
        assert [row["value"] for row in found] == ["first", "theirs", "theirs"]
        assert hyperstudy.fetch_report(found).outside[0]["rows"] == 1


@pytest.mark.parametrize("name", ["a/b", "..", "a b"])
def test_a_room_whose_id_is_no_part_of_an_address(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path, name: str
) -> None:
    lists.lists["rooms"].insert(2, {**room(7), "id": name})
    for _ in range(2):
        with pytest.warns(IncompleteDataWarning, match=f"variables of '{name}' were not asked for"):
            report = pull(hs, study)
        assert not report.complete
        assert [values(study, number) for number in range(5)] == [["first"]] * 5
    assert asked(lists) == [0, 1, 2, 3, 4]


def test_a_room_without_variables(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.answers = {path_of(2): refusal(404, "NOT_FOUND")}
    assert pull(hs, study).complete
    with pytest.raises(NotFoundError):
        hs.get_variables("room_2")
    with pytest.raises(NotFoundError):
        values(study, 2)
    assert values(study, 4) == ["first"]


@pytest.mark.parametrize("which", ["rooms", "variables"])
def test_what_may_not_be_read(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path, which: str
) -> None:
    names = ["rooms"] if which == "rooms" else [path_of(number) for number in range(5)]
    lists.answers = dict.fromkeys(names, refusal(403, "FORBIDDEN"))
    if which == "rooms":
        assert pull(hs, study, dry_run=True).tables[1].refused
    with pytest.warns(IncompleteDataWarning, match="variables was refused"):
        report = pull(hs, study, types=["events", "variables"])
    assert set(report.refused) == {"rooms", "variables"} - ({"rooms"} - {which})
    lists.answers = {}
    assert pull(hs, study).complete
    assert values(study, 0) == ["first"]


def test_a_server_that_has_no_such_thing(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.answers = {path_of(number): refusal(404, "NOT_FOUND") for number in range(5)}
    with pytest.warns(IncompleteDataWarning, match="variables was refused: not this"):
        assert not pull(hs, study).complete


def test_what_the_server_warns_of(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.warnings[path_of(1)] = ["MISSING_INDEX: some"]
    with pytest.warns(IncompleteDataWarning, match="MISSING_INDEX"):
        pull(hs, study)
    with pytest.warns(hyperstudy.ServerWarning, match="MISSING_INDEX"):
        values(study, 0)


def test_the_tools_read_it(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    with start("agents", rooms=3) as sandbox, sandbox.client() as hs:
        wanted = ["variables", "sessions", "deployment_details", "agent_spend"]
        hs.pull(sandbox.experiment_id, tmp_path / "study", types=wanted)
    study = hyperstudy.open_study(tmp_path / "study")
    assert set(study.tables) == {"rooms", "deployments", *wanted}
    writes = study.sql(
        "select roomId, json_extract_string(one, '$.variable') as variable "
        "from (select roomId, unnest(from_json(data, '[\"json\"]')) as one from variables)"
    )
    assert len(writes) > 10
    assert set(writes["roomId"]) == set(study.get_rooms(study.experiment_id)["id"])
    assert "deployment details" not in study.methods()


def test_a_study_without_deployments(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    pytest.importorskip("duckdb")
    pull(hs, study, types="agent_spend")
    opened = hyperstudy.open_study(study)
    assert opened.sql("select count(*) as n from agent_spend")["n"].tolist() == [0]
    with pytest.raises(NotFoundError):
        opened.get_agent_spend("dep_1")


def test_a_key_that_may_not_read_anything(lists: ServedLists, hs: Any, study: Path) -> None:
    no = refusal(403, "FORBIDDEN")
    lists.answers = {"rooms": no, "experiment": no}
    with pytest.raises(ForbiddenError):
        pull(hs, study)
