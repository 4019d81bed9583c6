"""Sparse ratings: at the pauses of a film, and on scales shown by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hyperstudy.sandbox.study.answers import Answer, answer, vas_answer
from hyperstudy.sandbox.study.feelings import pleasure, waves
from hyperstudy.sandbox.study.moments import iso
from hyperstudy.sandbox.study.randomness import stream
from hyperstudy.sandbox.study.writing import RowWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hyperstudy.sandbox.study.design import Design
    from hyperstudy.sandbox.study.film import Film, Pause, Rating
    from hyperstudy.sandbox.study.people import Person
    from hyperstudy.sandbox.study.room import Run, Visit
    from hyperstudy.sandbox.study.table import Row, Timed

_SCALES: Final = ("vasrating", "likertscale")


class PauseAnswer(NamedTuple):
    """What one participant answered at one pause."""

    visit: Visit
    film: Film
    pause: Pause
    rating: Rating
    person: Person
    settings: Row
    """The configuration of the rating in this state."""
    answer: Answer | None
    previous: dict[str, int] | None


def pause_answers(design: Design, run: Run, seed: int) -> Iterator[PauseAnswer]:
    """Have everybody answer at the pauses of the films."""
    sparse: Row = design.global_components.get("sparserating", {}).get("config", {})
    for visit in run.visits:
        if visit.film is None:
            continue
        settings: Row = sparse["stateConfigurations"][visit.state_id]
        scale: Row = settings["ratingComponent"]["config"]
        earlier: dict[int, dict[str, int]] = {}
        for pause in visit.film.pauses:
            for rating in pause.ratings:
                person = run.people[rating.seat]
                before = earlier.get(person.seat)
                given: Answer | None = None
                if rating.took is not None:
                    rng = stream(seed, run.index, person.seat, visit.index, pause.number, "pause")
                    felt = pleasure(
                        waves(visit.film.video_id),
                        waves(seed, person.id, "feelings"),
                        pause.position,
                    )
                    felt = min(1.0, max(0.0, felt + rng.gauss(0, 0.07)))
                    raw = round(scale["min"] + felt * (scale["max"] - scale["min"]))
                    given = vas_answer(raw, rating.shown, rating.took, rng)
                    earlier[person.seat] = {visit.film.video_id: raw}
                yield PauseAnswer(visit, visit.film, pause, rating, person, settings, given, before)


def state_answer(design: Design, run: Run, seed: int, visit: Visit, person: Person) -> Answer:
    """Answer the component of a state; only for somebody who did, see `Visit.took`."""
    return answer(
        visit.kind,
        visit.config,
        stream(seed, run.index, person.seat, visit.index, "answer"),
        visit.start,
        visit.took[person.seat],
        design.texts.get(visit.state_id, ()),
    )


def percent(raw: float, low: float, high: float) -> float:
    """Rescale an answer to 0-100."""
    return round(100 * (raw - low) / (high - low), 2)


def sparse_ratings(design: Design, run: Run, seed: int) -> list[Timed]:
    """Write the sparse ratings of a room."""
    writer = RowWriter(design, run, "srat", "ratingId")
    earlier_form = run.campaign.legacy and run.index == 0
    for number, at in enumerate(pause_answers(design, run, seed)):
        config: Row = at.settings["ratingComponent"]["config"]
        low, high = config["min"], config["max"]
        raw = None if at.answer is None else at.answer.value
        if earlier_form:
            _earlier_form(writer, at.rating.shown, at.person, at.rating.took, raw, config)
            continue
        limit = int(at.settings["responseTimeLimit"])
        onset = at.rating.shown - run.zero
        writer.note(
            at.rating.shown,
            at.person,
            rawOnset=onset + at.person.clock_offset,
            clockOffsetApplied=at.person.clock_offset,
            value=None if raw is None else percent(raw, low, high),
            rawValue=raw,
            scale={"min": low, "max": high},
            type="sparse",
            stateId=at.visit.state_id,
            stimulusId=at.film.video_id,
            stimulusTime=at.pause.position,
            responseTime=at.rating.took,
            ratingEndOnset=onset + (limit if at.rating.took is None else at.rating.took),
            confidence=None,
            metadata={
                "question": config["prompt"],
                "dimension": config["dimension"],
                "componentType": at.settings["ratingComponent"]["type"],
                "sampleIndex": number,
            },
            sparseRatingData={
                "videoId": at.film.video_id,
                "pauseIndex": at.pause.number,
                "videoRelativeTime": at.pause.position,
                "pauseTimestamp": at.pause.paused,
                "componentType": at.settings["ratingComponent"]["type"],
                "componentData": {} if at.answer is None else at.answer.response,
                "previousRatings": at.previous,
                "mediaPauseOnset": at.pause.paused - run.zero,
                "mediaResumeOnset": at.pause.resumed - run.zero,
                "actualPauseDuration": at.pause.resumed - at.pause.paused,
            },
            stateStartTime=iso(at.visit.start),
            stateDuration=at.visit.end - at.visit.start,
        )
    for visit in run.visits:
        if visit.kind in _SCALES:
            for seat in visit.took:
                _on_its_own(writer, design, run, seed, visit, run.people[seat], earlier_form)
    return writer.sorted()


def _earlier_form(
    writer: RowWriter, shown: int, person: Person, took: int | None, raw: Any, config: Row
) -> None:
    writer.note(
        shown,
        person,
        componentId="sparserating",
        value=raw,
        responseTime=took,
        scaleMin=config["min"],
        scaleMax=config["max"],
        labels={"min": config["minLabel"], "max": config["maxLabel"]},
    )


def _on_its_own(
    writer: RowWriter,
    design: Design,
    run: Run,
    seed: int,
    visit: Visit,
    person: Person,
    earlier_form: bool,
) -> None:
    config = visit.config
    likert = visit.kind == "likertscale"
    low = 1 if likert else int(config["minValue"])
    high = int(config["scale"] if likert else config["maxValue"])
    raw = state_answer(design, run, seed, visit, person).value
    took = visit.took[person.seat]
    if earlier_form:
        scale = {**config, "min": low, "max": high}
        _earlier_form(writer, visit.start, person, took, raw, scale)
        return
    onset = visit.start - run.zero
    writer.note(
        visit.start,
        person,
        rawOnset=onset + person.clock_offset,
        clockOffsetApplied=person.clock_offset,
        value=percent(raw, low, high),
        rawValue=raw,
        scale={"min": low, "max": high},
        type="sparse",
        stateId=visit.state_id,
        stimulusId=None,
        stimulusTime=None,
        responseTime=took,
        ratingEndOnset=onset + took,
        confidence=None,
        metadata={"question": config["question"], "componentType": visit.kind, "sampleIndex": 0},
        sparseRatingData=None,
        stateStartTime=iso(visit.start),
        stateDuration=visit.end - visit.start,
    )
