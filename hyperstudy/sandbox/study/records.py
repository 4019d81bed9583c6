"""Rows about the room itself: components shown, participants, the room, its recordings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hyperstudy.sandbox.media import RESOLUTION
from hyperstudy.sandbox.study.answers import DISPLAY_NAMES
from hyperstudy.sandbox.study.design import STORAGE, Design
from hyperstudy.sandbox.study.moments import iso
from hyperstudy.sandbox.study.outcomes import outcome, room_reason, room_status
from hyperstudy.sandbox.study.randomness import stream
from hyperstudy.sandbox.study.ratings import state_answer
from hyperstudy.sandbox.study.table import Row, Timed
from hyperstudy.sandbox.study.variables import held, writes
from hyperstudy.sandbox.study.writing import RowWriter, in_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from hyperstudy.sandbox.study.people import Person
    from hyperstudy.sandbox.study.room import Run


def components(design: Design, run: Run, seed: int) -> list[Timed]:
    """Write which components were shown to whom, and what came back."""
    writer = RowWriter(design, run, "cmp", "id")
    done = writes(design, run, seed)
    for visit in run.visits:
        before = held(write for write in done if write.instant < visit.start)
        # Initial values stand from the first moment on.
        before = held(write for write in done if write.person is None) | before
        for person in run.people:
            if not person.present(visit.start):
                continue
            row = writer.note(
                visit.start + 5 + person.seat,
                person,
                componentId=visit.component_id,
                componentType=DISPLAY_NAMES[visit.kind],
                stateId=visit.state_id,
                config=visit.config,
                variableSnapshot=before,
            )
            del row["id"]
            if person.seat in visit.took:
                answer = state_answer(design, run, seed, visit, person)
                row |= {
                    "response": answer.response,
                    "responseTime": visit.took[person.seat],
                    "completed": True,
                }
                if answer.content is not None:
                    row["content"] = answer.content
            else:
                there = visit.finished and person.present(visit.end - 1)
                row |= {"response": None, "responseTime": None, "completed": there}
    return writer.sorted()


def participants(design: Design, run: Run, seed: int) -> list[Timed]:  # noqa: ARG001
    """Write who took part."""
    return in_order(_participant(design, run, person) for person in run.people)


def _participant(design: Design, run: Run, person: Person) -> Timed:
    result = outcome(run, person)
    completed: int | None = None
    if result.status == "completed":
        replies = run.replies.get(person.seat, ())
        completed = replies[-1].at + 600 if replies else run.ended or person.lobby.left
    joined = person.lobby.consent_shown if run.room_id is None else person.joined
    row: Row = {
        "id": person.id,
        "participantId": person.id,
        "experimentId": design.experiment_id,
        "roomId": run.room_id,
        "deploymentId": run.campaign.id,
        "email": person.email,
        "role": person.role if run.room_id is not None else None,
        "status": result.status,
        "joinedAt": iso(joined),
        "completedAt": None if completed is None else iso(completed),
        "completionCode": result.code,
    }
    if not run.campaign.legacy:
        row["completionOutcome"] = result.word
        if person.diagnostics:
            row["diagnostics"] = person.diagnostics
    if person.prolific_pid is not None:
        row["prolificPid"] = person.prolific_pid
    return Timed(joined, f"{person.id}/{run.index:05}", row)


def rooms(design: Design, run: Run, seed: int) -> list[Timed]:  # noqa: ARG001
    """Write the room, if it came to one."""
    if run.room_id is None:
        return []
    return [Timed(run.created, run.room_id, room(design, run))]


def room(design: Design, run: Run) -> Row:
    """Write the row of a room."""
    ended = run.visits[-1].end if run.visits and run.ended is not None else run.ended
    begun = run.started
    return {
        "id": run.room_id,
        "experimentId": design.experiment_id,
        "deploymentId": run.campaign.id,
        "deploymentName": run.campaign.name,
        "status": room_status(run),
        "participantCount": len(run.people),
        "createdAt": iso(run.created),
        "startTime": None if begun is None else iso(begun),
        "duration": None if begun is None or ended is None else ended - begun,
        "completionReason": room_reason(run),
        "firstStateStartedAt": None if begun is None else iso(begun),
    }


class Recording(NamedTuple):
    """One file that a room left behind, or is still being made."""

    id: str
    person: Person
    audio: bool
    begin: int
    end: int | None
    form: str
    """mp4, webm or wav."""

    @property
    def duration(self) -> int:
        """Length in ms, of a finished one."""
        return 0 if self.end is None else self.end - self.begin


def recordings(design: Design, run: Run, seed: int) -> list[Recording]:
    """Return which files a room left behind: a video of everybody, and the spoken answers."""
    if not design.recorded or run.started is None:
        return []
    made: list[Recording] = []
    for person in run.people:
        rng = stream(seed, run.index, person.seat, "recording")
        begin = max(run.started, person.joined) + rng.randint(350, 1_900)
        end: int | None = None
        if run.ended is not None:
            end = min(run.visits[-1].end, person.left or run.ended) + rng.randint(0, 400)
        identity = f"EG_{rng.getrandbits(60):015x}"
        again: Recording | None = None
        if run.away is not None and run.away[0] == person.seat:
            # Who comes back is recorded anew, into another file.
            _, lost, back = run.away
            second = stream(seed, run.index, person.seat, "recording again")
            rejoined = back + second.randint(400, 1_200)
            again = Recording(
                f"EG_{second.getrandbits(60):015x}", person, False, rejoined, end, "mp4"
            )
            end = lost
        made.append(Recording(identity, person, False, begin, end, "mp4"))
        if again is not None:
            made.append(again)
        for visit in run.visits:
            if visit.kind == "audiorecording" and person.seat in visit.took:
                begin = visit.start + 500
                form = "wav" if run.campaign.legacy else "webm"
                end = visit.start + visit.took[person.seat]
                identity = f"EG_{rng.getrandbits(60):015x}"
                made.append(Recording(identity, person, True, begin, end, form))
    return made


def recording_row(design: Design, run: Run, made: Recording, size: Callable[[str], int]) -> Timed:
    """Write the row of one recording.

    Parameters
    ----------
    design, run
        The study and the room.
    made
        The recording.
    size
        Tells the size of the file of a recording, which newer rows have.
    """
    legacy = run.campaign.legacy
    row: Row = {
        "recordingId": made.id,
        "egressId": made.id,
        "experimentId": design.experiment_id,
        "roomId": run.room_id,
        "participantId": made.person.id,
        "participantName": made.person.name,
        "startTime": iso(made.begin),
        "endTime": None if made.end is None else iso(made.end),
        "duration": None if made.end is None else made.duration,
        "videoOffset": made.begin - run.zero,
        "format": made.form,
        "status": "completed" if legacy else "complete",
        "metadata": {
            "type": "audio" if made.audio else "video",
            "recordingType": "audio" if made.audio else "individual",
            "roomName": run.room_id,
            "experimentId": design.experiment_id,
        },
    }
    if not made.audio:
        row["resolution"] = RESOLUTION
    if made.end is None:
        row |= {"status": "active", "fileSize": None}
    elif legacy:
        # Rows of that time name a file in the store and say nothing of its size (observed).
        name = f"{made.id}.{made.form}"
        row["fileName"] = name
        row["downloadUrl"] = f"{STORAGE}/{run.room_id}/{name}"
    else:
        row["fileSize"] = size(made.id)
        row["downloadPath"] = f"/data/recordings/download/{run.room_id}/{made.id}"
    return Timed(made.begin, made.id, row)
