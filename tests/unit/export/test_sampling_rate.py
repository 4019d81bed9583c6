"""What a sidecar says of the times of samples: the rate between neighbours, and what it misses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyarrow")

import numpy as np

from hyperstudy.export.sampling_rate import SamplingRate


def sidecar(*pieces: np.ndarray) -> dict[str, object]:
    rate = SamplingRate()
    for piece in pieces:
        rate.add(piece)
    return rate.sidecar()


def test_an_even_recording_has_its_rate_and_is_not_off() -> None:
    metadata = sidecar(21.8 + np.arange(1000) / 200)
    assert metadata["SamplingFrequency"] == 200
    assert metadata["SamplingFrequencyEffective"] == 200
    assert metadata["StartTime"] == 21.8
    assert "0.005 s" in str(metadata["Description"])


def test_a_gap_does_not_change_the_rate_and_is_told() -> None:
    first, second = np.arange(2000) / 200, 60 + np.arange(1000) / 200
    metadata = sidecar(first, second)
    assert metadata["SamplingFrequency"] == 200
    assert metadata["SamplingFrequencyEffective"] == pytest.approx(2999 / 64.995, abs=1e-5)
    description = str(metadata["Description"])
    assert "longest gap has 50.005 s" in description
    (off,) = re.findall(r"off by (\S+) s", description)
    assert float(off) == pytest.approx(2999 / 200 - 64.995)


@given(
    st.lists(st.floats(0.001, 20), min_size=3, max_size=60),
    st.integers(1, 20),
)
def test_it_does_not_matter_how_the_samples_come(intervals: list[float], size: int) -> None:
    times = np.cumsum(intervals)
    pieces = [times[start : start + size] for start in range(0, len(times), size)]
    assert sidecar(*pieces) == sidecar(times)
    usual = float(np.sort(np.diff(times))[(len(times) - 2) // 2])
    assert sidecar(times)["SamplingFrequency"] == pytest.approx(1 / usual, rel=2e-3)


def test_many_different_intervals_take_little_memory() -> None:
    drawn = np.random.default_rng(5).lognormal(-5, 1, 400_000)
    rate = SamplingRate()
    times = np.cumsum(drawn)
    for start in range(0, len(times), 10_000):
        rate.add(times[start : start + 10_000])
    assert len(rate._counts) <= 20_000
    assert rate.sidecar()["SamplingFrequency"] == pytest.approx(1 / np.median(drawn), rel=0.02)


@pytest.mark.parametrize("times", [[], [4.5], [4.5, 4.5], [np.nan, np.nan], [np.nan, 4.5]], ids=str)
def test_too_few_samples_say_so(times: list[float]) -> None:
    metadata = sidecar(np.array(times, float))
    assert metadata["SamplingFrequency"] == 1
    assert "Too few samples" in str(metadata["Description"])
    assert metadata["StartTime"] == (4.5 if 4.5 in times else 0)
