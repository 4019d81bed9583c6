"""Which groups came: found by experiment, room, person and deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hyperstudy.sandbox.study.design import Campaign, Design
    from hyperstudy.sandbox.study.room import Run


class StudyRuns:
    """The runs of a study, oldest first.

    Parameters
    ----------
    design
        The study on paper.
    runs
        Each group that came, also those that never led to a room.
    """

    def __init__(self, design: Design, runs: Sequence[Run]) -> None:
        self._design = design
        self.runs = list(runs)
        self.by_room = {run.room_id: run for run in self.runs if run.room_id is not None}
        self.by_participant: dict[str, list[Run]] = {}
        for each in self.runs:
            for person in each.people:
                self.by_participant.setdefault(person.id, []).append(each)

    def within(self, scope: str, scope_id: str) -> list[Run]:
        """Give the runs of an experiment, a room or a participant.

        Raises
        ------
        KeyError
            If there is no such scope, experiment, room or participant.
        """
        if scope == "room":
            return [self.by_room[scope_id]]
        if scope == "participant":
            return self.by_participant[scope_id]
        if scope != "experiment":
            raise KeyError(scope)
        if scope_id == self._design.experiment_id:
            return self.runs
        if any(row["id"] == scope_id for row in self._design.others):
            return []
        raise KeyError(scope_id)

    def rooms_within(self, scope: str, scope_id: str) -> list[Run]:
        """Give the runs of an experiment or a room that led to a room.

        Raises
        ------
        KeyError
            If there is no such scope, experiment or room.
        """
        if scope == "participant":
            raise KeyError(scope)
        return [each for each in self.within(scope, scope_id) if each.room_id is not None]

    def of_campaign(self, campaign: Campaign) -> list[Run]:
        """Give the runs of a deployment."""
        return [each for each in self.runs if each.campaign is campaign]
