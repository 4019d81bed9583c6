"""A pytest plugin: every sandbox that a test starts stands behind Prism, which keeps a record.

`pytest -p judged_by_prism` with this folder on PYTHONPATH; the record goes to the file that
HYPERSTUDY_JUDGED names.
"""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import prism
import pytest
from attrs import evolve
from relay import relaying

import hyperstudy.sandbox
from hyperstudy.sandbox import launch

RECORD = Path(os.environ["HYPERSTUDY_JUDGED"])
_RUNNING = ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Stand in before any conftest.py takes `start` by its name."""
    relay = _RUNNING.enter_context(relaying())
    relay.prism = _RUNNING.enter_context(
        prism.proxy(RECORD.parent, f"{relay.back}{prism.base_path()}")
    )
    _RUNNING.callback(
        lambda: RECORD.write_text(
            json.dumps([each._asdict() for each in relay.judged]), encoding="utf-8"
        )
    )
    really_start = launch.start

    def start(*arguments: Any, **options: Any) -> hyperstudy.sandbox.Sandbox:
        started = really_start(*arguments, **options)
        return evolve(started, base_url=relay.address_for(started.base_url))

    launch.start = hyperstudy.sandbox.start = start


def pytest_unconfigure(config: pytest.Config) -> None:
    _RUNNING.close()
