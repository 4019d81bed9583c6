"""A study on disk answers as the server does: each method, with its filters, orders and outputs."""

from __future__ import annotations

import inspect
import itertools
import warnings
from typing import TYPE_CHECKING, Any

import pytest

import hyperstudy
from hyperstudy.client.study import Study
from hyperstudy.exceptions import HyperStudyError, InputError, NotFoundError
from hyperstudy.plots import completeness
from hyperstudy.resources.data_methods import DataMethods
from hyperstudy.sandbox import start
from hyperstudy.study.rows import without_signatures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hyperstudy.sandbox import Sandbox

pytest.importorskip("pyarrow")

STUDIES = ("movie-dyads", "turn-taking", "questionnaires", "agents")


class Both:
    """A sandbox, a client of it, and the study that the client pulled."""

    def __init__(self, sandbox: Sandbox, folder: Any) -> None:
        self.sandbox = sandbox
        self.online = sandbox.client()
        self.report = self.online.pull(sandbox.experiment_id, folder, progress=False)
        self.offline = hyperstudy.open_study(folder)
        self.experiment = sandbox.experiment_id
        self.room = str(sandbox.study.rooms[1]["id"])
        inside = [one for one in sandbox.study.participants if one.get("roomId") == self.room]
        self.participant = str(inside[0].get("participantId") or inside[0]["id"])
        self.deployments = [str(one["id"]) for one in sandbox.study.deployments]
        self.spent = len(sandbox.requests)

    def of(self, scope: str) -> dict[str, Any]:
        """Give the parameters for a scope."""
        ids = {"room": self.room, "participant": self.participant}
        given: dict[str, Any] = {"scope_id": ids.get(scope, self.experiment), "scope": scope}
        return given | ({"room_id": self.room} if scope == "participant" else {})

    def assert_same(self, method: str, outputs: tuple[str, ...] = ("dict",), **given: Any) -> None:
        """Ask both, and compare what they say."""
        for output in outputs:
            online = outcome(self.online, method, output, given)
            offline = outcome(self.offline, method, output, given)
            assert type(online) is type(offline), (method, given, online, offline)
            same(online, offline, output)


def outcome(source: Any, method: str, output: str, given: dict[str, Any]) -> Any:
    try:
        return getattr(source, method)(output=output, **given)
    except (NotFoundError, InputError) as error:
        return error


def same(online: Any, offline: Any, output: str) -> None:
    if isinstance(online, Exception):
        return
    if output == "dict":
        assert list(online) == list(offline)
    elif output == "pandas":
        import pandas as pd

        pd.testing.assert_frame_equal(online, offline)
    elif output == "polars":
        assert online.schema == offline.schema
        assert online.equals(offline)
    else:
        assert online.replace_schema_metadata(None).equals(offline.replace_schema_metadata(None))


@pytest.fixture(scope="module", params=STUDIES)
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Both]:
    minutes = None if request.param == "questionnaires" else 0.5
    with start(request.param, rooms=4, minutes=minutes) as sandbox:
        made = Both(sandbox, tmp_path_factory.mktemp("offline") / "study")
        yield made
        made.online.close()


@pytest.fixture(scope="module")
def dyads(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    with start("movie-dyads", rooms=3, minutes=0.5) as sandbox:
        made = Both(sandbox, tmp_path_factory.mktemp("offline") / "study")
        yield made
        made.online.close()


METHODS = [
    (name, {"kind": kind} if kind else {})
    for name, method in vars(DataMethods).items()
    if name.startswith("get_")
    for kind in (("continuous", "sparse") if name == "get_ratings" else (None,))
]
PLAIN = [one for one in METHODS if one[0] not in ("get_recordings", "get_eyetracking")]
OUTPUTS = ("dict", "pandas", "polars", "arrow")


def takes(method: str, *names: str) -> bool:
    return set(names) <= set(inspect.signature(getattr(DataMethods, method)).parameters)


NOT_OFFLINE = {
    "get_recording_url": "a link expires within minutes; the file itself is in recordings/",
    "get_persona": "belongs to an account, not to an experiment",
    "get_cognition_catalog": "belongs to the service, not to an experiment",
    "get_openapi_document": "belongs to the service, not to an experiment",
}
"""What a study on disk cannot be asked, and why."""


def asking(of: type) -> set[str]:
    return {name for name in dir(of) if name.startswith("get_")}


def test_the_methods_are_those_of_the_client() -> None:
    assert asking(Study) == asking(hyperstudy.HyperStudy) - NOT_OFFLINE.keys()
    for name in asking(Study) - {"get_experiment", "get_experiment_config"}:
        mine = inspect.signature(getattr(Study, name))
        assert mine == inspect.signature(getattr(hyperstudy.HyperStudy, name))


def test_the_experiment(both: Both) -> None:
    for method in ("get_experiment", "get_experiment_config"):
        online = getattr(both.online, method)(both.experiment)
        assert getattr(both.offline, method)(both.experiment) == online
        assert getattr(both.offline, method)() == online
        with pytest.raises(NotFoundError):
            getattr(both.offline, method)("exp_none")
    assert both.offline.get_experiment().definition() == (
        both.online.get_experiment(both.experiment).definition()
    )


def test_an_id_of_something_else_is_told_with_its_scope(both: Both) -> None:
    with pytest.raises(NotFoundError, match=r"It is a room .*scope='room'"):
        both.offline.get_events(both.room)
    with pytest.raises(NotFoundError, match=r"It is a participant .*scope='participant'"):
        both.offline.get_events(both.participant)
    for thing in (both.room, both.participant):
        with pytest.raises(NotFoundError, match=r"id of an experiment: .*scope='room' or scope="):
            both.online.get_events(thing)
    with pytest.raises(NotFoundError, match=r"id of a room: .*scope='experiment' or scope="):
        both.online.get_events(both.experiment, scope="room")
    with pytest.raises(NotFoundError) as caught:
        both.online.get_experiment("exp_none")
    assert "scope" not in str(caught.value)
    with pytest.raises(NotFoundError, match="get_rooms"):
        both.offline.get_events("room_none", scope="room")


@pytest.mark.filterwarnings("ignore::hyperstudy.HyperStudyWarning")
@pytest.mark.parametrize("output", OUTPUTS)
def test_variables(both: Both, output: str) -> None:
    for room in both.sandbox.study.rooms:
        online: Any = both.online.get_variables(str(room["id"]), output=output)
        offline: Any = both.offline.get_variables(str(room["id"]), output=output)
        assert list(online) == list(offline)
        for name, value in online.items():
            if name in ("writes", "timeline"):
                same(value, offline[name], output)
            else:
                assert offline[name] == value
    with pytest.raises(NotFoundError):
        both.offline.get_variables("room_none")


def test_counts(both: Both) -> None:
    for one in both.sandbox.study.participants:
        if one.get("roomId"):
            ids = str(one["id"]), str(one["roomId"])
            assert both.offline.get_counts(*ids) == both.online.get_counts(*ids)
    for ids in ((both.participant, "room_none"), ("nobody", both.room)):
        for source in (both.online, both.offline):
            with pytest.raises(NotFoundError):
                source.get_counts(*ids)


def test_deployments_one_by_one(both: Both) -> None:
    for deployment in both.deployments:
        both.assert_same("get_deployment_sessions", OUTPUTS, deployment_id=deployment)
        for method in ("get_deployment", "get_agent_spend"):
            online = getattr(both.online, method)(deployment)
            offline = getattr(both.offline, method)(deployment)
            assert (offline, type(offline)) == (online, type(online))
    both.assert_same("get_deployment_sessions", deployment_id="dep_none")
    with pytest.raises(NotFoundError):
        both.offline.get_deployment("dep_none")


def test_decisions_one_by_one(both: Both) -> None:
    listed = both.online.get_agent_decisions(both.room, scope="room", output="dict")
    for row in listed:
        for source in (both.online, both.offline):
            if row["_type"] == "decision":
                assert source.get_agent_decision(both.room, row["id"])["seq"] == row["seq"]
        if row["_type"] == "decision":
            given = both.room, row["id"]
            assert both.offline.get_agent_decision(*given) == both.online.get_agent_decision(*given)
    for given in ((both.room, "none"), ("room_none", "none")):
        with pytest.raises(NotFoundError):
            both.offline.get_agent_decision(*given)


@pytest.mark.parametrize("output", ["dict", "arrow"])
def test_everything_of_participants(both: Both, output: str) -> None:
    for who in (both.participant, [both.participant]):
        online = both.online.get_all_data(who, room_id=both.room, output=output)
        offline = both.offline.get_all_data(who, room_id=both.room, output=output)
        assert list(online) == list(offline)
        for name, frame in online.items():
            if name != "recordings":
                same(frame, offline[name], output)
        assert len(online["recordings"]) == len(offline["recordings"])


def test_a_plot_of_what_is_there(dyads: Both) -> None:
    pytest.importorskip("matplotlib")
    before = len(dyads.sandbox.requests)
    assert completeness(dyads.offline, dyads.experiment).axes
    assert len(dyads.sandbox.requests) == before


def test_each_table_in_each_output(both: Both) -> None:
    assert both.report.complete, both.report
    for method, options in PLAIN:
        both.assert_same(method, OUTPUTS, scope_id=both.experiment, **options)


@pytest.mark.parametrize("output", OUTPUTS)
def test_gaze(dyads: Both, output: str) -> None:
    for scope in ("room", "participant"):
        dyads.assert_same("get_eyetracking", (output,), **dyads.of(scope))


def test_scopes_and_rooms(both: Both) -> None:
    for (method, options), scope in itertools.product(PLAIN, ("room", "participant")):
        if method != "get_rooms" and (scope == "room" or method != "get_participants"):
            both.assert_same(method, ("dict", "pandas"), **both.of(scope), **options)
    for method, options in PLAIN:
        if takes(method, "room_id"):
            both.assert_same(method, room_id=both.room, scope_id=both.experiment, **options)


def test_deployments(both: Both) -> None:
    for (method, options), deployment in itertools.product(PLAIN, both.deployments):
        given = {"scope_id": both.experiment, "deployment_id": deployment, **options}
        both.assert_same(method, **given)
    both.assert_same("list_deployments", OUTPUTS)
    both.assert_same("list_deployments", experiment_id=both.experiment, status="active")
    both.assert_same("list_deployments", status="completed")


def test_times(both: Both) -> None:
    events = both.online.get_events(both.experiment, output="dict")
    early, late = (events[len(events) * part // 3]["timestamp"] for part in (1, 2))
    for method, options in PLAIN:
        if not takes(method, "start_time"):
            continue
        for span in (
            {"start_time": early},
            {"end_time": late},
            {"start_time": early, "end_time": late},
        ):
            both.assert_same(
                method, ("dict", "polars"), scope_id=both.experiment, **span, **options
            )


def test_order_limit_and_offset(both: Both) -> None:
    for method, options in PLAIN:
        given = {"scope_id": both.experiment, **options}
        both.assert_same(method, ("dict", "arrow"), limit=7, offset=5, **given)
        both.assert_same(method, order="desc", limit=9, **given)
        both.assert_same(method, offset=10**6, **given)
        both.assert_same(method, limit=0, **given)
        if takes(method, "start_time"):
            both.assert_same(method, sort="onset", limit=60, **given)


@pytest.mark.parametrize("sort", ["participantId", "category", "content", "stateId"])
def test_any_order(dyads: Both, sort: str) -> None:
    for order in ("asc", "desc"):
        dyads.assert_same("get_events", **dyads.of("experiment"), sort=sort, order=order)


def messages(source: Any, method: str, output: str, **given: Any) -> tuple[Any, list[str]]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        rows = getattr(source, method)(output=output, **given)
    return rows, [str(one.message) for one in caught]


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("method", ["get_events", "get_ratings", "get_questionnaire"])
def test_a_column_to_sort_by_that_no_row_has_is_told_of_once(
    dyads: Both, method: str, output: str
) -> None:
    for sort in ("tiem", "_order"):
        given = {"scope_id": dyads.experiment, "sort": sort}
        online, of_server = messages(dyads.online, method, output, **given)
        offline, of_study = messages(dyads.offline, method, output, **given)
        assert len(online) == len(offline) > 0
        assert len(of_server) == len(of_study) == 1
        (problem, sent), (same, then) = (text.split(". ", 1) for text in of_server + of_study)
        assert problem == same
        assert problem.startswith(f"sort='{sort}' is not one of ")
        assert "It is sent all the same" in sent
        assert "sent" not in then
        assert then.endswith("No row of this study has it, so it sorts nothing.")
        assert hyperstudy.fetch_report(online).notes == of_server
        assert of_study[0] in hyperstudy.fetch_report(offline).notes


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_word_to_look_for_that_no_row_has_is_told_of_once(dyads: Both, output: str) -> None:
    given = {"scope_id": dyads.experiment, "category": "componnent"}
    (_, of_server), (rows, of_study) = (
        messages(source, "get_events", output, **given) for source in (dyads.online, dyads.offline)
    )
    assert len(rows) == 0
    assert len(of_server) == len(of_study) == 1
    assert of_server[0].startswith(of_study[0].split(" Rows are searched for it")[0])
    assert "sent" not in of_study[0]


def test_words_are_as_closed_as_those_of_the_server(dyads: Both) -> None:
    for source in (dyads.online, dyads.offline):
        with pytest.raises(InputError, match=r"sort='rolle' is not one of .*mean 'role'"):
            source.get_participants(dyads.experiment, sort="rolle")


@pytest.mark.parametrize(
    "category", ["component", "questionnaire", "post_experiment", "pre_experiment"]
)
def test_categories(both: Both, category: str) -> None:
    both.assert_same("get_events", ("dict", "pandas"), **both.of("room"), category=category)


@pytest.mark.filterwarnings("ignore::hyperstudy.HyperStudyWarning")
def test_a_category_that_no_event_has(dyads: Both) -> None:
    dyads.assert_same("get_events", OUTPUTS, **dyads.of("experiment"), category="nothing")


@pytest.mark.parametrize(
    "given",
    [
        {"component_type": "ShowVideo"},
        {"component_type": "show_video"},
        {"completed": True},
        {"completed": False},
        {"state_id": "film_1"},
    ],
)
@pytest.mark.filterwarnings("ignore::hyperstudy.HyperStudyWarning")
def test_components(dyads: Both, given: dict[str, Any]) -> None:
    dyads.assert_same("get_components", ("dict", "pandas"), **dyads.of("experiment"), **given)


@pytest.mark.parametrize(
    "given", [{"completion_code": "SUCCESS"}, {"sort": "role"}, {"sort": "joinedAt"}]
)
def test_participants(both: Both, given: dict[str, Any]) -> None:
    both.assert_same("get_participants", ("dict", "polars"), scope_id=both.experiment, **given)


def test_agents(both: Both) -> None:
    for given in ({}, {"detail": True}, {"participant_id": both.participant}):
        both.assert_same("get_agent_decisions", OUTPUTS, scope_id=both.experiment, **given)
        both.assert_same("get_agent_decisions", scope_id=both.room, scope="room", **given)
    both.assert_same("get_agent_runs", OUTPUTS, experiment_id=both.experiment)


@pytest.mark.filterwarnings("ignore::hyperstudy.HyperStudyWarning")
def test_decisions_are_counted_for_each_room(both: Both) -> None:
    both.assert_same("get_agent_decisions", scope_id=both.experiment, limit=2)


def test_averages_of_sync_metrics_come_with_a_warning(dyads: Both) -> None:
    given = {**dyads.of("room"), "aggregation_window": 5000, "output": "dict"}
    online = dyads.online.get_sync(**given)
    with pytest.warns(hyperstudy.HyperStudyWarning, match="averaged"):
        offline = dyads.offline.get_sync(**given)
    assert list(online) == list(offline)
    with pytest.warns(hyperstudy.HyperStudyWarning, match="averaged"):
        last = dyads.offline.get_sync(**given, sort="sampleCount", order="desc", limit=1)
    assert last[0]["sampleCount"] == max(row["sampleCount"] for row in online)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("output", ["dict", "pandas", "polars", "arrow"])
def test_where_warnings_are_errors_averages_are_in_the_error(dyads: Both, output: str) -> None:
    given = {**dyads.of("room"), "aggregation_window": 5000, "output": output}
    online = dyads.online.get_sync(**given)
    with pytest.raises(hyperstudy.HyperStudyWarning, match="averaged") as caught:
        dyads.offline.get_sync(**given)
    found = caught.value.partial
    assert type(found) is type(online)
    assert len(found) == len(online) > 0
    assert any("averaged" in text for text in hyperstudy.fetch_report(found).notes)


def test_recordings_without_their_signatures(dyads: Both) -> None:
    online = dyads.online.get_recordings(dyads.experiment, output="dict")
    offline = dyads.offline.get_recordings(dyads.experiment, output="dict")
    assert list(offline) == [without_signatures(row) for row in online]
    assert any(row != kept for row, kept in zip(online, offline, strict=True))
    dyads.assert_same("get_recordings", sort="participantId", limit=0, scope_id=dyads.experiment)


def test_ids_that_there_are_not(both: Both) -> None:
    both.assert_same("get_events", scope_id="exp_none")
    both.assert_same("get_events", scope_id="room_none", scope="room")
    both.assert_same("get_events", scope_id="p", scope="participant", room_id=both.room)
    both.assert_same("get_rooms", scope_id="exp_none")


def test_values_are_checked_as_they_are_online(both: Both) -> None:
    for given in ({"scope": "romm"}, {"limit": -1}, {"start_time": "soon"}, {"order": "up"}):
        both.assert_same("get_events", scope_id=both.experiment, **given)
    with pytest.raises(InputError, match="output"):
        both.offline.get_events(both.experiment, output="excel")


def test_nothing_is_asked_of_the_server(tmp_path: Any) -> None:
    with start("turn-taking", rooms=2) as sandbox, sandbox.client() as hs:
        hs.pull(sandbox.experiment_id, tmp_path / "study")
        before = len(sandbox.requests)
        study = hyperstudy.open_study(tmp_path / "study")
        study.get_events(sandbox.experiment_id)
        assert len(sandbox.requests) == before
        assert study.get_experiment() == dict(hs.get_experiment(sandbox.experiment_id))


def test_the_report_travels_along(both: Both) -> None:
    for output in OUTPUTS:
        online = both.online.get_events(both.experiment, output=output)
        offline = both.offline.get_events(both.experiment, output=output)
        one, two = hyperstudy.fetch_report(online), hyperstudy.fetch_report(offline)
        assert (one.promised, one.received, one.rows) == (two.promised, two.received, two.rows)
        assert two.complete


def test_what_was_not_pulled(tmp_path: Any) -> None:
    with start("turn-taking", rooms=3) as sandbox, sandbox.client() as hs:
        hs.pull(sandbox.experiment_id, tmp_path / "study", types="events")
    study = hyperstudy.open_study(tmp_path / "study")
    for ask in (
        lambda: study.get_chat(sandbox.experiment_id),
        lambda: study.list_personas(),
        lambda: study.get_agent_decisions(sandbox.experiment_id, detail=True),
        lambda: study.get_agent_decision("room", "decision"),
        lambda: study.get_variables("room"),
        lambda: study.get_deployment("dep"),
    ):
        with pytest.raises(HyperStudyError, match="not part of this study") as caught:
            ask()
        assert caught.value.code == "NOT_PULLED"
        assert "events" in str(caught.value)
    room = str(sandbox.study.rooms[0]["id"])
    assert len(study.get_events(room, scope="room"))
    # Old rows name no deployment, and whether a room exists only the rooms tell.
    deployment = str(sandbox.study.deployments[0]["id"])
    for ask in (
        lambda: study.get_events(sandbox.experiment_id, deployment_id=deployment),
        lambda: study.get_events("room_of_nobody", scope="room"),
    ):
        with pytest.raises(HyperStudyError, match="rooms is not part of this study") as caught:
            ask()
        assert caught.value.code == "NOT_PULLED"
        assert "hs.pull(..., types=['rooms'])" in str(caught.value)
    with pytest.raises(HyperStudyError, match=r"personas is not part of .*\n.*cannot be pulled"):
        study.list_personas()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(study.get_events("p_1", scope="participant", room_id=room)) == 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(hyperstudy.IncompleteDataWarning) as lacking:
            study.get_counts("p_1", room)
    assert list(lacking.value.partial["counts"]) == ["events"]
    with pytest.warns(hyperstudy.IncompleteDataWarning, match="not counted: recordings, chat"):
        counts = study.get_counts("p_1", room)
    assert counts["counts"] == {"events": 0}
    with pytest.raises(InputError, match="no study"):
        hyperstudy.open_study(tmp_path)
