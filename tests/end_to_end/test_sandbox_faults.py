"""Faults on purpose: each kind does what it says, is repeatable, and is in the log."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sandbox_answers import client, fitting

from hyperstudy.sandbox import FAULT_KINDS, Faults, start

if TYPE_CHECKING:
    from hyperstudy.sandbox import Sandbox

EVENTS = "/data/events/experiment/exp_movie_dyads"


@pytest.fixture
def file(own: Sandbox, one: httpx.Client) -> str:
    row = next(row for row in own.study.recordings if row.get("downloadPath"))
    return str(one.get(row["downloadPath"]).json()["data"]["url"])


def ask(one: httpx.Client, fault: str, path: str = EVENTS, **query: Any) -> httpx.Response:
    return one.get(path, params={"limit": 20, **query}, headers={"X-Sandbox-Fault": fault})


def raw(one: httpx.Client, fault: str, path: str = EVENTS) -> tuple[httpx.Headers, bytes]:
    """Headers, and the bytes that came before the connection ended."""
    received = b""
    with one.stream("GET", path, headers={"X-Sandbox-Fault": fault}) as answer:
        try:
            for chunk in answer.iter_raw():
                received += chunk
        except httpx.TransportError:
            pass
        return answer.headers, received


def test_too_many_requests_in_both_spellings(one: httpx.Client) -> None:
    answer = ask(one, "rate-limit=7")
    error = fitting("get_events", answer, 429)["error"]
    assert error["code"] == "RATE_LIMIT_EXCEEDED"
    assert answer.headers["retry-after"] == "7"
    date = parsedate_to_datetime(ask(one, "rate-limit-date=90").headers["retry-after"])
    assert 80 < date.timestamp() - time.time() <= 91


@pytest.mark.parametrize(
    ("status", "code"), [(500, "INTERNAL_SERVER_ERROR"), (504, "GATEWAY_TIMEOUT")]
)
def test_server_errors(one: httpx.Client, status: int, code: str) -> None:
    answer = ask(one, f"server-error={status}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_errors_without_an_envelope(one: httpx.Client) -> None:
    page = ask(one, "html")
    assert page.status_code == 502
    assert page.headers["content-type"] == "text/html"
    assert page.text.startswith("<html>")
    bare = ask(one, "bare-error")
    assert bare.status_code == 403
    assert isinstance(bare.json()["error"], str)


def test_latency(one: httpx.Client) -> None:
    started = time.monotonic()
    assert ask(one, "latency=0.3").status_code == 200
    assert time.monotonic() - started >= 0.3


def test_a_cut_body_ends_early_and_a_reset_breaks(one: httpx.Client) -> None:
    for fault, error in (
        ("cut=0.5", httpx.RemoteProtocolError),
        ("reset=0.5", httpx.TransportError),
    ):
        with pytest.raises(error):
            ask(one, fault)
        assert one.get("/health").status_code == 200
    headers, received = raw(one, "cut=0.25")
    assert len(received) == int(headers["content-length"]) // 4


def test_a_cut_before_the_first_byte(one: httpx.Client) -> None:
    headers, received = raw(one, "cut=0")
    assert received == b""
    assert int(headers["content-length"]) > 0


def test_a_stall_is_silence_in_the_middle(one: httpx.Client) -> None:
    with pytest.raises(httpx.ReadTimeout):
        one.get(EVENTS, headers={"X-Sandbox-Fault": "stall=60"}, timeout=0.2)
    started = time.monotonic()
    assert ask(one, "stall=0.3").json()["status"] == "success"
    assert time.monotonic() - started >= 0.3


def test_a_stall_does_not_outlive_the_sandbox() -> None:
    with start(rooms=1) as short, client(short.base_url, short.api_key) as asking:
        with pytest.raises(httpx.ReadTimeout):
            asking.get("/health", headers={"X-Sandbox-Fault": "stall=600"}, timeout=0.1)
        started = time.monotonic()
        short.close()
        assert time.monotonic() - started < 15


def test_lengths_that_are_wrong_or_missing(one: httpx.Client) -> None:
    whole = one.get(EVENTS).content
    short = one.get(EVENTS, headers={"X-Sandbox-Fault": "wrong-length=0.5"})
    # HTTP is content with it; only what was promised elsewhere tells.
    assert len(short.content) == int(short.headers["content-length"]) < len(whole)
    headers, received = raw(one, "no-length")
    assert "content-length" not in headers
    assert len(received) > 0


def test_moved_totals(one: httpx.Client) -> None:
    honest = one.get(EVENTS, params={"limit": 20}).json()["metadata"]["pagination"]
    moved = ask(one, "moved-total=-4").json()["metadata"]["pagination"]
    assert moved == {**honest, "total": honest["total"] - 4}


def test_repeated_rows(one: httpx.Client) -> None:
    honest = one.get(EVENTS, params={"limit": 20}).json()
    answer = ask(one, "repeated-rows=2").json()
    assert answer["data"] == honest["data"] + honest["data"][:2]
    assert answer["metadata"]["pagination"]["returned"] == 22


def test_odd_values_leave_ids_alone(one: httpx.Client) -> None:
    honest = one.get(EVENTS, params={"limit": 20}).json()["data"]
    odd = ask(one, "odd-values=5").json()["data"]
    assert odd != honest
    assert [row["id"] for row in odd] == [row["id"] for row in honest]
    assert any("unheardOf" in row for row in odd)
    assert ask(one, "odd-values=5").json()["data"] == odd
    # The study itself is not touched.
    assert one.get(EVENTS, params={"limit": 20}).json()["data"] == honest


def test_a_missing_index(one: httpx.Client) -> None:
    answer = ask(one, "missing-index=3").json()
    assert answer["metadata"]["_warnings"][0].startswith("MISSING_INDEX: ")
    assert len(answer["data"]) == answer["metadata"]["pagination"]["returned"] == 17


def test_a_link_that_has_expired(own: Sandbox, one: httpx.Client) -> None:
    row = next(row for row in own.study.recordings if row.get("downloadPath"))
    url = ask(one, "expired-url", row["downloadPath"]).json()["data"]["url"]
    answer = one.get(url)
    assert answer.status_code == 403
    assert "ExpiredToken" in answer.text


@pytest.mark.parametrize(
    ("fault", "status"), [("server-error=503", 503), ("html=504", 504), ("latency=0.01", 200)]
)
def test_the_storage_fails_in_its_own_words(
    one: httpx.Client, file: str, fault: str, status: int
) -> None:
    answer = one.get(file, headers={"X-Sandbox-Fault": fault})
    assert answer.status_code == status
    assert not answer.text.startswith('{"status"')


@pytest.mark.parametrize("fault", ["cut=0.5", "reset=0.5", "wrong-length=0.5", "no-length=0.5"])
def test_files_come_short(one: httpx.Client, file: str, fault: str) -> None:
    whole = len(one.get(file).content)
    _, received = raw(one, fault, file)
    assert len(received) <= whole // 2


def test_faults_of_the_api_do_not_reach_the_storage(one: httpx.Client, file: str) -> None:
    assert one.get(file, headers={"X-Sandbox-Fault": "rate-limit, moved-total"}).status_code == 200


def test_a_plan_strikes_the_next_requests_in_order(own: Sandbox, one: httpx.Client) -> None:
    own.faults.plan("server-error=503", "", "rate-limit=3", operation="get_events")
    assert one.get("/experiments").status_code == 200
    statuses = [one.get(EVENTS).status_code for _ in range(4)]
    assert statuses == [503, 200, 429, 200]
    own.faults.plan("html=520")
    assert one.get("/experiments").status_code == 520
    assert one.get("/experiments").status_code == 200


def test_a_plan_waits_for_a_request_that_knows_the_fault(
    own: Sandbox, one: httpx.Client, file: str
) -> None:
    own.faults.plan("server-error=500", operation="storage")
    assert one.get(EVENTS).status_code == 200
    assert one.get(file).status_code == 500
    assert one.get(file).status_code == 200


def test_what_was_played_is_in_the_log(own: Sandbox, one: httpx.Client) -> None:
    before = len(own.faults.log)
    ask(one, "latency=0, server-error=503")
    played = own.faults.log[before:]
    assert [(each.kind, each.setting) for each in played] == [("latency", 0), ("server-error", 503)]
    assert played[0].operation == "get_events"
    assert played[0].path == "/api/v3" + EVENTS
    assert str(played[1]) == f"server-error=503 for GET /api/v3{EVENTS}"


def test_an_entry_of_the_log_holds_nothing_that_a_terminal_obeys(
    own: Sandbox, one: httpx.Client
) -> None:
    one.get(f"{own.storage_url}/%1b[2J%0aroom", headers={"X-Sandbox-Fault": "html"})
    assert str(own.faults.log[-1]).endswith(" for GET /%1B%5B2J%0Aroom")


IMPOSSIBLE = [
    "rate-limit=nan",
    "rate-limit=0.5",
    "latency=nan",
    "latency=-1",
    "latency=1e400",
    "moved-total=inf",
    "cut=nan",
    "cut=1.5",
    "rate-limit-date=1e20",
    "server-error=99",
    "server-error=1000",
    "html=0",
    "bare-error=200",
    "all=3",
    "cut=",
]


@pytest.mark.parametrize(
    "header", ["nonsense", "cut=much", "cut=0.5:often", "cut:0", "cut:0.5", *IMPOSSIBLE]
)
def test_a_header_that_cannot_be_read_is_refused(one: httpx.Client, file: str, header: str) -> None:
    answer = ask(one, header)
    assert answer.status_code == 400
    assert "X-Sandbox-Fault" in answer.json()["error"]["message"]
    assert one.get(file, headers={"X-Sandbox-Fault": header}).status_code == 400


@pytest.mark.parametrize("fault", ["cut:-1", "cut:nan", "cut:1.5", "cut:", "all:2", *IMPOSSIBLE])
def test_what_could_never_be_played_does_not_start(fault: str) -> None:
    with pytest.raises(ValueError, match=fault.partition("=")[0].partition(":")[0]):
        start(rooms=1, faults=fault)


def test_a_chance_below_nothing_does_not_start() -> None:
    with pytest.raises(ValueError, match=r"'cut' has the chance -0\.5; give one from 0 to 1"):
        start(rooms=1, faults={"cut": -0.5})


def test_a_plan_is_taken_whole_or_not_at_all(own: Sandbox, one: httpx.Client) -> None:
    with pytest.raises(ValueError, match="whole number from 400 to 599"):
        own.faults.plan("server-error=503", "server-error=99")
    assert one.get("/experiments").status_code == 200


def test_more_rows_can_be_missing_than_there_are(one: httpx.Client) -> None:
    answer = ask(one, "missing-index=25").json()
    assert answer["data"] == []
    assert answer["metadata"]["pagination"]["returned"] == 0


def statuses(seed: int, faults: str | dict[str, float]) -> list[int]:
    with (
        start(rooms=1, seed=seed, faults=faults) as unlucky,
        client(unlucky.base_url, unlucky.api_key) as asking,
    ):
        found = [asking.get("/personas", params={"n": n % 10}).status_code for n in range(60)]
        assert len(unlucky.faults.log) == 60 - found.count(200)
    return found


def test_chance_is_seeded() -> None:
    faults = "server-error=500:0.2, rate-limit:0.2"
    first = statuses(3, faults)
    assert first == statuses(3, faults)
    assert first != statuses(4, faults)
    assert set(first) == {200, 429, 500}
    # The same request meets another fate the next time.
    assert len({tuple(first[start : start + 10]) for start in range(0, 60, 10)}) > 1


def test_chances_as_a_mapping_and_their_sum() -> None:
    assert Faults.of({"html": 0.5, "cut=0.1": 0.5}, seed=1).by_chance[1].setting == 0.1
    with pytest.raises(ValueError, match=r"add up to 1\.1"):
        Faults.of({"html": 0.6, "cut": 0.5}, seed=1)
    with pytest.raises(ValueError, match="no fault is called 'bug'; there are: latency"):
        start(faults="bug")
    everything = Faults.of("all", seed=1).by_chance
    assert {each.kind.name for each in everything} == set(FAULT_KINDS)
    assert sum(each.chance for each in everything) == pytest.approx(0.2)
    assert len(Faults.of(["html", "cut"], seed=1).by_chance) == 2


@pytest.mark.parametrize(
    ("faults", "together"),
    [("all:0.5", 0.5), ("all, cut", 0.25), (["all", "html:0.3"], 0.5), ({"all": 0.4}, 0.4)],
)
def test_every_kind_beside_others_and_with_a_chance(faults: Any, together: float) -> None:
    found = Faults.of(faults, seed=1).by_chance
    assert {each.kind.name for each in found} == set(FAULT_KINDS)
    assert sum(each.chance for each in found) == pytest.approx(together)


def test_every_answer_can_be_slow() -> None:
    with start(rooms=1, latency=0.2) as slow, client(slow.base_url) as asking:
        started = time.monotonic()
        assert asking.get("/health").status_code == 200
        assert time.monotonic() - started >= 0.2
