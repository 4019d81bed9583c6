"""Events are recorded in batches, and each one is accounted for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperstudy import (
    ForbiddenError,
    HyperStudy,
    HyperStudyError,
    IncompleteDataError,
    InputError,
    ServerError,
    ValidationError,
    sandbox,
)
from hyperstudy.resources.events import Events, RecordedEvents


def markers(server: sandbox.Sandbox, count: int, **more: Any) -> list[dict[str, Any]]:
    return [
        {
            "experiment_id": server.experiment_id,
            "event_type": "analysis.marker",
            "value": {"my_number": number},
            **more,
        }
        for number in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
def test_any_number_goes_in_batches_of_at_most_a_hundred(
    count: int, hs: HyperStudy, server: sandbox.Sandbox
) -> None:
    before = len(server.requests)
    report = hs.record_events(iter(markers(server, count)))
    assert report.recorded == list(range(count))
    assert report.complete
    assert str(report) == f"{count} of {count} events recorded"
    assert len(server.requests) - before == -(-count // 100)


def test_what_was_recorded_can_be_read(hs: HyperStudy, server: sandbox.Sandbox) -> None:
    room = server.study.participants[0]
    hs.record_events(
        markers(
            server,
            2,
            room_id=room["roomId"],
            participant_id=room["id"],
            category="component",
            timestamp=datetime(2026, 3, 2, 9, tzinfo=UTC),
        )
    )
    events = hs.get_events(room["roomId"], scope="room", output="dict")
    recorded = [one for one in events if one.get("eventType") == "analysis.marker"]
    assert len(recorded) == 2
    assert recorded[0]["timestamp"].startswith("2026-03-02T09:00:00")


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ({}, r"events\[1\]\.experimentId"),
        ({"experiment_id": "e"}, r"events\[1\]\.eventType"),
        ({"experiment_id": "e", "event_type": 3}, r"events\[1\]\.eventType"),
        ({"experiment_id": "e", "event_type": "m", "timestamp": "now"}, r"events\[1\]\.timestamp"),
        ({"experiment_id": "e", "event_type": "m", "value": {1.5}}, r"events\[1\]\.value"),
        ({"experiment_id": "e", "event_type": "m", "value": float("nan")}, r"events\[1\]\.value"),
        ({"experiment_id": "e", "event_type": "m", "data": [{"a": {1}}]}, r"\[1\]\.data\[0\]\.a"),
        ({None: "m"}, r"events\[1\]"),
        ("marker", r"events\[1\] is a str"),
    ],
)
def test_one_bad_event_is_named_and_nothing_is_sent(
    event: Any, message: str, hs: HyperStudy, server: sandbox.Sandbox
) -> None:
    before = len(server.requests)
    with pytest.raises(InputError, match=message):
        hs.record_events([*markers(server, 1), event])
    assert len(server.requests) == before


@pytest.mark.parametrize("wrong", [{"experiment_id": "e"}, "marker", 3, None])
def test_what_is_no_list_is_refused(wrong: Any, hs: HyperStudy) -> None:
    with pytest.raises(InputError, match="list of events"):
        hs.record_events(wrong)


def test_a_frame_is_told_how_to_be_a_list(hs: HyperStudy) -> None:
    frame = pd.DataFrame([{"experimentId": "exp_1", "eventType": "analysis.outlier"}])
    with pytest.raises(InputError, match=r"to_dict\('records'\)"):
        hs.record_events(frame)  # type: ignore[arg-type]


def test_a_refused_batch_does_not_cost_the_others(hs: HyperStudy, server: sandbox.Sandbox) -> None:
    events = markers(server, 250)
    events[120] = {**events[120], "experiment_id": "exp_nobody_has"}
    with pytest.raises(HyperStudyError) as refused:
        hs.record_events(events)
    report = refused.value.partial
    assert isinstance(report, RecordedEvents)
    assert report.recorded == [*range(100), *range(200, 250)]
    assert list(report.refused) == list(range(100, 200))
    assert not report.complete
    assert "150 of 250 events recorded, 100 refused (100-199)" in str(refused.value)


def test_a_key_that_may_not_is_asked_once(server: sandbox.Sandbox) -> None:
    key = server.add_key(scopes=["read:events"])
    before = len(server.requests)
    with server.client(api_key=key.text) as hs, pytest.raises(ForbiddenError) as refused:
        hs.record_events(markers(server, 250))
    assert refused.value.partial.not_sent == list(range(250))
    assert len(server.requests) == before + 1
    assert "write:events" in str(refused.value)


class _Answers:
    """Stands for what carries requests: gives one answer or error for each batch."""

    def __init__(self, answers: list[Any]) -> None:
        self.answers = answers
        self.sent: list[int] = []

    def one(self, operation_id: str, values: object, *, body: Any) -> Any:
        from hyperstudy.transport.envelope import Envelope

        answer = self.answers[len(self.sent)]
        self.sent.append(len(body["events"]))
        if isinstance(answer, HyperStudyError):
            raise answer
        return Envelope(answer, {}, (), "POST /data/events/batch")


def record(count: int, answers: list[Any]) -> tuple[RecordedEvents, HyperStudyError | None]:
    client = Events()
    client._fetcher = _Answers(answers)  # type: ignore[assignment]
    events = [{"experiment_id": "e", "event_type": "m"} for _ in range(count)]
    try:
        return client.record_events(events), None
    except HyperStudyError as error:
        return error.partial, error


def test_an_answer_that_was_lost_leaves_its_events_unsure_and_the_rest_unsent() -> None:
    report, error = record(250, [{"recorded": 100}, ServerError("gone", status_code=503)])
    assert isinstance(error, ServerError)
    assert report.recorded == list(range(100))
    assert report.unsure == list(range(100, 200))
    assert report.not_sent == list(range(200, 250))
    assert "100 unsure (100-199), 50 not sent (200-249)" in str(error)


def test_a_smaller_number_than_was_sent_is_an_error() -> None:
    report, error = record(150, [[{"recorded": 99}], [{"recorded": 50}]])
    assert isinstance(error, IncompleteDataError)
    assert report.unsure == list(range(100))
    assert report.recorded == list(range(100, 150))


FATES = st.sampled_from(["good", "refused", "lost", "fewer", "forbidden"])


@settings(max_examples=60)
@given(count=st.integers(0, 450), fates=st.lists(FATES, min_size=5, max_size=5))
def test_whatever_happens_each_event_is_accounted_for_once(count: int, fates: list[str]) -> None:
    sizes = [min(100, count - start) for start in range(0, count, 100)]
    made = {
        "good": lambda size: {"recorded": size},
        "refused": lambda size: ValidationError("no", status_code=400),
        "lost": lambda size: ServerError("gone", status_code=502),
        "fewer": lambda size: {"recorded": size - 1},
        "forbidden": lambda size: ForbiddenError("no", status_code=403),
    }
    answers = [made[fate](size) for fate, size in zip(fates, sizes, strict=False)]
    report, error = record(count, answers)
    everything = [*report.recorded, *report.refused, *report.unsure, *report.not_sent]
    assert sorted(everything) == list(range(count))
    assert (error is None) is report.complete
    assert report.complete is (report.recorded == list(range(count)))
