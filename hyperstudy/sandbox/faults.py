"""Faults on purpose: what a network, a proxy and a busy service do to a client now and then.

A fault is written ``kind``, ``kind=setting`` or, where it comes by chance, ``kind=setting:chance``;
several are separated by commas: ``"rate-limit=2:0.05, cut:0.02"``. There are three ways to ask:
the server's option, a plan for the next requests, and the request header ``X-Sandbox-Fault``.
Chance is seeded and counts how often the same request was seen, so a run can be repeated exactly,
also when requests overlap. Every fault that was played is in the log.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping
from threading import Lock
from typing import cast

from attrs import field, frozen

__all__ = ["HEADER", "KINDS", "Fault", "FaultKind", "Faults", "PlayedFault", "parse_faults"]

HEADER = "X-Sandbox-Fault"


_ANYWHERE = frozenset({"answers", "storage"})
_LISTS = frozenset({"lists"})
_PAGES = frozenset({"pages"})


@frozen
class FaultKind:
    """A kind of fault: when it strikes, where, and what its setting means."""

    name: str
    stage: str
    """``before`` the answer is made, in its ``data``, on the ``wire``, or in a ``handler``."""
    setting: float
    """Used when none is given."""
    words: str
    places: frozenset[str] = frozenset({"answers"})
    """``answers`` of the API, among them ``lists`` or ``pages``; ``storage``; or an operation."""


KINDS: Mapping[str, FaultKind] = {
    kind.name: kind
    for kind in (
        FaultKind("latency", "before", 1.0, "the answer comes so many seconds later", _ANYWHERE),
        FaultKind("rate-limit", "before", 1, "429, Retry-After in seconds"),
        FaultKind("rate-limit-date", "before", 2, "429, Retry-After as a date so far ahead"),
        FaultKind("server-error", "before", 500, "this status instead of an answer", _ANYWHERE),
        FaultKind("html", "before", 502, "a proxy's HTML page with this status", _ANYWHERE),
        FaultKind("bare-error", "before", 403, "this status, the error as a bare text"),
        FaultKind("cut", "wire", 0.5, "closed after this share of the body", _ANYWHERE),
        FaultKind("reset", "wire", 0.5, "reset after this share of the body", _ANYWHERE),
        FaultKind("stall", "wire", 30.0, "silent so many seconds in mid-body", _ANYWHERE),
        FaultKind("wrong-length", "wire", 0.5, "this share sent as if it were all", _ANYWHERE),
        FaultKind("no-length", "wire", 1.0, "this share, and no Content-Length", _ANYWHERE),
        FaultKind("moved-total", "data", 3, "pagination.total differs by so much", _PAGES),
        FaultKind("repeated-rows", "data", 1, "so many rows of the page come twice", _LISTS),
        FaultKind("odd-values", "data", 3, "so many values have an odd type", _LISTS),
        FaultKind("missing-index", "data", 0, "a warning, and so many rows fewer", _LISTS),
        FaultKind(
            "expired-url", "handler", 1, "a link that expired", frozenset({"get_recording_link"})
        ),
        FaultKind(
            "spawn-failure",
            "handler",
            1,
            "so many of the agent rooms fail to start",
            frozenset({"create_deployment", "run_more", "retry_room"}),
        ),
    )
}


@frozen
class Fault:
    """A fault that was asked for; ``chance`` is 1 when it is certain."""

    kind: FaultKind
    setting: float
    chance: float = 1.0

    def __str__(self) -> str:
        return f"{self.kind.name}={self.setting:g}"


@frozen
class PlayedFault:
    """An entry of the log: which fault a request met."""

    kind: str
    setting: float
    method: str
    path: str
    operation: str


@frozen
class _Plan:
    fault: Fault
    operation: str | None


def parse_faults(text: str, *, chance: float = 1.0) -> tuple[Fault, ...]:
    """Read faults as they are written in the option and in the header.

    Parameters
    ----------
    text
        Such as ``"cut=0.3, latency"``; ``"all"`` is every kind.
    chance
        Used for those that do not give one.

    Raises
    ------
    ValueError
        When a kind is unknown or a number is none.
    """
    if text.strip() == "all":
        return tuple(Fault(kind, kind.setting, chance / len(KINDS)) for kind in KINDS.values())
    return tuple(_parse(each, chance) for each in text.split(",") if each.strip())


def _parse(text: str, chance: float) -> Fault:
    named, _, own_chance = text.strip().partition(":")
    name, _, setting = named.partition("=")
    kind = KINDS.get(name.strip())
    if kind is None:
        raise ValueError(f"no fault is called '{name.strip()}'; there are: {', '.join(KINDS)}")
    try:
        return Fault(
            kind,
            float(setting) if setting else kind.setting,
            float(own_chance) if own_chance else chance,
        )
    except ValueError:
        raise ValueError(f"'{text.strip()}' is not written kind=number:chance") from None


@frozen
class Faults:
    """Decides which faults a request meets, and keeps the log.

    Parameters
    ----------
    seed
        Decides all chance.
    by_chance
        What may strike any request; the chances together are 1 at most.
    """

    seed: int
    by_chance: tuple[Fault, ...] = ()
    log: list[PlayedFault] = field(factory=list[PlayedFault])
    """Every fault that was played, in order."""
    _plans: list[_Plan] = field(factory=list[_Plan])
    _times: dict[str, int] = field(factory=dict[str, int])
    _lock: Lock = field(factory=Lock)

    @classmethod
    def of(cls, faults: str | Mapping[str, float] | Iterable[str] | None, *, seed: int) -> Faults:
        """Read the server's option.

        Parameters
        ----------
        faults
            A text (see the module), a mapping of faults to chances, several texts, or None.
            Where no chance is given it is 0.05; for ``"all"``, 0.2 over all kinds.
        seed
            Decides all chance.

        Raises
        ------
        ValueError
            When a fault is unknown or the chances add up to more than 1.
        """
        if faults is None:
            found: tuple[Fault, ...] = ()
        elif isinstance(faults, str):
            found = parse_faults(faults, chance=0.2 if faults.strip() == "all" else 0.05)
        elif isinstance(faults, Mapping):
            chances = cast("Mapping[str, float]", faults)
            found = tuple(
                fault
                for text, chance in chances.items()
                for fault in parse_faults(text, chance=chance)
            )
        else:
            found = tuple(fault for text in faults for fault in parse_faults(text, chance=0.05))
        total = sum(fault.chance for fault in found)
        if total > 1 + 1e-9:
            raise ValueError(f"the chances of the faults add up to {total:g}, more than 1")
        return cls(seed, found)

    def plan(self, *faults: str, operation: str | None = None) -> None:
        """Play these faults, one for each of the next requests, and then no more.

        Parameters
        ----------
        faults
            Each for one request, in this order; an empty text lets one request pass unharmed.
        operation
            Only requests for this operation count, such as ``get_events``; ``storage`` means the
            files of the recordings. Without it every request that knows such a fault counts.
        """
        with self._lock:
            for text in faults:
                found = parse_faults(text) or (Fault(_NOTHING, 0),)
                self._plans.extend(_Plan(fault, operation) for fault in found)

    def meet(
        self, method: str, path: str, operation: str, places: Collection[str], header: str = ""
    ) -> tuple[Fault, ...]:
        """Say which faults a request meets: those of its header, else a planned one, else chance.

        Parameters
        ----------
        method, path
            The request; chance counts how often this very request was seen.
        operation
            The operation's id, or ``storage``.
        places
            Where the request is, in the words of `FaultKind.places`.
        header
            The value of ``X-Sandbox-Fault``.

        Raises
        ------
        ValueError
            When the header cannot be read.
        """
        with self._lock:
            if header:
                met = parse_faults(header)
            elif (planned := self._planned(operation, places)) is not None:
                met = (planned,)
            else:
                met = self._drawn(f"{method} {path}")
            met = tuple(each for each in met if not each.kind.places.isdisjoint(places))
            self.log.extend(
                PlayedFault(each.kind.name, each.setting, method, path.partition("?")[0], operation)
                for each in met
            )
            return met

    def _planned(self, operation: str, places: Collection[str]) -> Fault | None:
        for plan in self._plans:
            kind = plan.fault.kind
            suits = kind is _NOTHING or not kind.places.isdisjoint(places)
            if suits and plan.operation in {None, operation}:
                self._plans.remove(plan)
                return plan.fault
        return None

    def _drawn(self, request: str) -> tuple[Fault, ...]:
        self._times[request] = self._times.get(request, 0) + 1
        drawn = random.Random(f"{self.seed} {request} {self._times[request]}").random()
        for fault in self.by_chance:
            drawn -= fault.chance
            if drawn < 0:
                return (fault,)
        return ()


_NOTHING = FaultKind("nothing", "before", 0, "an answer as it should be", frozenset())
