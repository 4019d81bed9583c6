"""Defects planted on purpose, for tests of what looks for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hyperstudy.sandbox.study.randomness import chance, key
from hyperstudy.sandbox.study.table import Timed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hyperstudy.sandbox.study.design import Design, Fate
    from hyperstudy.sandbox.study.people import Person
    from hyperstudy.sandbox.study.records import Recording
    from hyperstudy.sandbox.study.room import Run
    from hyperstudy.sandbox.study.table import Row


class PlantedDefect(NamedTuple):
    """Where a defect is."""

    defect: str
    room_id: str
    participant_id: str | None
    """None for what happened to a whole room."""


def _flat(row: Row) -> Row:
    return row | {"value": 0.5, "normalizedValue": 0.5, "rawValue": 50}


def _extreme(row: Row) -> Row:
    top = 1 if float(row["stimulusTime"]) % 16_000 < 8_000 else 0
    return row | {"value": top, "normalizedValue": top, "rawValue": 100 * top}


def _gap(row: Row) -> Row:
    # Half of every 20 s is missing, as when a tab sleeps in the background.
    if float(row["stimulusTime"]) % 20_000 < 10_000:
        return row | {"value": None, "normalizedValue": None, "rawValue": None}
    return row


def _drift(row: Row) -> Row:
    number = int(str(row["metricId"])[-8:])
    drift = row["timeDrift"] + 400 + 2 * number
    return row | {"timeDrift": drift, "syncQuality": round(max(0.0, 1 - drift / 1_000), 3)}


def _no_gaze(row: Row) -> Row:
    if chance(key("no gaze"), int(row["sampleCount"])) < 0.7:
        return row | {"gazeX": None, "gazeY": None, "pupilDiameter": None, "confidence": 0.0}
    return row


def _hasty(row: Row) -> Row:
    return row | {"responseTime": 90} if row.get("responseTime") is not None else row


def _unanswered(row: Row) -> Row:
    return row | {"value": None, "rawValue": None, "responseTime": None}


def _failed_check(row: Row) -> Row:
    if row.get("eventType") != "instructions.comprehension_check":
        return row
    return row | {"value": row["value"] | {"passed": False, "score": 0, "correctCount": 0}}


def _inattentive(row: Row, answer: int = 1) -> Row:
    value: Any = row.get("value")
    if row.get("eventType") != "questionnaire.response" or value["questionId"] != "attention":
        return row
    return row | {"content": str(answer), "value": value | {"answer": answer}}


def _attentive(row: Row) -> Row:
    return _inattentive(row, 88)


def _stalled(row: Row) -> Row:
    if row["duration"] is None:
        return row
    return row | {"duration": round(row["duration"] * 0.7)}


def _odd_time(row: Row) -> Row:
    return row | {"onset": "soon"}


_ROWS: Final[dict[str, tuple[str, Callable[[Row], Row]]]] = {
    "flat-rater": ("ratings_continuous", _flat),
    "extreme-rater": ("ratings_continuous", _extreme),
    "rating-gaps": ("ratings_continuous", _gap),
    "drifting-player": ("sync", _drift),
    "lost-gaze": ("eyetracking", _no_gaze),
    "hasty-answers": ("components", _hasty),
    "unanswered-ratings": ("ratings_sparse", _unanswered),
    "failed-comprehension": ("events", _failed_check),
    "failed-attention-check": ("events", _inattentive),
    "stalled-recording": ("recordings", _stalled),
    "duplicate-events": ("events", lambda row: row),
    "unreadable-values": ("chat", _odd_time),
}
_FILES: Final[dict[str, tuple[bool, str]]] = {
    "silent-recording": (True, "silent"),
    "black-recording": (False, "black"),
    "recording-gap": (False, "gap"),
}
"""What is wrong with the file of a recording: whether it is one of sound only, and how."""
_FATES: Final[dict[str, Fate]] = {
    "dropped-room": "dropped",
    "late-participant": "late",
    "lost-connection": "reconnected",
}
DEFECTS: Final = (*_ROWS, *_FILES, *_FATES)
"""What can be planted."""


def fitting(design: Design) -> tuple[str, ...]:
    """List the defects that a study has a place for."""
    kinds = {str(state["focusComponent"]["type"]) for state in design.states}
    questionnaire: Any = design.experiment.get("postExperimentQuestionnaire", {})
    question_ids = {
        one["id"] for page in questionnaire.get("pages", []) for one in page["questions"]
    }
    instructions: Any = design.experiment.get("instructionsPages", [])
    films, slider = "showvideo" in kinds, "continuousrating" in design.global_components
    people = design.agents is None
    has = {
        "flat-rater": slider,
        "extreme-rater": slider,
        "rating-gaps": slider,
        "drifting-player": films and min(design.sizes) > 1,
        "lost-gaze": films and design.gaze_hz > 0,
        "unanswered-ratings": "sparserating" in design.global_components,
        "failed-comprehension": people and any("questions" in page for page in instructions),
        "failed-attention-check": people and "attention" in question_ids,
        "stalled-recording": design.recorded,
        "silent-recording": design.recorded and "audiorecording" in kinds,
        "black-recording": design.recorded,
        "recording-gap": design.recorded,
        "unreadable-values": bool(design.lines or design.agents),
        "dropped-room": bool(design.crisis),
        "late-participant": people and not design.waits_for_late and min(design.sizes) > 1,
        "lost-connection": bool(design.interruption),
    }
    return tuple(name for name in DEFECTS if has.get(name, True))


def clean(design: Design, defects: Sequence[str]) -> Design:
    """Let all rooms of a study go well, but for those in which a defect is planted.

    Parameters
    ----------
    design
        The study on paper.
    defects
        What is planted.
    """
    fates: list[Fate] = [_FATES[name] for name in defects if name in _FATES]

    def fates_of(number: int, rooms: int) -> tuple[Fate, ...]:
        # From the last room on backwards, so that the first one always goes well.
        place = rooms - number
        planted = place < len(fates) and number > 1
        fate: Fate = fates[place] if planted else "completed"
        return (fate,)

    campaigns = [replace(one, legacy=False, faultless=True) for one in design.campaigns]
    return replace(design, fates=fates_of, campaigns=campaigns)


class Defects:
    """The defects of a study.

    Parameters
    ----------
    names
        Which; see `DEFECTS`. None: the study is as it comes.
    runs
        The rooms.
    """

    def __init__(self, names: Sequence[str] | None, runs: Sequence[Run]) -> None:
        self._clean = names is not None
        rooms = [run for run in runs if run.room_id is not None]
        people = [
            (run, person) for run in rooms if run.fate == "completed" for person in run.people
        ]
        self.planted: list[PlantedDefect] = []
        self._by_person: dict[tuple[str, int, int], str] = {}
        used: set[int] = set()
        for name in names or ():
            if name in _FATES:
                self.planted += [
                    PlantedDefect(name, str(run.room_id), None)
                    for run in rooms
                    if run.fate == _FATES[name]
                ]
                continue
            fit = [at for at, (_, person) in enumerate(people) if _suits(name, person)]
            # Somebody of their own for each defect, as long as there are enough people.
            free = [at for at in fit if at not in used] or fit
            if not free:
                continue
            used.add(free[0])
            run, person = people[free[0]]
            self.planted.append(PlantedDefect(name, str(run.room_id), person.id))
            self._by_person[name, run.index, person.seat] = person.id

    def written(self, data_type: str, run: Run, rows: list[Timed]) -> list[Timed]:
        """Plant what concerns the rows of a table of a room."""
        if self._clean and data_type == "events":
            rows = [timed._replace(row=_attentive(timed.row)) for timed in rows]
        for name, (concerned, change) in _ROWS.items():
            if concerned != data_type:
                continue
            participant_key = {
                person_id for (one, index, _), person_id in self._by_person.items()
                if one == name and index == run.index
            }  # fmt: skip
            if not participant_key:
                continue
            field = "senderId" if data_type == "chat" else "participantId"
            hit = [at for at, timed in enumerate(rows) if timed.row.get(field) in participant_key]
            if name == "duplicate-events":
                rows = _doubled(rows, set(hit))
                continue
            if name == "stalled-recording":
                hit = [at for at in hit if rows[at].row["metadata"]["type"] == "video"]
            elif name == "unreadable-values":
                hit = hit[:2]
            rows = list(rows)
            for at in hit:
                rows[at] = rows[at]._replace(row=change(rows[at].row))
        return rows

    def in_file(self, run: Run, made: Recording) -> tuple[str, ...]:
        """Return what is wrong with the file of a recording."""
        return tuple(
            fault
            for name, (audio, fault) in _FILES.items()
            if audio == made.audio and (name, run.index, made.person.seat) in self._by_person
        )

    def sampled(self, data_type: str, run: Run) -> Mapping[int, Callable[[Row], Row]]:
        """Return what changes the samples of a table of a room, by seat."""
        return {
            seat: _ROWS[name][1]
            for name, index, seat in self._by_person
            if index == run.index and name in _ROWS and _ROWS[name][0] == data_type
        }


def _suits(name: str, person: Person) -> bool:
    # Nobody reports how far the host is from the host.
    return person.role != "host" if name == "drifting-player" else True


def _doubled(rows: list[Timed], of: set[int]) -> list[Timed]:
    """Let answers come twice under two ids, as after a retry (documented)."""
    made: list[Timed] = []
    for at, timed in enumerate(rows):
        made.append(timed)
        if at in of and timed.row.get("eventType") in _ANSWERS:
            again = f"{timed.row['id']}b"
            made.append(Timed(timed.instant, again, timed.row | {"id": again}))
    return made


_ANSWERS: Final = {"component.response", "component.complete"}
