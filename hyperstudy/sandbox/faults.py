"""Faults on purpose: what a network, a proxy and a busy service do to a client now and then.

A fault is written ``kind``, ``kind=setting`` or, where it comes by chance, ``kind=setting:chance``;
several are separated by commas: ``"rate-limit=2:0.05, cut:0.02"``; ``all`` is every kind. There
are three ways to ask: the server's option, and, for what is certain and has no chance, a plan for
the next requests and the request header ``X-Sandbox-Fault``.
Chance is seeded and counts how often the same request was seen, so a run can be repeated exactly,
also when requests overlap. Every fault that was played is in the log.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Mapping
from threading import Lock
from typing import cast
from urllib.parse import quote

from attrs import field, frozen

from .fault_kinds import KINDS, FaultKind, Measure

__all__ = ["HEADER", "Fault", "Faults", "PlayedFault"]

HEADER = "X-Sandbox-Fault"

_CHANCE = 0.05
"""Of a fault for which the server's option gives none."""
_CHANCE_OF_ALL = 0.2
"""The same over all kinds together."""


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

    def __str__(self) -> str:
        # Quoted: a path may hold what a terminal would obey.
        path = quote(self.path, safe="/%")
        return f"{self.kind}={self.setting:g} for {self.method} {path}"


@frozen
class _Plan:
    fault: Fault
    operation: str | None


def _certain(text: str) -> Iterator[Fault]:
    """Read faults that strike for sure, as a header or a plan asks for them."""
    for each in _each(text):
        kinds, setting, chance = _parts(each)
        if chance:
            raise ValueError(
                f"'{each}' has a chance, but what a header or a plan asks for is certain: "
                f"leave out ':{chance}'"
            )
        for kind in kinds:
            yield Fault(kind, _setting(each, kind, setting))


def _by_chance(text: str, chance: float | None = None) -> Iterator[Fault]:
    """Read the faults of the server's option; ``chance`` is for those that give none."""
    for each in _each(text):
        kinds, setting, own = _parts(each)
        if own:
            chance_of_it = _number(each, own)
        elif chance is not None:
            chance_of_it = chance
        else:
            chance_of_it = _CHANCE if len(kinds) == 1 else _CHANCE_OF_ALL
        if not 0 <= chance_of_it <= 1:
            raise ValueError(f"'{each}' has the chance {chance_of_it:g}; give one from 0 to 1")
        for kind in kinds:
            yield Fault(kind, _setting(each, kind, setting), chance_of_it / len(kinds))


def _each(text: str) -> Iterator[str]:
    return (each.strip() for each in text.split(",") if each.strip())


def _parts(text: str) -> tuple[tuple[FaultKind, ...], str, str]:
    """Split a fault into the kinds that it names, its setting and its chance, empty if left out."""
    named, colon, chance = (part.strip() for part in text.partition(":"))
    name, equals, setting = (part.strip() for part in named.partition("="))
    if (colon and not chance) or (equals and not setting):
        raise ValueError(f"'{text}' is not written kind=number:chance")
    if name == "all":
        if setting:
            raise ValueError(
                f"'{text}': every kind has a setting of its own; leave out '={setting}'"
            )
        return tuple(KINDS.values()), setting, chance
    if name not in KINDS:
        raise ValueError(f"no fault is called '{name}'; there are: {', '.join(KINDS)}, and all")
    return (KINDS[name],), setting, chance


def _setting(text: str, kind: FaultKind, setting: str) -> float:
    number = _number(text, setting) if setting else kind.setting
    if not kind.measure.admits(number):
        raise ValueError(f"'{text}' cannot be played: the setting of {kind.name} is {kind.measure}")
    return number


def _number(text: str, number: str) -> float:
    try:
        return float(number)
    except ValueError:
        raise ValueError(f"'{text}' is not written kind=number:chance") from None


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
            Where no chance is given it is 0.05; for ``"all"``, which is every kind, 0.2 over all.
        seed
            Decides all chance.

        Raises
        ------
        ValueError
            When a fault is unknown, its setting or its chance makes no sense, or the chances
            add up to more than 1.
        """
        if faults is None:
            found: tuple[Fault, ...] = ()
        elif isinstance(faults, str):
            found = tuple(_by_chance(faults))
        elif isinstance(faults, Mapping):
            chances = cast("Mapping[str, float]", faults)
            found = tuple(
                fault for text, chance in chances.items() for fault in _by_chance(text, chance)
            )
        else:
            found = tuple(fault for text in faults for fault in _by_chance(text))
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

        Raises
        ------
        ValueError
            When a fault is unknown, its setting makes no sense, or it has a chance.
        """
        plans = [
            _Plan(fault, operation)
            for text in faults
            for fault in tuple(_certain(text)) or (Fault(_NOTHING, 0),)
        ]
        with self._lock:
            self._plans.extend(plans)

    def meet(
        self, method: str, path: str, operation: str, places: Collection[str], header: str = ""
    ) -> tuple[Fault, ...]:
        """Return the faults of a request: those of its header, else a planned one, else chance.

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
                met = tuple(_certain(header))
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


_NOTHING = FaultKind(
    "nothing", "before", 0, Measure("nothing", 0, 0), "an answer as it should be", frozenset()
)
