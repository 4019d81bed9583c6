"""A client that talks to a cassette, or that records one.

`nox -s record` sets HYPERSTUDY_RECORD: `sandbox`, or `live` where HYPERSTUDY_API_KEY and the ids
HYPERSTUDY_EXPERIMENT, HYPERSTUDY_ROOM and HYPERSTUDY_PARTICIPANT are set. Without it everything is
replayed and no connection is made.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

import pytest

from hyperstudy import HyperStudy

from .tapes import ADDRESS, KEY, RECORDED, Tape

RECORDING = os.environ.get("HYPERSTUDY_RECORD", "")
STUDY = "movie-dyads"


class Source:
    """Whatever stands behind the tests, study by study."""

    def __init__(self, servers: ExitStack) -> None:
        self._servers = servers
        self._known: dict[str, tuple[str, str, Tape]] = {}

    def of(self, study: str) -> tuple[str, str, Tape]:
        """Give key, address and recording machine."""
        if study not in self._known:
            self._known[study] = self._open(study)
        return self._known[study]

    def _open(self, study: str) -> tuple[str, str, Tape]:
        if RECORDING == "sandbox":
            from hyperstudy import sandbox

            # Small pages, so that following them is on the tapes too.
            server = self._servers.enter_context(
                sandbox.start(study, seed=11, rooms=2, minutes=1, page_limit=300)
            )
            participant = server.study.participants[0]
            _remember(
                study,
                experiment_id=server.experiment_id,
                room_id=participant["roomId"],
                participant_id=participant["id"],
            )
            return server.api_key, server.base_url, Tape(server.base_url)
        if RECORDING == "live":
            address = os.environ.get("HYPERSTUDY_BASE_URL", ADDRESS)
            _remember(
                study,
                experiment_id=os.environ["HYPERSTUDY_EXPERIMENT"],
                room_id=os.environ["HYPERSTUDY_ROOM"],
                participant_id=os.environ["HYPERSTUDY_PARTICIPANT"],
            )
            return os.environ["HYPERSTUDY_API_KEY"], address, Tape(address, people=False)
        return KEY, ADDRESS, Tape()


def _remember(study: str, **ids: str) -> None:
    RECORDED.parent.mkdir(exist_ok=True)
    known = json.loads(RECORDED.read_text("utf-8")) if RECORDED.exists() else {}
    RECORDED.write_text(json.dumps({**known, study: ids}, indent=1) + "\n", "utf-8")


@pytest.fixture(scope="session")
def source() -> Iterator[Source]:
    """Give what stands behind the tests; servers end with the session."""
    with ExitStack() as servers:
        yield Source(servers)


@pytest.fixture
def on_tape(source: Source) -> Callable[..., AbstractContextManager[HyperStudy]]:
    """Give a client whose requests are answered by the cassette of a name."""

    @contextmanager
    def use(name: str, study: str = STUDY) -> Iterator[HyperStudy]:
        key, address, tape = source.of(study)
        with tape.use(name), HyperStudy(key, address) as hs:
            yield hs

    return use
