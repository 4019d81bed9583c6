"""The clock of a room against what was really so: what it states covers how far it is off."""

from __future__ import annotations

import math
import random
from typing import Any, NamedTuple

import numpy as np
import pytest

import hyperstudy
from hyperstudy.sandbox import Sandbox, start
from hyperstudy.timeline import RoomClock

INSTANTS = 1000


class Errors(NamedTuple):
    off: list[float]
    """ms."""
    covered: list[bool]


@pytest.fixture(scope="module")
def server() -> Any:
    with start("movie-dyads", rooms=8, minutes=8) as running:
        yield running


@pytest.fixture(scope="module")
def study(server: Sandbox, tmp_path_factory: Any) -> Any:
    folder = tmp_path_factory.mktemp("study")
    tables = ["rooms", "participants", "events", "recordings", "sync"]
    with server.client() as hs, pytest.warns(hyperstudy.HyperStudyWarning):
        hs.pull(server.experiment_id, folder, types=tables, recordings=True, progress=False)
    return hyperstudy.open_study(folder)


def clocks(study: Any, **options: Any) -> dict[str, RoomClock]:
    rooms = [str(row["id"]) for row in study.get_rooms(study.experiment_id, output="dict")
             if row["firstStateStartedAt"]]  # fmt: skip
    return {room: study.clock(room, **options) for room in rooms}


def uncertainty_of(table: Any, onset: float) -> float:
    inside = table[(table["onset_start"] - 1000 <= onset) & (onset <= table["onset_end"] + 1000)]
    return float(inside["uncertainty"].max()) if len(inside) else 0.0


def film_errors(server: Sandbox, made: dict[str, RoomClock]) -> Errors:
    rng, errors = random.Random(7), Errors([], [])
    rooms = [room for room, clock in made.items() if len(clock.films)]
    while len(errors.covered) < INSTANTS:
        room = rng.choice(rooms)
        clock, truth = made[room], server.truth(room)
        person = rng.choice(truth.participants)
        films = clock.films[clock.films["participantId"] == person]
        onset = rng.uniform(films["onset_start"].min() - 2_000, films["onset_end"].max() + 2_000)
        true_film, true = truth.film(onset, person)
        film, stated = clock.to_film(onset, participant=person)
        sure = uncertainty_of(films, onset)
        if true_film is None and film is None:
            continue
        if film == true_film:
            off = abs(float(stated) - true) * 1000
            errors.off.append(off)
            errors.covered.append(off <= sure)
        else:
            # It began or stopped a little earlier or later: within what is stated, that is right.
            near = [clock.to_film(onset + way, participant=person)[0] for way in (-sure, sure)]
            errors.covered.append(true_film in near)
    return errors


def recording_errors(server: Sandbox, made: dict[str, RoomClock]) -> Errors:
    rng, errors = random.Random(7), Errors([], [])
    rooms = [room for room, clock in made.items() if len(clock.recordings)]
    while len(errors.covered) < INSTANTS:
        room = rng.choice(rooms)
        truth = server.truth(room)
        finished = truth.recordings
        if not finished:
            continue
        recording = rng.choice(finished)
        row = made[room].recordings.set_index("recordingId").loc[recording]
        onset = rng.uniform(row["onset_start"], row["onset_end"])
        true, stated = truth.recording(onset, recording), made[room].to_recording(recording, onset)
        if math.isnan(true):
            continue
        off = abs(float(stated) - true) * 1000
        errors.off.append(off)
        errors.covered.append(off <= row["uncertainty"])
    return errors


def test_film_time(server: Sandbox, study: Any) -> None:
    errors = film_errors(server, clocks(study, files=False))
    assert np.mean(errors.covered) >= 0.95
    assert np.median(errors.off) <= 20


def test_recordings_without_their_files(server: Sandbox, study: Any) -> None:
    errors = recording_errors(server, clocks(study, files=False))
    assert np.mean(errors.covered) >= 0.95
    assert np.median(errors.off) <= 60


def test_recordings_with_their_files(server: Sandbox, study: Any) -> None:
    pytest.importorskip("av")
    errors = recording_errors(server, clocks(study))
    assert np.mean(errors.covered) >= 0.95
    assert np.median(errors.off) <= 10
    # Files make it surer, too.
    without, looked = clocks(study, files=False), clocks(study)
    for room, clock in looked.items():
        done = clock.recordings["onset_end"].notna()
        mean = without[room].recordings["uncertainty"][done].mean()
        assert not done.any() or clock.recordings["uncertainty"][done].median() < mean


def test_the_study_has_what_goes_wrong_and_it_is_found(server: Sandbox, study: Any) -> None:
    pytest.importorskip("av")
    made = clocks(study)
    findings = " ".join(text for clock in made.values() for text in clock.findings)
    assert "three lengths contradict each other" in findings
    assert "its clock drifts" in findings
    assert "nothing tells when it ended" in findings
    drifts = {
        recording: server.truth(room).of(recording)
        for room in made
        for recording in server.truth(room).recordings
    }
    assert any(abs(one.drift) > 200 for one in drifts.values())
    assert max(one.late for one in drifts.values()) > 150
    for clock in made.values():
        for row in clock.recordings.dropna(subset=["drift"]).itertuples():
            true = drifts[row.recordingId]
            if true.end > 300_000 and not true.lost:
                assert abs(row.drift - true.drift) < 100
                assert row.file_start == pytest.approx(true.late / 1000, abs=0.002)
    lags = [clock.films["source"].str.contains("sync").any() for clock in made.values()]
    assert any(lags)


def test_who_came_back_has_several_files(server: Sandbox, study: Any) -> None:
    several = []
    for clock in clocks(study, files=False).values():
        rows = clock.recordings[
            clock.recordings["onset_end"] - clock.recordings["onset_start"] > 60_000
        ]
        for _, mine in rows.groupby("participantId"):
            if len(mine) > 1:
                several.append(mine)
    assert several
    for mine in several:
        first, second = mine.sort_values("onset_start").itertuples()
        assert first.onset_end < second.onset_start
