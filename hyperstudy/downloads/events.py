"""What happens during downloads, told as events. Bar, log, report and tests read the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import asdict, frozen

if TYPE_CHECKING:
    from datetime import datetime

    from .job import Saved


@frozen
class Event:
    """Something that happened to one of the planned files.

    Attributes
    ----------
    number : int
        Which one: its place in the plan, from 0 on; -1 if it concerns all of them.
    name : str
        Name of the file.
    """

    number: int
    name: str

    def to_dict(self) -> dict[str, Any]:
        """Give the event as plain JSON values, its kind under ``event``."""
        values = asdict(self, value_serializer=_plain)
        return {"event": type(self).__name__.lower(), **values}


@frozen
class Started(Event):
    """The transfer of a file begins, or its reading if it is to be verified.

    Attributes
    ----------
    size : int or None
        Its bytes in all; None as long as nobody told.
    have : int
        Bytes that are here from an earlier run; 0 when they are to be read.
    """

    size: int | None
    have: int


@frozen
class Advanced(Event):
    """Bytes were written, or read to be verified.

    Attributes
    ----------
    amount : int
        How many since the last event. Negative when the file starts over: what was counted
        before is taken back.
    size : int or None
        Bytes of the file in all, as known now.
    """

    amount: int
    size: int | None


@frozen
class Waiting(Event):
    """Nothing goes on for a while.

    Attributes
    ----------
    why : str
        What for.
    seconds : float
        How long.
    until : datetime
        The moment when it goes on, in UTC.
    """

    why: str
    seconds: float
    until: datetime


@frozen
class Done(Event):
    """A file is whole and under its name.

    Attributes
    ----------
    saved : Saved
        Where it is and what is known of it.
    """

    saved: Saved


@frozen
class Failed(Event):
    """A file could not be had. What came of it is kept for the next run.

    Attributes
    ----------
    error : Exception
        Why.
    attempts : int
        How often it was asked for.
    """

    error: Exception
    attempts: int


def _plain(_: Any, __: Any, value: Any) -> Any:
    return value if value is None or isinstance(value, (int, float)) else str(value)
