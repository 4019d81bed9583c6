"""What cannot be right is refused before any request: no server listens here."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from hyperstudy import (
    AuthenticationError,
    HyperStudy,
    HyperStudyWarning,
    InputError,
    NetworkError,
    RetryPolicy,
)


@pytest.fixture(scope="module")
def hs() -> Iterator[HyperStudy]:
    # Port 9 refuses; a request would be a NetworkError, not the error that is expected.
    with HyperStudy("hst_test_input", "http://127.0.0.1:9", retry=RetryPolicy(tries=1)) as client:
        yield client


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda hs: hs.get_events("e", scope="rooms"), "scope='rooms'.*mean 'room'"),
        (lambda hs: hs.get_events("e", scope=None), "scope is missing"),
        (lambda hs: hs.get_events(""), "scope_id is empty"),
        (lambda hs: hs.get_events("a b"), "scope_id='a b' holds white space"),
        (lambda hs: hs.get_events("a/b"), "scope_id='a/b'"),
        (lambda hs: hs.get_events(7.5), "scope_id=7.5 is not an id"),
        (lambda hs: hs.get_events(pd.Series(["a", "b"])), "scope_id=<Series> is not an id"),
        (lambda hs: hs.get_events("e", output="x" * 500), "output=<str> is not one of"),
        (
            lambda hs: hs.download_recording(pd.DataFrame({"id": ["r"]})),
            "recording is a whole table; it takes one row",
        ),
        (lambda hs: hs.get_events("e", scope="participant"), "room_id is missing"),
        (lambda hs: hs.get_events("e", room_id=""), "room_id is empty"),
        (lambda hs: hs.get_events("e", limit=-1), "limit=-1 is too small"),
        (lambda hs: hs.get_events("e", limit=1.5), "limit=1.5 is not a whole number"),
        (lambda hs: hs.get_events("e", limit=True), "limit=True"),
        (lambda hs: hs.get_events("e", offset=-5), "offset=-5"),
        (lambda hs: hs.get_events("e", order="up"), "order='up' is not one of 'asc', 'desc'"),
        (lambda hs: hs.get_events("e", sort=""), "sort=''"),
        (lambda hs: hs.get_events("e", output="panda"), "output='panda'.*mean 'pandas'"),
        (lambda hs: hs.get_events("e", start_time="noon"), "start_time='noon' is not a time"),
        (
            lambda hs: hs.get_events("e", start_time="2026-03-02", end_time="2026-03-01"),
            "end_time='2026-03-01' lies before start_time='2026-03-02'",
        ),
        (lambda hs: hs.get_ratings("e", kind="spars"), "kind='spars'.*mean 'sparse'"),
        (lambda hs: hs.get_rooms("e", scope="room"), "scope='room' is not one of 'experiment'"),
        (lambda hs: hs.get_participants("e", scope="participant"), "scope='participant'"),
        (lambda hs: hs.get_sync("e", aggregation_window=0), "aggregation_window=0"),
        (lambda hs: hs.get_components("e", completed="yes"), "completed='yes' is neither"),
        (lambda hs: hs.get_variables("r", output="excel"), "output='excel'"),
        (lambda hs: hs.get_counts("u", ""), "room_id is empty"),
        (lambda hs: hs.get_all_data("u", room_id="a/b"), "room_id='a/b'"),
        (lambda hs: hs.get_agent_decisions("e", scope="participant"), "scope='participant'"),
        (lambda hs: hs.get_agent_decisions("e", participant_id=""), "participant_id is empty"),
        (lambda hs: hs.get_agent_decisions("e", participant_id="p/1"), "participant_id='p/1'"),
        (lambda hs: hs.get_agent_decisions("e", participant_id=5.5), "participant_id=5.5 is not"),
        (lambda hs: hs.get_events("e", category=""), "category=''"),
        (lambda hs: hs.get_events("e", category=5), "category=5"),
    ],
)
def test_input_that_cannot_be_right(
    hs: HyperStudy, call: Callable[[HyperStudy], Any], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        call(hs)
    # Scripts for 0.4.1 catch a wrong scope as a ValueError.
    with pytest.raises(ValueError, match=message):
        call(hs)


@pytest.mark.parametrize(
    ("call", "method"),
    [
        (lambda hs: hs.get_events("Movie dyads"), "list_experiments"),
        (lambda hs: hs.get_experiment("Movie dyads"), "list_experiments"),
        (lambda hs: hs.get_deployment("Main wave"), "list_deployments"),
        (lambda hs: hs.pull("Movie dyads", "study"), "list_experiments"),
        (lambda hs: hs.get_events("my room", scope="room"), None),
    ],
)
def test_a_name_in_the_place_of_an_id_is_told_where_ids_are(
    hs: HyperStudy, call: Callable[[HyperStudy], Any], method: str | None
) -> None:
    with pytest.raises(InputError, match="white space") as caught:
        call(hs)
    assert (method is None) == (caught.value.hint is None)
    assert method is None or f"{method}() lists names with their ids" in str(caught.value)


CELLS_WITHOUT_A_VALUE = [
    pytest.param(float("nan"), id="nan"),
    pytest.param(np.float32("nan"), id="numpy"),
    pytest.param(pd.NA, id="NA"),
    pytest.param(pd.NaT, id="NaT"),
]


@pytest.mark.parametrize("cell", CELLS_WITHOUT_A_VALUE)
@pytest.mark.parametrize(
    ("call", "parameter", "hint"),
    [
        (lambda hs, id: hs.get_ratings("e", room_id=id), "room_id", "a room .*'roomId'"),
        (lambda hs, id: hs.get_events(id, scope="room"), "scope_id", "a room .*'roomId'"),
        (lambda hs, id: hs.get_events(id), "scope_id", "an experiment .*'experimentId'"),
        (
            lambda hs, id: hs.get_counts(id, "r"),
            "participant_id",
            "a participant .*'participantId'",
        ),
        (lambda hs, id: hs.get_experiment(id), "experiment_id", "an experiment .*'experimentId'"),
        (lambda hs, id: hs.get_deployment(id), "deployment_id", "a deployment .*'deploymentId'"),
        (lambda hs, id: hs.pull(id, "study"), "experiment_id", "an experiment .*'experimentId'"),
    ],
)
def test_an_id_that_is_missing_in_a_table_is_told_how_to_leave_out(
    hs: HyperStudy, call: Callable[[HyperStudy, Any], Any], parameter: str, hint: str, cell: Any
) -> None:
    with pytest.raises(InputError, match=f"^{parameter}=.* is not an id but a missing") as caught:
        call(hs, cell)
    assert re.search(f"table without {hint}", str(caught.value.hint))


@pytest.mark.parametrize("call", ["get_events", "get_experiment", "get_deployment", "get_rooms"])
def test_an_id_that_is_none_where_one_is_needed_is_told_so_too(hs: HyperStudy, call: str) -> None:
    with pytest.raises(InputError, match="_id is missing") as caught:
        getattr(hs, call)(None)
    assert "dropna(subset=" in str(caught.value.hint)


@pytest.mark.parametrize("text", ["nan", "None", "<NA>", "NaT"])
def test_a_missing_value_that_became_text_is_told_of(hs: HyperStudy, text: str) -> None:
    told = f"room_id='{text}' looks like a missing value.*sent all the same"
    with pytest.warns(HyperStudyWarning, match=told), pytest.raises(NetworkError):
        hs.get_events("e", room_id=text)


@pytest.mark.parametrize(
    ("value", "hint"),
    [(7.0, "astype('Int64')"), (np.float64(7), "astype('Int64')"), (7.5, None)],
)
def test_an_id_that_became_a_float_is_told_how_to_get_back(
    hs: HyperStudy, value: Any, hint: str | None
) -> None:
    with pytest.raises(InputError, match="is not an id") as caught:
        hs.get_events("e", room_id=value)
    assert (hint or "None") in str(caught.value.hint)


def test_cells_of_arrow_are_told_how_to_become_ids(hs: HyperStudy) -> None:
    pa = pytest.importorskip("pyarrow")
    there, missing = pa.array(["room_1", None])
    with pytest.raises(InputError, match="is not an id: ids are text") as caught:
        hs.get_events("e", room_id=there)
    assert "as_py()" in str(caught.value.hint)
    with pytest.raises(InputError, match="is not an id but a missing value"):
        hs.get_events("e", room_id=missing)


def test_a_good_call_does_make_a_request(hs: HyperStudy) -> None:
    with pytest.raises(NetworkError):
        hs.get_events("exp_1")


def test_a_word_that_the_contract_lacks_is_sent_where_the_server_takes_any(
    hs: HyperStudy,
) -> None:
    with (
        pytest.warns(HyperStudyWarning, match="category='componnent'.*mean 'component'"),
        pytest.raises(NetworkError),
    ):
        hs.get_events("exp_1", category="componnent")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda hs: hs.get_events("e", sort="time"), "sort='time'.*mean 'timestamp'"),
        (lambda hs: hs.get_recordings("e", sort="x"), "sort='x' is not one of .*'startTime'"),
        (lambda hs: hs.get_questionnaire("e", sort="onsett"), "sort='onsett'.*mean 'onset'"),
    ],
)
def test_a_column_that_no_row_has_is_told_of_before_sorting_by_it(
    hs: HyperStudy, call: Callable[[HyperStudy], Any], message: str
) -> None:
    with pytest.warns(HyperStudyWarning, match=message), pytest.raises(NetworkError):
        call(hs)


def test_sorting_by_a_column_that_rows_have_needs_no_word(hs: HyperStudy) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(NetworkError):
            hs.get_events("e", sort="onset")


def test_enum_members_are_words(hs: HyperStudy) -> None:
    from hyperstudy_api.models import DataScope

    with pytest.raises(NetworkError):
        hs.get_events("exp_1", scope=DataScope.ROOM)


def test_a_key_that_is_no_text_is_not_shown() -> None:
    with pytest.raises(InputError, match="api_key is of the type bytes") as caught:
        HyperStudy(b"hst_live_secret")  # type: ignore[arg-type]
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"retry": 3}, "retry=3 is not a hyperstudy.RetryPolicy"),
        ({"retry": 0}, "retry=0 is not a hyperstudy.RetryPolicy"),
        ({"pace": 30}, "pace=30 is not known.*'polite'"),
        ({"pace": "slow"}, "pace='slow' is not known.*'polite'"),
        ({"connections": "8"}, "connections='8' is not a whole number"),
        ({"connections": 0}, "connections=0 is too small"),
        ({"organization": 7.5}, "organization=7.5 is not an id"),
        ({"base_url": 7}, "base_url=7"),
    ],
)
def test_a_client_that_could_not_work_is_not_made(given: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        HyperStudy("hst_test_1", **given)


def test_without_a_key_nothing_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HYPERSTUDY_API_KEY", raising=False)
    with pytest.raises(AuthenticationError, match="No API key") as caught:
        HyperStudy()
    assert caught.value.code == "MISSING_API_KEY"
    assert caught.value.status_code == 401


def test_key_address_and_organisation_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HYPERSTUDY_API_KEY", "hst_test_from_the_environment")
    monkeypatch.setenv("HYPERSTUDY_BASE_URL", "http://127.0.0.1:9/api/v3/")
    with HyperStudy() as hs:
        assert hs.base_url == "http://127.0.0.1:9/api/v3"
        assert "from_the_environment" not in repr(hs)
        assert repr(hs.api).count("environment") == 0
    with HyperStudy("hst_test_given", "http://127.0.0.1:9/other") as hs:
        assert hs.base_url == "http://127.0.0.1:9/other"


def test_the_production_address_is_the_contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HYPERSTUDY_BASE_URL", raising=False)
    with HyperStudy("hst_test_1") as hs:
        assert hs.base_url == "https://api.hyperstudy.io/api/v3"
