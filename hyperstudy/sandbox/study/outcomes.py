"""How taking part ended, for a person and for a room."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hyperstudy.sandbox.study.randomness import stream

if TYPE_CHECKING:
    from hyperstudy.sandbox.study.people import Person
    from hyperstudy.sandbox.study.room import Run


class Outcome(NamedTuple):
    """End of one person's part."""

    status: str
    """Of the participant: active, completed, disconnected."""
    code: str
    """Word of the participants' filter."""
    word: str
    """Outcome as sessions store it; two words are spelled differently from the filter's."""
    completion_code: str | None
    """Code that the participant saw, to be paid."""


def _completion_code(run: Run, person: Person) -> str:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    return "".join(stream(person.id, run.index, "code").choices(letters, k=9))


def outcome(run: Run, person: Person) -> Outcome:
    """Return how taking part ended for somebody."""
    if run.fate == "declined":
        return Outcome("completed", "NOCONSENT", "NO_CONSENT", None)
    if run.fate == "excluded":
        return Outcome("completed", "TECHNICAL", "TECHNICAL", None)
    if room_status(run) == "failed":
        return Outcome("disconnected", "TECHNICAL", "TECHNICAL", None)
    if person.left is not None:
        return Outcome("disconnected", "ABANDONED", "ABANDONED", None)
    if run.ended is None:
        return Outcome("active", "IN_PROGRESS", "IN_PROGRESS", None)
    if not run.visits[-1].finished:
        # The filter has no word for it (documented).
        return Outcome("completed", "TIMEOUT", "DISCONNECT_TIMEOUT", _completion_code(run, person))
    if run.campaign.legacy and person.prolific_pid is None:
        # Older servers wrote this for everybody who did not come from Prolific (documented).
        return Outcome("completed", "COMPLETED_NO_CODE", "SUCCESS", None)
    return Outcome("completed", "SUCCESS", "SUCCESS", _completion_code(run, person))


def room_status(run: Run) -> str:
    """Return the status of a room."""
    # Nobody leaves a room of agents; when it breaks off, it failed.
    if run.fate == "failed" or (run.fate == "dropped" and run.people[0].agent):
        return "failed"
    if run.ended is None:
        return "active"
    return "completed" if run.visits[-1].finished else "abandoned"


def room_reason(run: Run) -> str | None:
    """Return why a room ended."""
    if room_status(run) == "failed":
        return "TECHNICAL"
    if run.ended is None:
        return None
    if run.visits[-1].finished:
        return "SUCCESS"
    return "DISCONNECT_TIMEOUT" if len(run.people) > 1 else "ABANDONED"
