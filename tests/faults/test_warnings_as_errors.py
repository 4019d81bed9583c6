"""Where warnings are errors, what came is in the error's `partial`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hyperstudy import HyperStudy, HyperStudyWarning, fetch_report, open_study

from .server import Answer, ReceivedRequest, Server

ROWS = [{"id": f"x_{number}", "roomId": "r", "participantId": "u"} for number in range(3)]


def odd(request: ReceivedRequest) -> Answer:
    """Answer with three rows of five, and with a notice."""
    pagination = {"total": 5, "hasMore": False} if "limit" in request.query else {}
    metadata = {"pagination": pagination, "_warnings": ["MISSING_INDEX: x"]}
    return Answer(
        body={
            "status": "success",
            "data": ROWS[int(request.query.get("offset", 0)) :],
            "metadata": metadata,
        }
    )


@pytest.fixture
def hs(server: Server) -> Iterator[HyperStudy]:
    server.respond(odd)
    with HyperStudy("hst_test_1", f"{server.url}/api/v3") as client:
        yield client


CALLS: dict[str, Callable[[HyperStudy], Any]] = {
    "events": lambda hs: hs.get_events("e", output="dict"),
    "personas": lambda hs: hs.list_personas(output="dict"),
    "questionnaire": lambda hs: hs.get_questionnaire("e", output="dict"),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", CALLS)
def test_the_finished_frame_is_in_the_error(name: str, hs: HyperStudy) -> None:
    with pytest.raises(HyperStudyWarning) as caught:
        CALLS[name](hs)
    assert caught.value.partial == ROWS
    assert not fetch_report(caught.value.partial).complete


@pytest.mark.filterwarnings("error")
def test_all_frames_are_in_the_error(hs: HyperStudy) -> None:
    with pytest.raises(HyperStudyWarning) as caught:
        hs.get_all_data("u", room_id="r", output="dict")
    assert len(caught.value.partial) == 13
    assert caught.value.partial["events"] == ROWS


@pytest.mark.filterwarnings("error")
def test_variables_are_in_the_error(hs: HyperStudy) -> None:
    with pytest.raises(HyperStudyWarning) as caught:
        hs.get_variables("r", output="dict")
    assert caught.value.partial["writes"] == ROWS


@pytest.mark.filterwarnings("error")
def test_what_was_created_is_in_the_error(server: Server, hs: HyperStudy) -> None:
    made = {"id": "dep_1"}
    body = {"status": "success", "data": made, "metadata": {"_warnings": ["LATE: x"]}}
    server.respond_once(status=201, body=body)
    with pytest.raises(HyperStudyWarning) as caught:
        hs.create_deployment("e")
    assert caught.value.partial == made


@pytest.mark.filterwarnings("error")
def test_a_pull_closes_its_run(server: Server, hs: HyperStudy, tmp_path: Path) -> None:
    for path in ("/experiments/e", "/experiments/e/config"):
        body = {
            "status": "success",
            "data": [{"id": "e"}],
            "metadata": {"_warnings": ["STALE: x"]},
        }
        server.respond(body=body, path=f"/api/v3{path}")
    with pytest.raises(HyperStudyWarning) as caught:
        hs.pull("e", tmp_path / "s", types=["events", "chat"], progress=False)
    assert [one.name for one in caught.value.partial.tables] == ["events", "chat"]
    study = open_study(tmp_path / "s")
    assert len(study.manifest.pulls) == 1
    with pytest.raises(HyperStudyWarning) as caught:
        study.get_events("e", output="dict")
    assert caught.value.partial == ROWS
    with pytest.raises(HyperStudyWarning) as caught:
        study.get_chat("e", output="pandas")
    assert len(caught.value.partial) == 3


@pytest.mark.parametrize("command", ["events", "all-data"])
def test_the_command_line_writes_its_file(
    command: str, hs: HyperStudy, server: Server, tmp_path: Path
) -> None:
    del hs
    place = tmp_path / ("events.csv" if command == "events" else "u")
    given = ["e"] if command == "events" else ["u", "--room", "r"]
    given += ["-o", str(place)]
    ended = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-m", "hyperstudy", "get", command, *given],
        env={
            **os.environ,
            "HYPERSTUDY_API_KEY": "hst_test_1",
            "HYPERSTUDY_BASE_URL": f"{server.url}/api/v3",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 9, ended.stderr
    assert "MISSING_INDEX" in ended.stderr
    file = place if command == "events" else place / "events.csv"
    assert file.read_text().count("x_") == 3
