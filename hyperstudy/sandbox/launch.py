"""Starting a sandbox: its ports, its world, its first key."""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import PurePosixPath
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any

from hyperstudy import contract

from .application import Application
from .contract_router import ContractRouter
from .faults import Faults
from .handle import Sandbox
from .handlers import handlers_for
from .keys import EVERY_SCOPE, KeyRing
from .options import check_options
from .rate_limits import RateLimits, Window
from .server import BackgroundServer, open_port
from .signed_links import SignedLinks
from .storage import Storage, StoredFile
from .study import Study, make
from .world import World

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .faults import PlayedFault

__all__ = ["serve", "start"]

_LINK_LIFETIME = 15 * 60
"""Seconds; the service's own lifetime of minted links is not published."""

# At once, also into a pipe: somebody waits for what to export.
_print = partial(print, flush=True)


def _report(line: str) -> None:
    # Looked up late: whoever redirects the stream means what comes from then on.
    sys.stderr.write(f"{line}\n")


def start(
    study: str | Study = "movie-dyads",
    *,
    seed: int = 7,
    rooms: int | None = None,
    minutes: float | None = None,
    defects: str | Sequence[str] | None = None,
    host: str = "127.0.0.1",
    port: int = 0,
    storage_port: int = 0,
    scopes: Sequence[str] = EVERY_SCOPE,
    rate_limits: bool | tuple[int, int] = False,
    faults: str | Mapping[str, float] | Iterable[str] | None = None,
    page_limit: int | None = None,
    latency: float = 0.0,
    link_lifetime: int = _LINK_LIFETIME,
    agent_pace: float = 0.25,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    clock: Callable[[], float] = monotonic,
    document: Mapping[str, Any] | None = None,
) -> Sandbox:
    """Start a V3 server with a made-up study, in the background of this process.

    Parameters
    ----------
    study
        Name of a study (`hyperstudy.sandbox.studies()` lists them), or one that was made before.
    seed
        Decides all chance: the study, ids, keys, faults.
    rooms, minutes
        Number of rooms, and length of the main part; the study's own when left out.
    defects
        What is wrong with the data on purpose, see `hyperstudy.sandbox.study.make`; ``()`` gives a
        study without a blemish, ``"all"`` one with everything.
    host, port, storage_port
        Where to listen; 0 takes a free port.
    scopes
        What the key may do.
    rate_limits
        True for the service's limits; or requests per minute and endpoint, and per hour and key.
    faults
        Faults on purpose, see `hyperstudy.sandbox.faults`.
    page_limit
        Rows of a page at most, however many are asked for.
    latency
        Seconds by which every answer comes later.
    link_lifetime
        Seconds that a link to a recording is good, a week at most.
    agent_pace
        Seconds from one decision of an agent room to the next; 0 lets all happen at once.
    now, clock
        The time of day, and seconds that only grow (for rate limits); tests put their own here.
    document
        The contract; the packaged one when left out.

    Returns
    -------
    Sandbox
        A context manager.

    Raises
    ------
    ValueError
        When a study, a number, a scope or a fault makes no sense.
    OSError
        When a port is taken.

    Examples
    --------
    >>> import hyperstudy.sandbox
    >>> with hyperstudy.sandbox.start(rooms=2) as sandbox:
    ...     hs = sandbox.client()
    """
    check_options(
        rooms=rooms,
        minutes=minutes,
        ports={"port": port, "storage_port": storage_port},
        rate_limits=rate_limits,
        page_limit=page_limit,
        latency=latency,
        link_lifetime=link_lifetime,
        agent_pace=agent_pace,
    )
    made = (
        make(study, seed=seed, rooms=rooms, minutes=minutes, defects=defects)
        if isinstance(study, str)
        else study
    )
    played = Faults.of(faults, seed=seed)
    contract_document = contract.document() if document is None else document
    router = ContractRouter(contract_document)
    keys = KeyRing(seed)
    key = keys.add(
        user_id=made.owner["id"],
        user_email=made.owner["email"],
        organization=made.owner["organizationId"],
        scopes=scopes,
    )
    with ExitStack() as undone:
        first = undone.enter_context(open_port(host, port))
        second = undone.enter_context(open_port(host, storage_port))
        base_url = _address(host, first) + router.base_path
        storage_url = _address(host, second)
        world = World(
            study=made,
            document=dict(contract_document)
            | {
                "servers": [
                    {"url": base_url, "description": "This sandbox."},
                    *contract_document["servers"],
                ]
            },
            now=now,
            seed=seed,
            pace=round(agent_pace * 1000),
        )
        links = SignedLinks(
            secret=random.Random(f"links of {seed}").randbytes(32), lifetime=link_lifetime, now=now
        )
        closing = asyncio.Event()
        api = Application(
            document=world.document,
            router=router,
            handlers=handlers_for(world),
            keys=keys,
            faults=played,
            closing=closing,
            now=now,
            link_to=lambda path, lifetime: storage_url + links.make(path, lifetime=lifetime),
            rate_limits=_rate_limits(rate_limits, clock),
            page_limit=page_limit,
            latency=latency,
        )
        storage = Storage(
            find=lru_cache(maxsize=32)(partial(_stored_file, made)),
            links=links,
            faults=played,
            closing=closing,
        )
        server = BackgroundServer([(api, first), (storage, second)], closing)
        server.start()
        undone.pop_all()
        return Sandbox(
            study=made,
            base_url=base_url,
            storage_url=storage_url,
            faults=played,
            requests=api.requests,
            storage_requests=storage.requests,
            keys=keys,
            key=key,
            server=server,
        )


def serve(
    study: str | Study = "movie-dyads",
    *,
    say: Callable[[str], object] = _print,
    report: Callable[[str], object] = _report,
    until: Event | None = None,
    **options: Any,
) -> None:
    """Start a sandbox and keep it until it is interrupted (Ctrl+C).

    Parameters
    ----------
    study, options
        As for `start`.
    say
        Takes the lines that tell where it is and what to export.
    report
        Takes a line for each fault that was played, soon after, and their sum at the end; they go
        to standard error otherwise.
    until
        Ends it when set, for callers that cannot interrupt.
    """
    with start(study, **options) as sandbox:
        say(f"The study {sandbox.study.name} is served at {sandbox.base_url}")
        say(f"Its contract, to read: {sandbox.base_url.partition('/api')[0]}/docs")
        say(_to_set(sandbox.environment()))
        ended = Event() if until is None else until
        reported = 0
        try:
            # A wait without end cannot be interrupted on every system.
            while not ended.wait(0.5):
                reported += _report_faults(sandbox.faults.log[reported:], report)
        except KeyboardInterrupt:
            say("The sandbox was stopped")
    # Only now can no request meet another one.
    _report_faults(sandbox.faults.log[reported:], report)
    if sandbox.faults.by_chance or sandbox.faults.log:
        report(_sum_of_faults(sandbox.faults.log))


def _report_faults(played: Sequence[PlayedFault], report: Callable[[str], object]) -> int:
    for each in played:
        report(f"Fault played: {each}")
    return len(played)


def _sum_of_faults(played: Sequence[PlayedFault]) -> str:
    counts = Counter(each.kind for each in played).most_common()
    by_kind = ", ".join(f"{kind} {count}" for kind, count in counts)
    return f"Faults played in all: {len(played)}" + (f" ({by_kind})" if by_kind else "")


def _to_set(variables: Mapping[str, str]) -> str:
    """Write what is typed into another terminal: for PowerShell on Windows, else for a shell."""
    if sys.platform == "win32":
        return "; ".join(f"$env:{name} = '{value}'" for name, value in variables.items())
    return " ".join(["export", *(f"{name}={value}" for name, value in variables.items())])


def _address(host: str, taken: socket.socket) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{taken.getsockname()[1]}"


def _rate_limits(wanted: bool | tuple[int, int], clock: Callable[[], float]) -> RateLimits | None:
    if wanted is False:
        return None
    per_endpoint, per_key = contract.rate_limits() if wanted is True else wanted
    return RateLimits(Window(per_endpoint, 60), Window(per_key, 3600), clock)


def _stored_file(study: Study, path: str) -> StoredFile | None:
    recording_id = PurePosixPath(path).stem
    try:
        content = study.media(recording_id)
        return StoredFile(path, content, study.media_type(recording_id))
    except KeyError:
        return None
