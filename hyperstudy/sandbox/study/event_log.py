"""The log into which the events of a room are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hyperstudy.sandbox.study.writing import RowWriter

if TYPE_CHECKING:
    from hyperstudy.sandbox.study.design import Design
    from hyperstudy.sandbox.study.people import Person
    from hyperstudy.sandbox.study.room import Run, Visit


class EventLog:
    """Writes the events of one room.

    Parameters
    ----------
    design, run, seed
        The study and the room.
    """

    def __init__(self, design: Design, run: Run, seed: int) -> None:
        self.design, self.run, self.seed = design, run, seed
        self.legacy = run.campaign.legacy
        self.writer = RowWriter(design, run, "evt", "id")

    def note(
        self,
        instant: int,
        person: Person | None,
        category: str,
        kind: str | None,
        visit: Visit | None = None,
        **members: Any,
    ) -> None:
        """Write one event; those that a browser reported carry its clock's correction."""
        if person is not None and person.left is not None and instant > person.left:
            return  # whoever left reports nothing more
        row = self.writer.note(instant, person, category=category)
        if kind is not None:
            row["eventType"] = kind
        row["componentType"] = None
        if self.legacy and "roomId" in row:
            # The member was renamed in February 2026 (documented).
            row["sessionId"] = row.pop("roomId")
        elif self.run.room_id is None:
            row["sessionId"] = f"lobby_{self.run.index + 1:04}"
        if not self.legacy:
            row["deploymentId"] = self.run.campaign.id
        if visit is not None:
            row["stateId"] = visit.state_id
            row["stateName"] = visit.state["name"]
        if person is not None and self.run.started is not None:
            row["participantRole"] = person.role
        if person is not None and not self.legacy and not person.agent:
            row["rawOnset"] = row["onset"] + person.clock_offset
            row["clockOffsetApplied"] = person.clock_offset
        row |= {name: value for name, value in members.items() if value is not ...}
