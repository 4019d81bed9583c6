"""Schemathesis asks the sandbox whatever the contract allows, and much that it does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from populated import Populated
from stateful_links import with_links

from hyperstudy import contract
from hyperstudy.sandbox.contract_router import ContractRouter

HERE = Path(__file__).parent
CASES = 12
"""Random requests for each operation, beside several thousand that follow from the schemas."""
LONGEST = 900
"""Seconds; a run takes a minute or two."""


@pytest.fixture(scope="module")
def run(served: Populated, tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess:
    folder = tmp_path_factory.mktemp("schemathesis")
    stories, document = folder / "stories.json", folder / "contract.json"
    stories.write_text(json.dumps([served.stories, served.spare]), "utf-8")
    document.write_text(json.dumps(with_links(contract.document())), "utf-8")
    program = [sys.executable, "-m", "schemathesis.cli"]
    program += ["--config-file", str(HERE / "schemathesis.toml"), "run", str(document)]
    program += ["--url", served.sandbox.base_url, "--max-examples", str(CASES), "--no-color"]
    program += ["--header", f"X-API-Key: {served.sandbox.api_key}"]
    environment = {
        "SCHEMATHESIS_HOOKS": "schemathesis_hooks",
        "PYTHONPATH": str(HERE),
        "HYPERSTUDY_STORIES": str(stories),
    }
    return subprocess.run(
        program,
        env=os.environ | environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )


def test_it_finds_no_fault(run: subprocess.CompletedProcess) -> None:
    assert run.returncode == 0, f"Schemathesis found faults:\n{run.stdout}\n{run.stderr}"


def test_every_operation_was_asked_and_answered(
    run: subprocess.CompletedProcess, served: Populated
) -> None:
    """What is refused throughout would show nothing."""
    seen = Counter((each.operation, each.status) for each in served.sandbox.requests)
    operations = ContractRouter(contract.document()).operations.values()
    assert not [each.id for each in operations if not seen[each.id, each.status]]
    assert "47 selected" in run.stdout or f"{len(operations)} selected" in run.stdout
