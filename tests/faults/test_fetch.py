"""What the data methods make of a server that misbehaves: the rows, an error, or a warning."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import textwrap
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from hyperstudy import (
    ForbiddenError,
    HyperStudy,
    IncompleteDataWarning,
    NotFoundError,
    RetryPolicy,
    ServerError,
    ServerWarning,
    UnreadableValueWarning,
    fetch_report,
    open_study,
)

from .conftest import wait_until_asleep
from .server import Answer, ReceivedRequest, Server

EVENTS = "/api/v3/data/events/experiment/exp_1"
ROWS = [{"id": f"evt_{number}", "onset": float(number)} for number in range(2500)]


def page(request: ReceivedRequest, rows: list[dict[str, Any]] = ROWS, **more: Any) -> Answer:
    offset, limit = int(request.query["offset"]), int(request.query["limit"])
    part = rows[offset : offset + limit]
    end = offset + len(part)
    pagination: dict[str, Any] = {"total": len(rows), "hasMore": end < len(rows)}
    if pagination["hasMore"]:
        pagination["nextOffset"] = end
    return Answer(
        body={"status": "success", "data": part, "metadata": {"pagination": pagination, **more}}
    )


@pytest.fixture
def hs(server: Server) -> Iterator[HyperStudy]:
    retry = RetryPolicy(tries=2, first_pause=0.01)
    # Pages of one size, so that there are some to be fetched side by side.
    url = f"{server.url}/api/v3"
    with HyperStudy("hst_test_faults", url, retry=retry, page_size=1000) as client:
        yield client


def test_pages_are_fetched_side_by_side(server: Server, hs: HyperStudy) -> None:
    both = threading.Barrier(2, timeout=20)

    def reply(request: ReceivedRequest) -> Answer:
        if request.query["offset"] != "0":
            both.wait()  # neither is answered before both are there
        return page(request)

    server.respond(reply, path=EVENTS)
    events = hs.get_events("exp_1")
    assert events["id"].tolist() == [row["id"] for row in ROWS]
    assert server.most_at_once == 2
    assert len(server.requests) == 3


def test_a_refusal_is_waited_for_and_told(server: Server, hs: HyperStudy) -> None:
    server.respond(page, path=EVENTS)
    server.respond_once(status=429, headers={"Retry-After": "1"}, path=EVENTS)
    events = hs.get_events("exp_1")
    report = fetch_report(events)
    assert len(events) == 2500
    assert report.clean
    assert report.waited == pytest.approx(1)
    assert "waited" in str(report)


def test_an_error_in_the_middle_holds_what_came(server: Server, hs: HyperStudy) -> None:
    def reply(request: ReceivedRequest) -> Answer:
        return page(request) if request.query["offset"] != "2000" else Answer(status=501)

    server.respond(reply, path=EVENTS)
    with pytest.raises(ServerError) as caught:
        hs.get_events("exp_1")
    assert isinstance(caught.value.partial, pd.DataFrame)
    assert caught.value.partial["id"].tolist() == [row["id"] for row in ROWS[:2000]]


@pytest.mark.filterwarnings("error")
def test_what_came_before_an_error_has_its_report(server: Server, hs: HyperStudy) -> None:
    def reply(request: ReceivedRequest) -> Answer:
        if request.query["offset"] == "2000":
            return Answer(status=501)
        return page(request, _warnings=["MISSING_INDEX: x"])

    server.respond(reply, path=EVENTS)
    with pytest.raises(ServerError) as caught:
        hs.get_events("exp_1")
    report = fetch_report(caught.value.partial)
    assert (report.received, report.rows, report.pages, report.promised) == (2000, 2000, 2, 2500)
    assert report.what == "events of experiment exp_1"
    assert report.server_warnings == ["MISSING_INDEX: x"]
    assert report.problems == [caught.value.message]
    assert "2000 of 2500 rows in 2 pages, NOT COMPLETE" in str(report)


def test_an_error_in_the_second_of_two_lists_holds_the_first(
    server: Server, hs: HyperStudy
) -> None:
    def reply(request: ReceivedRequest) -> Answer:
        return page(request) if request.query["category"] == first else Answer(status=403)

    first = "questionnaire"
    server.respond(lambda request: page(request, []), path=EVENTS)
    hs.get_questionnaire("exp_1")
    first = server.requests[0].query["category"]
    server.respond(reply, path=EVENTS)
    with pytest.raises(ForbiddenError) as caught:
        hs.get_questionnaire("exp_1", output="dict", offset=10)
    assert caught.value.partial == ROWS[10:]
    report = fetch_report(caught.value.partial)
    assert (report.received, report.rows, report.promised) == (2500, 2490, 2500)
    assert not report.complete


@pytest.mark.parametrize(
    "ahead",
    [
        pytest.param(Answer(status=429, headers={"Retry-After": "60"}), id="refused"),
        pytest.param(Answer(status=503, headers={"Retry-After": "60"}), id="failed"),
        pytest.param(Answer(None, then="stall"), id="slow"),
    ],
)
def test_an_error_ends_the_pages_that_were_asked_for_ahead(
    server: Server, hs: HyperStudy, ahead: Answer
) -> None:
    both = threading.Barrier(2, timeout=20)

    def reply(request: ReceivedRequest) -> Answer:
        if request.query["offset"] == "0":
            return page(request)
        both.wait()
        return ahead if request.query["offset"] == "2000" else Answer(status=403)

    server.respond(reply, path=EVENTS)
    with pytest.raises(ForbiddenError):
        hs.get_events("exp_1")
    workers = [one for one in threading.enumerate() if one.name.startswith("hyperstudy-pages")]
    for one in workers:
        one.join(15)
    assert not any(one.is_alive() for one in workers)
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("call", "method"),
    [
        (lambda hs: hs.get_events("exp_mvie"), "list_experiments"),
        (lambda hs: hs.get_experiment("exp_mvie"), "list_experiments"),
        (lambda hs: hs.get_persona("p"), "list_personas"),
        (lambda hs: hs.get_events("room_1", scope="room"), None),
    ],
)
def test_an_id_that_nobody_knows_is_told_where_ids_are(
    call: Callable[[HyperStudy], Any], method: str | None, server: Server, hs: HyperStudy
) -> None:
    server.respond(status=404)
    with pytest.raises(NotFoundError) as caught:
        call(hs)
    assert ("() lists what the key may see" in str(caught.value)) == (method is not None)
    assert method is None or f"{method}() lists" in str(caught.value)


def test_what_the_server_warns_of_is_a_warning(server: Server, hs: HyperStudy) -> None:
    server.respond(
        lambda request: page(request, ROWS[:3], _warnings=["MISSING_INDEX: x"]), path=EVENTS
    )
    with pytest.warns(ServerWarning, match="MISSING_INDEX: x") as caught:
        events = hs.get_events("exp_1")
    assert caught[0].filename == __file__
    assert not fetch_report(events).complete


def test_another_name_of_a_column_is_told_online_and_offline(
    server: Server, hs: HyperStudy, tmp_path: Path
) -> None:
    named = [{"id": f"evt_{number}", "participant_id": "p", "onset": 1.0} for number in range(3)]
    server.respond(lambda request: page(request, []))
    server.respond(lambda request: page(request, named), path=EVENTS)
    server.respond(path="/api/v3/experiments/exp_1", body={"status": "success", "data": {}})
    server.respond(path="/api/v3/experiments/exp_1/config", body={"status": "success", "data": {}})
    hs.pull("exp_1", tmp_path / "study", types=["events"], progress=False)
    for source in (hs, open_study(tmp_path / "study")):
        with pytest.warns(UnreadableValueWarning, match="is empty.*'participant_id'"):
            events = source.get_events("exp_1")
        assert fetch_report(events).misnamed == [
            {"column": "participantId", "key": "participant_id"}
        ]


def test_each_troubled_room_of_a_loop_is_named(server: Server, hs: HyperStudy) -> None:
    server.respond(lambda request: page(request, ROWS[:3], _warnings=["MISSING_INDEX: x"]))
    with warnings.catch_warnings(record=True) as caught:
        # What somebody sees who set nothing.
        warnings.simplefilter("default")
        for room in ("room_1", "room_2", "room_1"):
            hs.get_events(room, scope="room", output="dict")
    assert [str(one.message) for one in caught] == [
        "events of room room_1: MISSING_INDEX: x",
        "events of room room_2: MISSING_INDEX: x",
        "events of room room_1: MISSING_INDEX: x",
    ]


def test_a_warning_about_a_single_object_names_it(server: Server, hs: HyperStudy) -> None:
    body = {"status": "success", "data": {"id": "exp_1"}, "metadata": {"_warnings": ["STALE: x"]}}
    server.respond(lambda _: Answer(body=body))
    with pytest.warns(ServerWarning, match="^experiment of exp_1: STALE: x"):
        hs.get_experiment("exp_1")


def test_rows_that_do_not_come_are_counted(server: Server, hs: HyperStudy) -> None:
    def reply(request: ReceivedRequest) -> Answer:
        answer = page(request, ROWS[:3])
        answer.body["metadata"]["pagination"]["total"] = 5  # type: ignore[index,call-overload]
        return answer

    server.respond(reply, path=EVENTS)
    with pytest.warns(IncompleteDataWarning, match="2 of 5 promised rows did not come"):
        events = hs.get_events("exp_1")
    assert len(events) == 3


def as_text(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, (bool, int)) else value


@pytest.mark.parametrize("write", [as_text, lambda one: float(one) if one != "x" else one])
def test_pagination_that_is_written_in_another_type(
    write: Any, server: Server, hs: HyperStudy
) -> None:
    def reply(request: ReceivedRequest) -> Answer:
        answer = page(request).body
        assert isinstance(answer, dict)
        block = answer["metadata"]["pagination"]
        answer["metadata"]["pagination"] = {key: write(value) for key, value in block.items()}
        return Answer(body=answer)

    server.respond(reply, path=EVENTS)
    report = fetch_report(hs.get_events("exp_1"))
    assert (report.promised, report.received, report.pages) == (2500, 2500, 3)
    assert report.clean


def test_rows_that_do_not_come_are_counted_where_the_total_is_text(
    server: Server, hs: HyperStudy
) -> None:
    body = {"status": "success", "data": ROWS[:3], "metadata": {"pagination": {"total": "5"}}}
    server.respond_once(path=EVENTS, body=body)
    server.respond(path=EVENTS, body={**body, "data": []})
    with pytest.warns(IncompleteDataWarning, match="2 of 5 promised rows did not come"):
        assert len(hs.get_events("exp_1")) == 3


@pytest.mark.parametrize("total", [-1, "-1", "many", "1" * 5000, None, True])
def test_a_total_that_is_none_promises_nothing(total: Any, server: Server, hs: HyperStudy) -> None:
    metadata = {"pagination": {"total": total, "hasMore": False}}
    server.respond(path=EVENTS, body={"status": "success", "data": ROWS[:3], "metadata": metadata})
    report = fetch_report(hs.get_events("exp_1"))
    assert report.promised is None
    assert report.clean


@pytest.mark.parametrize("output", ["dict", "pandas"])
def test_an_id_that_is_a_number_on_one_page_and_text_on_the_next(
    output: str, server: Server, hs: HyperStudy
) -> None:
    rows: list[dict[str, Any]] = [{"id": number, "onset": 1.0} for number in range(1000)]
    # The list grew meanwhile, so that the last row comes once more.
    rows += [{"id": "999", "onset": 1.0}, {"id": "1000", "onset": 1.0}]
    server.respond(lambda request: page(request, rows), path=EVENTS)
    with pytest.warns(UnreadableValueWarning, match="1 rows came twice with other content"):
        found = hs.get_events("exp_1", output=output)
    assert len(found) == 1002
    assert fetch_report(found).changed == 1


@pytest.mark.parametrize("output", ["dict", "pandas"])
def test_an_empty_id_names_no_row(output: str, server: Server, hs: HyperStudy) -> None:
    rows = [{**row, "id": ""} for row in ROWS]
    server.respond(lambda request: page(request, rows), path=EVENTS)
    found = hs.get_events("exp_1", output=output)
    assert len(found) == 2500
    assert fetch_report(found).clean


@pytest.mark.parametrize("names", [{}, {"id": None}, {"id": ""}])
def test_a_questionnaire_under_both_names_comes_once_without_ids(
    names: dict[str, Any], server: Server, hs: HyperStudy
) -> None:
    answers = [{**names, "category": "questionnaire", "content": text} for text in "aab"]

    def reply(request: ReceivedRequest) -> Answer:
        # Under one of the names the server has an answer more.
        more = request.query["category"] == "questionnaire"
        return page(request, answers if more else answers[1:])

    server.respond(reply, path=EVENTS)
    found = hs.get_questionnaire("exp_1", output="dict")
    assert [row["content"] for row in found] == ["a", "a", "b"]


def test_a_limit_of_filtered_rows_reads_until_it_has_them(server: Server, hs: HyperStudy) -> None:
    kinds = ["instructions.page_view"] * 1500 + ["consent.shown", "consent.agreed"] * 100
    rows = [{"id": f"evt_{n}", "eventType": kind} for n, kind in enumerate(kinds)]
    server.respond(lambda request: page(request, rows), path=EVENTS)
    consent = hs.get_consent("exp_1", limit=3)
    assert consent["id"].tolist() == ["evt_1500", "evt_1501", "evt_1502"]
    assert all(request.query["category"] == "pre_experiment" for request in server.requests)


# In order as moments, not as texts.
TIMES = [f"2026-03-02T09:00:0{second}Z" for second in ("1", "1.250", "2", "2.5")]


def test_a_questionnaire_under_both_names_comes_once_in_order(
    server: Server, hs: HyperStudy
) -> None:
    def row(number: int) -> dict[str, Any]:
        return {"id": f"q_{number}", "timestamp": TIMES[number]}

    under = {"questionnaire": [row(1), row(3)], "post_experiment": [row(0), row(1), row(2)]}

    def reply(request: ReceivedRequest) -> Answer:
        step = -1 if request.query.get("order") == "desc" else 1
        return page(request, under[request.query["category"]][::step])

    server.respond(reply, path=EVENTS)
    answers = hs.get_questionnaire("exp_1")
    assert answers["id"].tolist() == ["q_0", "q_1", "q_2", "q_3"]
    assert fetch_report(answers).complete
    for offset in range(6):
        rest = hs.get_questionnaire("exp_1", offset=offset)
        assert rest["id"].tolist() == ["q_0", "q_1", "q_2", "q_3"][offset:]
        assert fetch_report(rest).complete
        assert (
            hs.get_questionnaire("exp_1", offset=offset, limit=1)["id"].tolist()
            == (rest["id"].tolist()[:1])
        )
    latest = hs.get_questionnaire("exp_1", order="desc", limit=2)
    assert latest["id"].tolist() == ["q_3", "q_2"]


def test_an_answer_that_changed_between_two_lists_is_kept_twice_and_told(
    server: Server, hs: HyperStudy
) -> None:
    same, odd = {"id": "q_0", "v": 1}, {"id": {"no": "text"}, "v": 2}
    under = {
        "questionnaire": [same, {"id": "q_1", "v": 1}, odd],
        "post_experiment": [same, {"id": "q_1", "v": 2}],
    }
    server.respond(lambda request: page(request, under[request.query["category"]]), path=EVENTS)
    with pytest.warns(UnreadableValueWarning, match="1 rows came twice with other content"):
        answers = hs.get_questionnaire("exp_1", output="dict")
    assert sorted(row["v"] for row in answers if row["id"] == "q_1") == [1, 2]
    assert answers.count(same) == 1
    assert odd in answers
    report = fetch_report(answers)
    assert (report.changed, report.received, report.rows) == (1, 4, 4)
    assert report.complete
    assert not report.clean


def test_variables_without_metadata_are_still_variables(server: Server, hs: HyperStudy) -> None:
    path = "/api/v3/data/variables/room/room_1"
    server.respond_once(
        body={"status": "success", "data": [{"variable": "a", "value": 1}]}, path=path
    )
    result = hs.get_variables("room_1")
    assert result["writes"]["value"].tolist() == [1]
    assert result["timeline"].empty
    assert result["dropped_writes"] == []
    assert result["mode"] is None


def test_writes_that_the_server_refused_are_told(server: Server, hs: HyperStudy) -> None:
    dropped = [{"variable": "a", "reason": "mismatch"}]
    server.respond_once(
        body={"status": "success", "data": [], "metadata": {"droppedWrites": dropped}},
        path="/api/v3/data/variables/room/room_1",
    )
    with pytest.warns(IncompleteDataWarning, match="refused 1 writes"):
        assert hs.get_variables("room_1")["dropped_writes"] == dropped


def test_a_cut_list_of_decisions_is_told(server: Server, hs: HyperStudy) -> None:
    server.respond_once(
        body={"status": "success", "data": [{"id": "a_1"}], "metadata": {"truncated": True}},
        path="/api/v3/data/agent-decisions/room/room_1",
    )
    with pytest.warns(IncompleteDataWarning, match="truncated the list"):
        assert len(hs.get_agent_decisions("room_1", scope="room")) == 1


def test_one_type_that_fails_does_not_lose_the_others(server: Server, hs: HyperStudy) -> None:
    server.respond(
        lambda request: (
            page(request, ROWS[:2])
            if "offset" in request.query
            else Answer(body={"status": "success", "data": []})
        )
    )
    refusal = {"status": "error", "error": {"code": "FORBIDDEN", "message": "no"}}
    server.respond(status=403, body=refusal, path="/api/v3/data/chat/participant/user_1")
    with pytest.raises(ForbiddenError) as caught:
        hs.get_all_data("user_1", room_id="room_1", output="dict")
    assert "chat" not in caught.value.partial
    assert len(caught.value.partial) == 12
    assert caught.value.partial["events"] == ROWS[:2]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("progress", "rows", "shown"), [
    (True, 2500, True),
    (True, 900, False),
    (False, 2500, False),
])  # fmt: skip
def test_a_bar_is_shown_for_several_pages_where_somebody_watches(
    server: Server,
    hs: HyperStudy,
    monkeypatch: pytest.MonkeyPatch,
    progress: bool,
    rows: int,
    shown: bool,
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    server.respond(lambda request: page(request, ROWS[:rows]), path=EVENTS)
    hs.get_events("exp_1", progress=progress)
    assert ("events of experiment exp_1" in screen.getvalue()) is shown
    assert ("2500/2500" in screen.getvalue() or "2.50k" in screen.getvalue()) is shown


class BrokenTerminal(Terminal):
    def write(self, text: str) -> int:
        raise LookupError("no parent")


@pytest.mark.parametrize("with_pause", [False, True])
def test_a_display_that_fails_costs_no_row(
    server: Server,
    hs: HyperStudy,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    with_pause: bool,
) -> None:
    monkeypatch.setattr(sys, "stderr", BrokenTerminal())
    server.respond(page, path=EVENTS)
    if with_pause:
        server.respond_once(status=429, headers={"Retry-After": "0.2"}, path=EVENTS)
    frame = hs.get_events("exp_1")
    assert frame["id"].tolist() == [row["id"] for row in ROWS]
    assert fetch_report(frame).complete
    (message,) = (text for text in caplog.messages if "progress bar" in text)
    assert "LookupError: no parent" in message


@pytest.mark.parametrize("rows", [900, 2500])
def test_the_bar_says_for_what_and_until_when_as_long_as_it_waits(
    server: Server, hs: HyperStudy, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    screen = Terminal()
    shown: list[str] = []

    def reply(request: ReceivedRequest) -> Answer:
        shown.append(screen.getvalue())
        return page(request, ROWS[:rows])

    monkeypatch.setattr(sys, "stderr", screen)
    server.respond(reply, path=EVENTS)
    server.respond_once(status=429, headers={"Retry-After": "1"}, path=EVENTS)
    hs.get_events("exp_1")
    wait = r"waiting until \d\d:\d\d:\d\d \(1 s\): the service's limit on requests"
    assert re.search(f"events of experiment exp_1.*{wait}", shown[0])
    last = screen.getvalue().rstrip().rpartition("\r")[2]
    assert str(rows) in last
    assert "waiting" not in last


def test_pauses_that_overlap_are_counted_once(server: Server, hs: HyperStudy) -> None:
    both = threading.Barrier(2, timeout=20)
    pauses = {"1000": "1", "2000": "2"}

    def reply(request: ReceivedRequest) -> Answer:
        seconds = pauses.pop(request.query["offset"], None)
        if seconds is None:
            return page(request)
        both.wait()
        delay = 0.3 if seconds == "2" else 0.0
        return Answer(status=429, headers={"Retry-After": seconds}, delay=delay)

    server.respond(reply, path=EVENTS)
    begun = time.monotonic()
    report = fetch_report(hs.get_events("exp_1"))
    assert report.complete
    assert 1 < report.waited <= time.monotonic() - begun


def test_nobody_watches_a_file(
    server: Server, hs: HyperStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    server.respond(page, path=EVENTS)
    hs.get_events("exp_1")
    assert screen.getvalue() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
@pytest.mark.parametrize("receiver", ["the thread that waits", "another thread"])
@pytest.mark.parametrize(
    ("call", "pages"),
    [
        ("get_events('exp_1')", 1),
        ("get_all_data('u', room_id='r')", 1),
        ("pull('exp_1', sys.argv[1], progress=False)", 0),
        ("pull('exp_1', sys.argv[1], dry_run=True)", 0),
    ],
)
def test_ctrl_c_stops_at_once_and_leaves_no_thread(
    server: Server, tmp_path: Path, call: str, pages: int, receiver: str
) -> None:
    server.respond(
        lambda request: (
            page(request)
            if pages and request.query.get("offset") == "0"
            else Answer(None, then="stall")
        )
    )
    script = textwrap.dedent(f"""
        import signal, sys, threading, time
        from hyperstudy import HyperStudy

        def interrupt():
            sys.stdin.readline()
            signal.pthread_kill(RECEIVER or threading.get_ident(), signal.SIGINT)

        RECEIVER = threading.get_ident() if {receiver == "the thread that waits"} else None
        threading.Thread(target=interrupt).start()
        hs = HyperStudy("hst_test_1", "{server.url}/api/v3")
        try:
            hs.{call}
        except KeyboardInterrupt:
            end = time.monotonic() + 15
            while len(threading.enumerate()) > 1 and time.monotonic() < end:
                time.sleep(0.01)
            print([one.name for one in threading.enumerate()])
            print("usable:", hs)
        """)
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "study")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as run:
        server.wait_for(pages + 1)
        wait_until_asleep(run.pid)
        # The answers that it waits for never come, and would be given up after 30 s only.
        try:
            stdout, _ = run.communicate("now\n", timeout=25)
        finally:
            run.kill()
    assert stdout.splitlines()[0] == "['MainThread']"
    assert run.returncode == 0


def test_several_threads_share_a_client(server: Server, hs: HyperStudy) -> None:
    server.respond(page, path=EVENTS)
    found: list[int] = []

    def work() -> None:
        found.append(len(hs.get_events("exp_1", output="dict")))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == [2500] * 4
