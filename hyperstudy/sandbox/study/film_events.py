"""Events while a film runs and when it stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hyperstudy.sandbox.study.answers import DISPLAY_NAMES
from hyperstudy.sandbox.study.feelings import pleasure, waves
from hyperstudy.sandbox.study.moments import SECOND
from hyperstudy.sandbox.study.randomness import stream
from hyperstudy.sandbox.study.ratings import pause_answers
from hyperstudy.sandbox.study.true_clocks import position, stall

if TYPE_CHECKING:
    from hyperstudy.sandbox.study.event_log import EventLog
    from hyperstudy.sandbox.study.film import Film, Segment
    from hyperstudy.sandbox.study.people import Person
    from hyperstudy.sandbox.study.room import Visit
    from hyperstudy.sandbox.study.true_clocks import Stall


def film(log: EventLog, visit: Visit, film: Film) -> None:
    """Note how the film ran for everybody, and how their sliders moved."""
    shown = {"componentType": "ShowVideo", "componentId": visit.component_id}
    seconds = film.duration / SECOND

    def media(at: int, person: Person, word: str, position: int, **more: Any) -> None:
        payload = {"mediaId": film.video_id, "mediaType": "video",
                   "currentTime": position / SECOND, "duration": seconds}  # fmt: skip
        log.note(at, person, "media", f"media.{word}", visit, **shown, value=payload, **more)

    for person in log.run.people:
        # Pictures reach each browser a little later than the room's clock says: as much later as
        # what is sampled there, so that no sample lies in a pause.
        late = person.seat
        first = film.segments[0]
        waited = stall(log.run, log.seed, person.seat, visit)
        for segment in film.segments:
            media(segment.instant + late, person, "play", segment.begin)
            _slider(log, visit, film, person, segment, waited if segment is first else None)
        for pause in film.pauses:
            media(pause.paused + late, person, "pause", pause.position,
                  duration=pause.resumed - pause.paused)  # fmt: skip
        if waited is not None:
            at, stopped, took = waited
            media(at, person, "buffering_start", stopped)
            media(at + took, person, "buffering_end", stopped, duration=took)
        if not film.finished and log.run.ended is not None and person.left is None:
            # The others wait for somebody who will not come back.
            media(film.stopped + late, person, "pause", film.segments[-1].end)
        if film.finished:
            media(film.stopped + late, person, "ended", film.duration)
            log.note(film.stopped + 120, person, "component", "component.complete", visit,
                      **shown, duration=visit.end - visit.start)  # fmt: skip
        if log.design.gaze_hz:
            log.note(film.segments[0].instant, person, "component", "marker", visit,
                      value={"action": "sent", "triggerType": "ttl",
                             "triggerValue": f"{visit.state_id}_start"})  # fmt: skip


def _slider(
    log: EventLog,
    visit: Visit,
    film: Film,
    person: Person,
    segment: Segment,
    waited: Stall | None,
) -> None:
    shared, mine = waves(film.video_id), waves(log.seed, person.id, "feelings")
    # Often enough to draw the course, however long the film.
    every = max(2_500, film.duration // 48)
    for since in range(1_000, segment.end - person.seat - segment.begin, every):
        place = round(position(log.run, log.seed, person.seat, segment, since, waited))
        log.note(
            segment.instant + since + person.seat,
            person,
            "component",
            "component.update",
            visit,
            componentType="ContinuousRating",
            componentId="continuousrating",
            value={
                "value": round(100 * pleasure(shared, mine, place)),
                "videoTime": place / SECOND,
            },
        )


def pauses(log: EventLog) -> None:
    """Note the ratings at the pauses of the films."""
    for at in pause_answers(log.design, log.run, log.seed):
        took = at.rating.took
        ended = at.pause.resumed - 100 if took is None else at.rating.shown + took
        log.note(
            ended,
            at.person,
            "sparse_rating",
            "sparse_rating_response",
            at.visit,
            componentType=DISPLAY_NAMES[at.settings["ratingComponent"]["type"]],
            componentId="sparserating",
            content=... if at.answer is None else at.answer.content,
            value={
                "videoId": at.film.video_id,
                "stateId": at.visit.state_id,
                "componentType": at.settings["ratingComponent"]["type"],
                "componentData": None if at.answer is None else at.answer.response,
                "pauseIndex": at.pause.number,
                "videoRelativeTime": at.pause.position,
                "pauseTimestamp": at.pause.paused,
                "responseTime": took,
                "previousRating": (at.previous or {}).get(at.film.video_id),
            },
        )


def sync(log: EventLog) -> None:
    """Note now and then how well the viewers' films kept pace."""
    if len(log.run.people) < 2:
        return
    for visit in log.run.visits:
        every = max(15 * SECOND, visit.film.duration // 8) if visit.film else 0
        for segment in visit.film.segments if visit.film else ():
            for person in log.run.people:
                if person.role == "host":
                    continue
                for since in range(7 * SECOND, segment.end - segment.begin, every):
                    rng = stream(log.seed, log.run.index, person.seat, segment.begin + since)
                    offset = round(rng.gauss(0, 35))
                    quality = {
                        "offset": offset,
                        "latency": rng.randint(20, 70),
                        "qualityScore": round(1 - abs(offset) / 1_000, 3),
                    }
                    at = segment.instant + since
                    log.note(at, person, "sync", "sync.metrics", visit, value=quality)
