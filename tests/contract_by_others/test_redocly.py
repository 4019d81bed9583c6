"""Redocly reads the contract by its recommended rules."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from npm_tools import REDOCLY, environment, program

SPEC = Path(__file__).parents[2] / "spec"


def lint(contract: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*program(REDOCLY, "redocly"), "lint", contract, "--config", SPEC / "redocly.yaml"],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_has_nothing_to_say_against_the_contract() -> None:
    output = lint(SPEC / "openapi.yaml")
    assert output.returncode == 0, f"{output.stdout}\n{output.stderr}"
    assert not re.search(r"You have \d+ warning", output.stdout + output.stderr)


def test_it_would_say_something(tmp_path: Path) -> None:
    broken = tmp_path / "openapi.yaml"
    text = (SPEC / "openapi.yaml").read_text("utf-8")
    broken.write_text(text.replace("#/components/parameters/Limit", "#/nowhere", 1), "utf-8")
    output = lint(broken)
    assert output.returncode == 1
    assert "no-unresolved-refs" in output.stdout + output.stderr
