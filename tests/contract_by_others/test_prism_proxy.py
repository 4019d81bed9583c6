"""Prism stands before the sandbox while the tests of the sandbox and the client run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import httpx
import prism
import pytest
from populated import Populated
from relay import Judged

from hyperstudy import contract

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TESTS = [
    f"tests/end_to_end/test_{name}.py"
    for name in (
        *("experiments", "deployments", "personas", "events", "downloads"),
        *("sandbox_answers", "sandbox_queries", "sandbox_studies", "sandbox_experiments"),
        *("sandbox_agents", "sandbox_keys", "sandbox_unusual_requests", "sandbox_storage"),
        *("all_data", "pull"),
    )
]
"""What asks for much and needs no port of its own: the others cut connections or start programs."""
LEFT_OUT = [
    # They look for the sandbox's own address in the answer.
    "test_sandbox_answers.py::test_the_contract_is_served_with_this_server_first",
    "test_sandbox_answers.py::test_people_find_the_contract_as_a_page",
    # Prism itself refuses what is no JSON at all.
    "test_sandbox_experiments.py::test_what_is_no_definition_at_all_is_refused",
]
LONGEST = 900
"""Seconds; a run takes two minutes."""


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[Judged]:
    record = tmp_path_factory.mktemp("prism") / "judged.json"
    left_out = [f"--deselect=tests/end_to_end/{name}" for name in LEFT_OUT]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "judged_by_prism", *left_out, *TESTS],
        env=os.environ | {"PYTHONPATH": str(HERE), "HYPERSTUDY_JUDGED": str(record)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert run.returncode == 0, f"Behind Prism tests fail:\n{run.stdout}\n{run.stderr}"
    return [Judged(**each) for each in json.loads(record.read_text("utf-8"))]


def test_no_answer_breaks_the_contract(judged: list[Judged]) -> None:
    found = Counter(
        f"{one.method} {one.operation} {one.status}: {fault}"
        for one in judged
        for fault in one.against("response")
        if not one.on_purpose
    )
    assert not found


def test_no_request_breaks_the_contract_but_those_that_are_refused(judged: list[Judged]) -> None:
    found = Counter(
        f"{one.method} {one.operation} {one.status}: {fault}"
        for one in judged
        for fault in one.against("request")
        if not 400 <= one.status < 500
    )
    assert not found


def test_everything_was_looked_at(judged: list[Judged]) -> None:
    """Every operation, every form, every error: otherwise the tests above would show little."""
    for name, operation in contract.operations().items():
        seen = {one.status for one in judged if one.operation == name}
        assert seen & {200, 201, 202}, name
        assert {str(status) for status in seen} <= operation.definition["responses"].keys()
    assert {400, 401, 403, 404, 409, 429} <= {one.status for one in judged}
    lists = [name for name, one in contract.operations().items() if one.paged and one.tag == "data"]
    for kind in ("text/csv", "application/x-ndjson"):
        assert {one.operation for one in judged if one.kind == kind} >= set(lists)


def test_it_would_find_something(served: Populated, tmp_path: Path) -> None:
    """An odd answer is found and kept back, an odd request too."""
    key = {"X-API-Key": served.sandbox.api_key}
    with (
        prism.proxy(tmp_path, served.sandbox.base_url, "--errors") as address,
        httpx.Client(base_url=address, headers=key) as client,
    ):
        path = f"/data/events/experiment/{served.sandbox.experiment_id}"
        assert client.get(path).status_code == 200
        odd = client.get(path, headers={"X-Sandbox-Fault": "odd-values"})
        assert odd.status_code == 500
        assert {one["location"][0] for one in prism.violations(odd)} == {"response"}
        response = client.get(path, params={"limit": "none"})
        assert response.status_code == 422
        assert {one["location"][0] for one in prism.violations(response)} == {"query"}
