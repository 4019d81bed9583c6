"""The kinds of faults on purpose: where each strikes, and which setting it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KINDS", "FaultKind", "Measure"]

_ANYWHERE = frozenset({"answers", "storage"})
_LISTS = frozenset({"lists"})
_PAGES = frozenset({"pages"})


@frozen
class Measure:
    """What the setting of a fault is counted in, and between which limits."""

    words: str
    least: float
    most: float
    whole: bool = True

    def admits(self, number: float) -> bool:
        """Return whether a number can be played; what is not finite cannot."""
        return self.least <= number <= self.most and (not self.whole or number == int(number))

    def __str__(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        return f"{self.words}, {kind} from {self.least:.0f} to {self.most:.0f}"


# A day: more than a client waits, and less than a date can bear.
_SECONDS = Measure("seconds", 0, 86_400, whole=False)
_WHOLE_SECONDS = Measure("seconds", 0, 86_400)
_STATUS = Measure("an HTTP status", 400, 599)
_SHARE = Measure("a share of the body", 0, 1, whole=False)
_ROWS = Measure("how many", 0, 10_000)
_NOT_USED = Measure("not used", 0, 1)
_DIFFERENCE = Measure("a difference", -1_000_000, 1_000_000)


@frozen
class FaultKind:
    """A kind of fault: when it strikes, where, and what its setting means."""

    name: str
    stage: str
    """``before`` the answer is made, in its ``data``, on the ``wire``, or in a ``handler``."""
    setting: float
    """Used when none is given."""
    measure: Measure
    words: str
    places: frozenset[str] = frozenset({"answers"})
    """``answers`` of the API, among them ``lists`` or ``pages``; ``storage``; or an operation."""


KINDS: Mapping[str, FaultKind] = {
    kind.name: kind
    for kind in (
        FaultKind(
            "latency", "before", 1, _SECONDS, "the answer comes so many seconds later", _ANYWHERE
        ),
        FaultKind("rate-limit", "before", 1, _WHOLE_SECONDS, "429, Retry-After in seconds"),
        FaultKind(
            "rate-limit-date",
            "before",
            2,
            _WHOLE_SECONDS,
            "429, Retry-After as a date so far ahead",
        ),
        FaultKind(
            "server-error", "before", 500, _STATUS, "this status instead of an answer", _ANYWHERE
        ),
        FaultKind(
            "html", "before", 502, _STATUS, "a proxy's HTML page with this status", _ANYWHERE
        ),
        FaultKind("bare-error", "before", 403, _STATUS, "this status, the error as a bare text"),
        FaultKind("cut", "wire", 0.5, _SHARE, "closed after this share of the body", _ANYWHERE),
        FaultKind("reset", "wire", 0.5, _SHARE, "reset after this share of the body", _ANYWHERE),
        FaultKind("stall", "wire", 30, _SECONDS, "silent so many seconds in mid-body", _ANYWHERE),
        FaultKind(
            "wrong-length", "wire", 0.5, _SHARE, "this share sent as if it were all", _ANYWHERE
        ),
        FaultKind("no-length", "wire", 1, _SHARE, "this share, and no Content-Length", _ANYWHERE),
        FaultKind(
            "moved-total", "data", 3, _DIFFERENCE, "pagination.total differs by so much", _PAGES
        ),
        FaultKind("repeated-rows", "data", 1, _ROWS, "so many rows of the page come twice", _LISTS),
        FaultKind("odd-values", "data", 3, _ROWS, "so many values have an odd type", _LISTS),
        FaultKind("missing-index", "data", 0, _ROWS, "a warning, and so many rows fewer", _LISTS),
        FaultKind(
            "expired-url",
            "handler",
            1,
            _NOT_USED,
            "a link that expired",
            frozenset({"get_recording_link"}),
        ),
        FaultKind(
            "expired-links",
            "handler",
            1,
            _NOT_USED,
            "the links within the rows expired",
            frozenset({"get_recordings"}),
        ),
        FaultKind(
            "spawn-failure",
            "handler",
            1,
            _ROWS,
            "so many of the agent rooms fail to start",
            frozenset({"create_deployment", "run_more", "retry_room"}),
        ),
    )
}
