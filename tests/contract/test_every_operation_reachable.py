"""Every operation of the contract is called by a method, or stands here with the reason."""

from __future__ import annotations

from contextlib import suppress

import httpx
import pytest
from every_method import VARIANTS, arguments_of, methods

import hyperstudy
from hyperstudy import HyperStudy, contract

NOT_REACHABLE: dict[str, str] = {}
"""Operation, and the reason why no method calls it. There is none at present."""


class _Seen(Exception):
    pass


def _operation(request: httpx.Request, base: str) -> str:
    """Find the operation that a request asks for, fixed words before ids."""
    path = str(request.url).removeprefix(base).partition("?")[0].split("/")
    fitting = [
        (sum(step.startswith("{") for step in one.path.split("/")), name)
        for name, one in contract.operations().items()
        if one.method == request.method
        and len(one.path.split("/")) == len(path)
        and all(
            step == here or step.startswith("{")
            for step, here in zip(one.path.split("/"), path, strict=True)
        )
    ]
    return min(fitting)[1]


@pytest.fixture(scope="module")
def reached() -> dict[str, set[str]]:
    """Give the methods that call each operation, as the requests show that they send."""
    found: dict[str, set[str]] = {}
    with HyperStudy("hst_test_1", "http://127.0.0.1:9/api/v3") as hs:
        requests: list[httpx.Request] = []

        def note(request: httpx.Request) -> None:
            requests.append(request)
            raise _Seen

        hs.api.get_httpx_client().event_hooks["request"] = [note]
        for name in methods():
            for variant in VARIANTS.get(name, [{}]):
                method = getattr(hs, name)
                requests.clear()
                with suppress(_Seen):
                    method(**{**arguments_of(method), **variant})
                for request in requests:
                    found.setdefault(_operation(request, hs.base_url), set()).add(name)
    return found


@pytest.mark.parametrize("operation_id", contract.operations())
def test_the_high_level_reaches_it(operation_id: str, reached: dict[str, set[str]]) -> None:
    if operation_id in NOT_REACHABLE:
        assert operation_id not in reached, "it is reachable now: take it off the list"
        assert NOT_REACHABLE[operation_id]
    else:
        assert reached[operation_id]


def test_nothing_stands_on_the_list_that_the_contract_has_not() -> None:
    assert NOT_REACHABLE.keys() <= contract.operations().keys()
    assert hyperstudy.__version__
