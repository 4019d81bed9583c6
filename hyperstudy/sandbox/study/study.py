"""A made-up study: everything that a server needs to know of it."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from hyperstudy.sandbox.study.agent_records import AgentRecords
from hyperstudy.sandbox.study.defects import Defects, PlantedDefect, clean
from hyperstudy.sandbox.study.design import OWNER, Campaign, Design
from hyperstudy.sandbox.study.files import Files
from hyperstudy.sandbox.study.moments import MINUTE, iso
from hyperstudy.sandbox.study.personas import CATALOG, WATCHER
from hyperstudy.sandbox.study.records import recordings, room
from hyperstudy.sandbox.study.schedule import schedule
from hyperstudy.sandbox.study.study_runs import StudyRuns
from hyperstudy.sandbox.study.tables import DATA_TYPES, DataType, Tables
from hyperstudy.sandbox.study.true_clocks import RoomTruth
from hyperstudy.sandbox.study.variables import reconstruction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hyperstudy.sandbox.study.table import Row, Table

Scope: TypeAlias = Literal["experiment", "room", "participant"]

_TABLES_HELD: Final = 256


class Study:
    """One experiment with its deployments, rooms, people and data, all made up.

    Everything follows from the design and the seed; rows exist only while somebody looks at them.
    Rows may be shared between answers: who wants to change one copies it first.

    Parameters
    ----------
    design
        The study on paper.
    seed
        Seed of all chance in it.
    rooms
        How many rooms there are; at least one.
    start
        When the first group is invited, in ms since 1970.
    incomplete
        Data types of which the experiment scope leaves out the last room, with a warning of a
        missing index, as happens on the service.
    defects
        What is wrong with the data on purpose; all else goes well then. None: as it comes.
    """

    def __init__(
        self,
        design: Design,
        *,
        seed: int,
        rooms: int,
        start: int,
        incomplete: Sequence[DataType] = (),
        defects: Sequence[str] | None = None,
    ) -> None:
        if defects is not None:
            design = clean(design, defects)
        self.design = design
        self.name = design.name
        self.seed = seed
        self._incomplete = frozenset(incomplete)
        self._runs = StudyRuns(design, schedule(design, seed, rooms, start))
        self._agents = AgentRecords(design, seed)
        planted = Defects(defects, self._runs.runs)
        self._files = Files(design, self._runs.runs, seed, planted)
        self.planted: tuple[PlantedDefect, ...] = tuple(planted.planted)
        self._tables = Tables(design, seed, self._files, planted)
        # A cache of each study's own: it goes when the study goes.
        self._table = lru_cache(maxsize=_TABLES_HELD)(self._open)

    # -- documents ---------------------------------------------------------------------------

    @property
    def owner(self) -> Row:
        """The user who owns everything: id, email, name, organizationId."""
        return OWNER

    @cached_property
    def experiment(self) -> Row:
        """The experiment that has the data: definition and enrichment."""
        return {
            **self.design.experiment,
            "roomCount": len(self._runs.by_room),
            "participantCount": len(self._runs.by_participant),
        }

    @property
    def experiments(self) -> list[Row]:
        """All experiments, the one with the data first."""
        return [self.experiment, *self.design.others]

    @cached_property
    def deployments(self) -> list[Row]:
        """All deployments."""
        return [self._deployment(campaign) for campaign in self.design.campaigns]

    def _deployment(self, campaign: Campaign) -> Row:
        runs = self._runs.of_campaign(campaign)
        people = {person.id for each in runs for person in each.people}
        created = (runs or self._runs.runs)[0].people[0].lobby.arrived - 40 * MINUTE
        row: Row = {
            "id": campaign.id,
            "experimentId": self.design.experiment_id,
            "name": campaign.name,
            "status": campaign.status,
            "ownerId": OWNER["id"],
            "ownerName": OWNER["name"],
            "participantCount": len(people),
            "maxParticipants": 10 * -(-len(people) // 10),
            "createdAt": iso(created),
            "updatedAt": iso(max([created] + [each.until for each in runs])),
        }
        if campaign.kind is not None:
            row["type"] = campaign.kind
        return row

    @cached_property
    def rooms(self) -> list[Row]:
        """All rooms, oldest first."""
        return [room(self.design, each) for each in self._runs.by_room.values()]

    @cached_property
    def participants(self) -> list[Row]:
        """All participants of all rooms; somebody who came twice is there twice."""
        return list(self.table("participants", "experiment", self.design.experiment_id))

    @cached_property
    def recordings(self) -> list[Row]:
        """All recordings."""
        return list(self.table("recordings", "experiment", self.design.experiment_id))

    @property
    def personas(self) -> list[Row]:
        """All personas."""
        own = self.design.agents.personas.values() if self.design.agents else ()
        return [*own, WATCHER]

    @property
    def cognition_catalog(self) -> Row:
        """The catalog of cognitive abilities and recipes."""
        return CATALOG

    # -- tables ------------------------------------------------------------------------------

    def table(
        self,
        data_type: str,
        scope: str,
        scope_id: str,
        *,
        room_id: str | None = None,
        deployment_id: str | None = None,
    ) -> Table:
        """Open a table of data.

        Parameters
        ----------
        data_type
            One of `DATA_TYPES`.
        scope
            experiment, room or participant.
        scope_id
            Id of that experiment, room or participant.
        room_id
            Keep one room; for a participant, the room meant.
        deployment_id
            Keep the rooms of one deployment.

        Returns
        -------
        Table
            Rows by ascending time (`timestamp`, `startTime`, `joinedAt` or `createdAt`), ties by
            id. A room or deployment that is not part of the scope leaves nothing.

        Raises
        ------
        KeyError
            If the study has no such data type, scope, experiment, room or participant.
        """
        return self._table(data_type, scope, scope_id, room_id, deployment_id)

    def _open(
        self,
        data_type: str,
        scope: str,
        scope_id: str,
        room_id: str | None,
        deployment_id: str | None,
    ) -> Table:
        if data_type not in DATA_TYPES:
            raise KeyError(data_type)
        runs = [
            each
            for each in self._runs.within(scope, scope_id)
            if room_id in (None, each.room_id) and deployment_id in (None, each.campaign.id)
        ]
        if scope == "experiment" and data_type in self._incomplete:
            runs = runs[:-1]
        return self._tables.open(data_type, runs, scope_id if scope == "participant" else None)

    def _campaign(self, deployment_id: str) -> Campaign:
        for campaign in self.design.campaigns:
            if campaign.id == deployment_id:
                return campaign
        raise KeyError(deployment_id)

    def warnings(self, data_type: str, scope: str) -> list[str]:
        """Give what the service would say beside an answer: code, colon, text."""
        if scope == "experiment" and data_type in self._incomplete:
            return [
                f"MISSING_INDEX: the query on {data_type} needs a composite index and may lack rows"
            ]
        return []

    def room_of(self, row: Row) -> str | None:
        """Return the room of a row, whether the row says roomId, sessionId, or is a room itself.

        None for what happened in the lobby and never led to a room.
        """
        for name in ("roomId", "sessionId", "id"):
            if row.get(name) in self._runs.by_room:
                return str(row[name])
        return None

    # -- summaries ---------------------------------------------------------------------------

    def variables(self, room_id: str) -> Row:
        """Reconstruct the variables of a room.

        Returns
        -------
        dict
            writes, timeline, variableNames, matrixColumns, droppedWrites, mode.

        Raises
        ------
        KeyError
            If there is no such room.
        """
        return reconstruction(self.design, self._runs.by_room[room_id], self.seed)

    def media(self, recording_id: str) -> bytes:
        """Make the file of a recording; its length is the row's fileSize where there is one.

        Raises
        ------
        KeyError
            If there is no such recording, or it is still running.
        """
        return self._files.content(recording_id)

    def media_type(self, recording_id: str) -> str:
        """Give the MIME type of a recording's file.

        Raises
        ------
        KeyError
            If there is no such recording.
        """
        return self._files.media_type(recording_id)

    def truth(self, room_id: str) -> RoomTruth:
        """Give what was really so in a room: what its rows say with the errors of their clocks.

        Raises
        ------
        KeyError
            If there is no such room.
        """
        run = self._runs.by_room[room_id]
        return RoomTruth(run, self.seed, recordings(self.design, run, self.seed))

    # -- agents ------------------------------------------------------------------------------

    def decisions(self, scope: str, scope_id: str, *, detail: bool = False) -> list[Row]:
        """List what the agents of an experiment or a room decided, and their runs.

        Raises
        ------
        KeyError
            If there is no such scope, experiment or room.
        """
        return [
            row
            for each in self._runs.rooms_within(scope, scope_id)
            for row in self._agents.decisions(each, detail=detail)
        ]

    def decision(self, room_id: str, decision_id: str) -> Row:
        """Give one decision with all its details.

        Raises
        ------
        KeyError
            If there is no such room or decision.
        """
        for row in self._agents.decisions(self._runs.by_room[room_id], detail=True):
            if row["id"] == decision_id and row["_type"] == "decision":
                return {name: value for name, value in row.items() if name != "_type"}
        raise KeyError(decision_id)

    def runs(self, experiment_id: str) -> list[Row]:
        """List the agents' runs of an experiment.

        Raises
        ------
        KeyError
            If there is no such experiment.
        """
        return [
            row
            for each in self._runs.rooms_within("experiment", experiment_id)
            for row in self._agents.runs(each)
        ]

    def spend(self, deployment_id: str) -> Row:
        """Sum what the agents of a deployment cost so far, in USD.

        Raises
        ------
        KeyError
            If there is no such deployment.
        """
        campaign = self._campaign(deployment_id)
        rooms: dict[str, Any] = {
            str(each.room_id): self._agents.cost(each)
            for each in self._runs.of_campaign(campaign)
            if each.room_id is not None
        }
        return {"total": round(sum(rooms.values()), 6), "perRoom": rooms}
