"""Continuous ratings, sync metrics and eye tracking: what comes in at a steady rate."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, cast

from hyperstudy.sandbox.study.feelings import pleasure, waves
from hyperstudy.sandbox.study.grid import Block, Grid, Lane, Sample
from hyperstudy.sandbox.study.moments import SECOND, iso
from hyperstudy.sandbox.study.randomness import chance, key
from hyperstudy.sandbox.study.true_clocks import ahead, position, rate, stalls

if TYPE_CHECKING:
    from collections.abc import Callable

    from hyperstudy.sandbox.study.design import Design
    from hyperstudy.sandbox.study.film import Segment
    from hyperstudy.sandbox.study.room import Run
    from hyperstudy.sandbox.study.table import Row

_RATING_INTERVAL: Final = 250
_SYNC_INTERVAL: Final = SECOND
_FIXATION: Final = 56
"""Samples of one fixation."""


def _segments(run: Run) -> list[Segment]:
    return [
        segment for visit in run.visits if visit.film is not None for segment in visit.film.segments
    ]


def _blocks(run: Run, interval: int, stretches: list[Segment], seats: list[int]) -> list[Block]:
    """Sample everybody who is there while the film runs."""
    counted = dict.fromkeys(seats, 0)
    blocks: list[Block] = []
    for stretch in stretches:
        ticks = max(0, (stretch.end - stretch.begin - len(run.people)) // interval)
        lanes = tuple(Lane(seat, counted[seat]) for seat in seats)
        blocks.append(Block(stretch.instant, interval, ticks, lanes, stretch))
        for seat in seats:
            counted[seat] += ticks
    return blocks


def _common(design: Design, run: Run, id_field: str, word: str) -> Callable[[Sample], Row]:
    experiment_id, room_id, zero = design.experiment_id, run.room_id, run.zero
    people = [person.id for person in run.people]

    def write(sample: Sample) -> Row:
        return {
            id_field: f"{word}_{run.index + 1:04}_{sample.seat}{sample.number:08}",
            "experimentId": experiment_id,
            "roomId": room_id,
            "participantId": people[sample.seat],
            "timestamp": iso(sample.instant),
            "onset": sample.instant - zero,
        }

    return write


def continuous_ratings(design: Design, run: Run, seed: int) -> Grid:
    """Sample the slider of each viewer four times a second while a film runs."""
    common = _common(design, run, "ratingId", "rat")
    mine = [waves(seed, person.id, "feelings") for person in run.people]
    jitter = [key(seed, person.id, "slider") for person in run.people]
    waits = stalls(run, seed)

    def write(sample: Sample) -> Row:
        segment = cast("Segment", sample.place)
        since = sample.since_start - sample.seat
        waited = waits.get((segment.instant, sample.seat))
        place = round(position(run, seed, sample.seat, segment, since, waited))
        felt = pleasure(waves(segment.video_id), mine[sample.seat], place)
        felt += 0.01 * (chance(jitter[sample.seat], sample.number) - 0.5)
        raw = round(100 * min(1.0, max(0.0, felt)))
        return {
            **common(sample),
            "componentId": "continuousrating",
            "value": raw / 100,
            "normalizedValue": raw / 100,
            "rawValue": raw,
            "scaleMin": 0,
            "scaleMax": 100,
            "stateId": segment.state_id,
            "stimulusId": segment.video_id,
            "stimulusTime": place,
        }

    shown = "continuousrating" in design.global_components
    seats = [person.seat for person in run.people]
    stretches = _segments(run) if shown else []
    return Grid(_blocks(run, _RATING_INTERVAL, stretches, seats), write, run.zero)


def sync_metrics(design: Design, run: Run, seed: int) -> Grid:
    """Report once a second how far each viewer's film is from the host's."""
    common = _common(design, run, "metricId", "sync")
    noise = [key(seed, run.index, person.seat, "network") for person in run.people]
    waits = stalls(run, seed)
    host = next((person.seat for person in run.people if person.role == "host"), None)

    def write(sample: Sample) -> Row:
        drawn = chance(noise[sample.seat], sample.number)
        segment = cast("Segment", sample.place)
        since = sample.since_start - sample.seat
        at = segment.instant + since
        waited = waits.get((segment.instant, sample.seat))
        lead = ahead(run, seed, sample.seat, segment, since)
        lead -= 0.0 if waited is None else waited.behind(at)
        # Who does not wait is ahead of a host that does.
        hosts_wait = None if host is None else waits.get((segment.instant, host))
        lead += 0.0 if hosts_wait is None else hosts_wait.behind(at)
        drift = round(lead + 12 * (drawn - 0.5))
        health = 0.8 + 0.2 * chance(noise[sample.seat], -1 - sample.number)
        if waited is not None and waited.stands(at):
            health = 0.0
        pace = rate(run, seed, sample.seat, segment, since)
        pace += 0.0 if waited is None else waited.catching_up(at)
        return {
            **common(sample),
            "timeDrift": drift,
            "playbackRate": round(pace, 4),
            "syncQuality": round(max(0.0, 1 - abs(drift) / 1_000), 3),
            "latency": round(24 + 40 * drawn * drawn),
            "bufferHealth": round(health, 3),
        }

    viewers = [person.seat for person in run.people if person.role != "host"]
    stretches = _segments(run) if len(run.people) > 1 else []
    return Grid(_blocks(run, _SYNC_INTERVAL, stretches, viewers), write, run.zero)


def gaze(design: Design, run: Run, seed: int) -> Grid:
    """Sample the eyes of each viewer from the first picture of a film to the last."""
    common = _common(design, run, "id", "gaze")
    looks = [key(seed, run.index, person.seat, "gaze") for person in run.people]
    pupils = [3.0 + 1.2 * chance(look, -1) for look in looks]

    def write(sample: Sample) -> Row:
        look, number = looks[sample.seat], sample.number
        fixation = number // _FIXATION
        drawn = chance(look, number)
        row = common(sample)
        row["stateId"] = cast("Segment", sample.place).state_id
        # One fixation in thirty begins with a blink: nothing is measured for 120 ms.
        if number % _FIXATION < 24 and chance(look, 3 * fixation + 2) < 1 / 30:
            row |= {"gazeX": None, "gazeY": None, "pupilDiameter": None, "confidence": 0.0}
        else:
            x = 0.14 + 0.72 * chance(look, 3 * fixation) + 0.006 * (drawn - 0.5)
            y = 0.18 + 0.64 * chance(look, 3 * fixation + 1) + 0.006 * (0.5 - drawn)
            pupil = pupils[sample.seat] + 0.25 * math.sin(number / 900) + 0.04 * drawn
            row |= {
                "gazeX": round(x, 5),
                "gazeY": round(y, 5),
                "pupilDiameter": round(pupil, 3),
                "confidence": round(0.86 + 0.14 * drawn, 3),
            }
        row["sampleCount"] = number + 1
        row["source"] = "neon"
        return row

    stretches: list[Segment] = []
    for visit in run.visits:
        if visit.film is not None and design.gaze_hz:
            first = visit.film.segments[0]
            shown = visit.film.stopped - first.instant
            stretches.append(first._replace(end=first.begin + shown))
    interval = SECOND // design.gaze_hz if design.gaze_hz else SECOND
    seats = [person.seat for person in run.people]
    return Grid(_blocks(run, interval, stretches, seats), write, run.zero)
