"""Phrases for writing experiment documents of the sandbox's studies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

from hyperstudy.sandbox.study.design import OWNER, Fate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hyperstudy.sandbox.study.table import Row


def state(
    order: int,
    name: str,
    identity: str,
    kind: str,
    config: Row,
    *,
    seconds: float | None = None,
    together: bool = True,
    shows: Sequence[str] = (),
    role_configs: Row | None = None,
) -> Row:
    """Write a state: timed when it has a length, else synchronized or on everybody's click."""
    focus: Row = {"id": f"{crc32(identity.encode()):08x}", "type": kind, "config": config}
    if role_configs:
        focus["roleConfigs"] = role_configs
    if seconds is not None:
        rules: Row = {"type": "TIMED", "durationMs": round(seconds * 1000)}
    else:
        rules = {"type": "SYNCHRONIZED" if together else ""}
    return {
        "id": identity,
        "name": name,
        "order": order,
        "focusComponent": focus,
        "transitionRules": rules,
        "globalComponentsVisibility": dict.fromkeys(shows, True),
    }


def variable(kind: str, initial: Any, description: str) -> Row:
    """Write the definition of a variable."""
    return {"type": kind, "initialValue": initial, "description": description}


def enrichment(identity: str, created: str, updated: str, **more: Any) -> Row:
    """Write what the server adds to a definition; counts follow from the data."""
    return {
        "id": identity,
        "ownerId": OWNER["id"],
        "ownerEmail": OWNER["email"],
        "organizationId": OWNER["organizationId"],
        "roomCount": 0,
        "participantCount": 0,
        "createdAt": created,
        "updatedAt": updated,
        "accessType": "owner",
        **more,
    }


def check(items: Sequence[Row], *, passing: int = 80, attempts: int = 3) -> Row:
    """Write the questions at the end of an instructions page."""
    return {
        "title": "Check Your Understanding",
        "required": True,
        "passingScore": passing,
        "allowRetry": attempts > 1,
        "maxAttempts": attempts,
        "showFeedback": True,
        "showExplanations": True,
        "randomizeQuestions": False,
        "randomizeOptions": False,
        "items": list(items),
    }


def course(
    pattern: Mapping[int, Fate],
    *,
    before: Mapping[int, Fate] | None = None,
    last_runs: bool = True,
) -> Callable[[int, int], Sequence[Fate]]:
    """Decide what happens by the last digit of a room's number.

    Parameters
    ----------
    pattern
        How rooms go; those not mentioned are completed.
    before
        Who comes to the lobby only, ahead of a room.
    last_runs
        Whether the last of three or more rooms is still running.
    """

    def fates(number: int, rooms: int) -> Sequence[Fate]:
        fate = pattern.get(number % 10, "completed")
        if last_runs and rooms > 2 and number == rooms:
            fate = "active"
        elif fate == "failed" and number == rooms:
            # Whose room failed comes again, so there has to be another room.
            fate = "completed"
        visitor = (before or {}).get(number % 10)
        return (fate,) if visitor is None else (visitor, fate)

    return fates
