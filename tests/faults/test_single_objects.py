"""A single object is understood bare and as a list of one, from every operation that has one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hyperstudy import HyperStudy, HyperStudyError, load_experiment

from .server import Server

OBJECT = {"id": "x_1", "name": "x", "future": {"a_b": None}}
ONE: dict[str, Callable[[HyperStudy], Any]] = {
    "get_experiment": lambda hs: hs.get_experiment("e"),
    "get_experiment_config": lambda hs: hs.get_experiment_config("e"),
    "export_experiment": lambda hs: hs.export_experiment("e"),
    "create_experiment": lambda hs: hs.create_experiment(name="x"),
    "update_experiment": lambda hs: hs.update_experiment("e", name="x"),
    "validate_experiment": lambda hs: hs.validate_experiment({"name": "x"}),
    "share_experiment": lambda hs: hs.share_experiment(
        "e", target_type="userId", target_id="u", permissions="view"
    ),
    "check_access": lambda hs: hs.check_access("e"),
    "get_deployment": lambda hs: hs.get_deployment("d"),
    "create_deployment": lambda hs: hs.create_deployment("e"),
    "get_agent_spend": lambda hs: hs.get_agent_spend("d"),
    "run_more": lambda hs: hs.run_more("d", rooms=1, budget_usd=1),
    "retry_room": lambda hs: hs.retry_room("d", "r"),
    "get_persona": lambda hs: hs.get_persona("p"),
    "create_persona": lambda hs: hs.create_persona(name="x"),
    "update_persona": lambda hs: hs.update_persona("p", name="x"),
    "duplicate_persona": lambda hs: hs.duplicate_persona("p"),
    "get_cognition_catalog": lambda hs: hs.get_cognition_catalog(),
    "get_agent_decision": lambda hs: hs.get_agent_decision("r", "d"),
    "get_counts": lambda hs: hs.get_counts("p", "r"),
}
NONE: dict[str, Callable[[HyperStudy], Any]] = {
    "delete_experiment": lambda hs: hs.delete_experiment("e"),
    "delete_persona": lambda hs: hs.delete_persona("p"),
    "stop_room": lambda hs: hs.stop_room("d", "r"),
}
BARE = ("check_access", "share_experiment")


@pytest.fixture
def hs(server: Server) -> Iterator[HyperStudy]:
    with HyperStudy("hst_test_1", f"{server.url}/api/v3") as client:
        yield client


@pytest.mark.parametrize("data", [OBJECT, [OBJECT]], ids=["bare", "in a list"])
@pytest.mark.parametrize("name", ONE)
def test_both_forms_are_the_same(name: str, data: Any, server: Server, hs: HyperStudy) -> None:
    server.respond_once(body={"status": "success", "data": data, "metadata": None})
    assert ONE[name](hs) == OBJECT


@pytest.mark.parametrize("name", BARE)
def test_an_answer_without_an_envelope_is_understood_where_it_may_be(
    name: str, server: Server, hs: HyperStudy
) -> None:
    for body in (OBJECT, [OBJECT]):
        server.respond_once(body=body)
        assert ONE[name](hs) == OBJECT


def test_shared_experiments_may_come_as_a_bare_list(server: Server, hs: HyperStudy) -> None:
    server.respond_once(body=[OBJECT])
    assert hs.list_shared_experiments(output="dict") == [OBJECT]
    server.respond_once(body=[])
    assert len(hs.list_shared_experiments()) == 0


@pytest.mark.parametrize("name", sorted(ONE.keys() - set(BARE)))
def test_elsewhere_it_is_an_error(name: str, server: Server, hs: HyperStudy) -> None:
    for body in (OBJECT, [OBJECT]):
        server.respond_once(body=body)
        with pytest.raises(HyperStudyError):
            ONE[name](hs)


@pytest.mark.parametrize("name", sorted(ONE.keys() - {"share_experiment"}))
def test_none_or_several_are_an_error(name: str, server: Server, hs: HyperStudy) -> None:
    for data in ([], None, [OBJECT, OBJECT], ["x"]):
        server.respond_once(body={"status": "success", "data": data})
        with pytest.raises(HyperStudyError):
            ONE[name](hs)


def test_a_share_may_say_nothing(server: Server, hs: HyperStudy) -> None:
    server.respond_once(body={"status": "success", "data": None})
    assert ONE["share_experiment"](hs) == {}


@pytest.mark.parametrize("name", NONE)
def test_what_has_nothing_to_tell_gives_none(name: str, server: Server, hs: HyperStudy) -> None:
    for answer in (
        {"body": {"status": "success", "data": [{"deleted": True}]}},
        {"body": {"status": "success", "data": {"stopped": True}}},
        {"status": 204},
    ):
        server.respond_once(**answer)
        assert NONE[name](hs) is None


def test_the_servers_notices_are_told(server: Server, hs: HyperStudy) -> None:
    server.respond_once(
        body={
            "status": "success",
            "data": [OBJECT],
            "metadata": {"_warnings": ["MISSING_INDEX: later"]},
        }
    )
    with pytest.warns(UserWarning, match="MISSING_INDEX") as caught:
        hs.get_experiment("e")
    assert caught[0].filename == __file__


@pytest.mark.parametrize("name", ["study.json", "study.yaml"])
def test_half_a_surrogate_pair_goes_out_and_in(
    name: str, server: Server, hs: HyperStudy, tmp_path: Path
) -> None:
    definition = {"name": "x", "description": "cut \ud83d"}
    server.respond_once(
        body={"status": "success", "data": {"experiment": definition}, "metadata": {}}
    )
    server.respond_once(body={"status": "success", "data": OBJECT})
    hs.export_experiment("e", tmp_path / name)
    hs.create_experiment(experiment=load_experiment(tmp_path / name))
    assert server.requests[-1].json == definition


@pytest.mark.parametrize(
    ("proposed", "named"),
    [
        ("copy.json", "copy_exp_1.json"),
        ("../../etc/film.json", "film_exp_1.json"),
        ("???.json", "exp_1.json"),
        ("..", "exp_1.json"),
        ("/", "exp_1.json"),
        (".json", "exp_1.json"),
        (None, "exp_1.json"),
        (5, "5_exp_1.json"),
        ("ä" * 300 + ".json", "ä" * 60 + "_exp_1.json"),
    ],
)
def test_whatever_name_is_proposed_for_an_export_it_is_a_file_of_its_own(
    proposed: Any, named: str, server: Server, hs: HyperStudy, tmp_path: Path
) -> None:
    for experiment_id in ("exp_1", "exp_2"):
        server.respond_once(
            body={
                "status": "success",
                "data": {"experiment": {"name": experiment_id}, "mediaAssets": []},
                "metadata": {"filename": proposed},
            }
        )
        hs.export_experiment(experiment_id, tmp_path)
    files = {file.name: load_experiment(file).name for file in tmp_path.iterdir()}
    assert files == {named: "exp_1", named.replace("exp_1", "exp_2"): "exp_2"}
