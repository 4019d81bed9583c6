"""Studies to export: the sandbox's, and one whose ids, texts and values are as odd as they come."""

from __future__ import annotations

import atexit
import json
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

import hyperstudy
from hyperstudy.client.study import Study
from hyperstudy.sandbox import Sandbox, start

NAMES = ("movie-dyads", "turn-taking", "questionnaires", "agents")
HOSTILE = "hostile"

ODD_TEXTS = (
    *("a\ttab", "a\nline\r\nend", '"quoted at the start', "n/a", "NA", "null", "", " spaced "),
    *("\\n is no line end", "emoji 🦊 and \u2028", "zero\u0000byte", "=1+1", "true", "007"),
    "write to someone@example.org or see https://example.org/watch?PROLIFIC_PID=5f00aa",
    *("ask ZOË, or tomás's sister", "(Zoe\u0308) is here", '{"Amir B.": "said \\"Ines\\""}'),
    "https://example.org/people/user_a5c7545de3/photo.jpg#me and USER_72E5DF99D5",
    "see https://example.org/of/%C3%9Cn%C3%AF-1_a",
    *("zoe and TOMAS without marks", '{"a": "{\\"n\\": \\"Zo\\\\u00eb\\"}"}', "seen on 2026-03-02"),
)
MARKS = (
    *("someone@example.org", "PROLIFIC_PID=5f00aa", "Zoë", "Zoe\u0308", "Tomás", "Amir", "Ines"),
    *("%C3%9Cn%C3%AF-1_a", "zoe and", "TOMAS without", "Zo\\\\u00eb", "seen on 2026"),
)
"""What of these texts must not be in a pseudonymous export, in capitals or not."""


@cache
def _shared() -> TemporaryDirectory[str]:
    kept = TemporaryDirectory()
    atexit.register(kept.cleanup)
    return kept


@cache
def exported_study(name: str) -> Study:
    """Pull a study of the sandbox, or the hostile one, once for all tests that do not change it."""
    return pulled(name, Path(_shared().name, name, "study"))


def pulled(name: str, folder: Path) -> Study:
    """Pull a study of the sandbox, or the hostile one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", hyperstudy.HyperStudyWarning)
        if name == HOSTILE:
            with (
                start("movie-dyads", rooms=2, minutes=0.5) as server,
                _relay(server) as address,
                hyperstudy.HyperStudy(server.api_key, base_url=address) as hs,
            ):
                hs.pull(server.experiment_id, folder, progress=False)
        else:
            with start(name, rooms=2, minutes=0.5) as server, server.client() as hs:
                media = name == "movie-dyads"
                hs.pull(server.experiment_id, folder, recordings=media, progress=False)
    return hyperstudy.open_study(folder)


EYES = {
    "user_be52ade46f": ("left", "right"),
    "user_13b1cd17f0": ("right",),
    "user_72e5df99d5": ("left", "right"),
}
"""Whose eyes an EyeLink saw in the hostile study, by the ids of the sandbox."""


BY_SESSION = ("events", "ratings", "eyetracking")
"""Of which lists some rows of the hostile study name their room in ``sessionId`` alone."""


def eyelink_sample(number: int, eyes: tuple[str, ...]) -> dict[str, Any] | None:
    """A sample as an EyeLink gives it; now and then it sees no eye, or has none at all."""
    if not eyes or number % 17 == 3:
        return None
    sample: dict[str, Any] = {"time": 812_345 + 5 * number, "status": 0, "unheard of": [number]}
    for place, eye in enumerate(("left", "right")):
        seen = eye in eyes and number % (11 + place) != 5
        sample[f"{eye}_gaze_x"] = 960.2 + number % 100 + place if seen else None
        sample[f"{eye}_gaze_y"] = 540.7 - number % 50 if seen else None
        sample[f"{eye}_pupil"] = 1204 + number % 7 if seen else None
    return sample


def spoiled(path: str, body: bytes) -> bytes:
    """Make the answer of a list as odd as it may be."""
    answer = json.loads(body)
    if not isinstance(answer.get("data"), list) or "/data/" not in path:
        return body
    texts = cycle(ODD_TEXTS)
    for number, row in enumerate(answer["data"]):
        if number % 4 == 1 and row.get("onset") is not None:
            row["onset"] += (0.1, 0.123, 0.1 + 0.2, 1 / 3)[number // 4 % 4]
        if number % 13 == 6 and any(f"/{one}/" in path for one in BY_SESSION):
            row["sessionId"], row["roomId"] = row["roomId"], None  # as old servers name the room
        if "/events/" in path:
            row["content"] = next(texts)
            row["unheard of"] = [number, "tab\there"]
            if number % 5 == 0:
                row["category"] = "brand new"
            if number % 7 == 0:
                row["duration"] = -12.5
            if number % 11 == 0:
                row["timestamp"] = row["timestamp"].replace("Z", "1234Z")
            if number % 3 == 0:
                row["sessionTime"] = None
        elif "/chat/" in path:
            row["content"] = next(texts)
            if number % 5 == 2:
                row["participantId"] = None
            row["recipientIds"] = ["user_of_no_row", row["senderId"]]
        elif "/ratings/" in path:
            row["label"] = next(texts)
            if number % 6 == 4:
                row["value"], row["componentId"] = None, "second\tslider"
        elif "/eyetracking/" in path:
            row["eyelink"] = eyelink_sample(number, EYES.get(row["participantId"], ()))
            if number % 9 == 0:
                row["gazeX"] = None
                row["source"] = ODD_TEXTS[number // 9 % 14]  # no person writes it: nobody's name
                row.pop("onset", None)
        elif "/participants/" in path and number == 0:
            row.pop("role", None)
            row["joinedAt"] = None
            row["id"] = "membership 17"
            row["completionCode"] = "n/a"
            row |= {"acq_time": "noon", "room_status": "tidy", "hyperstudy_id": 7}
    text = json.dumps(answer, ensure_ascii=False)
    # Ids that differ in case only, with signs that no label can have.
    for old, new in (("user_be52ade46f", "Ünï-1_a"), ("user_13b1cd17f0", "ünï-1_A")):
        text = text.replace(old, new)
    return text.encode()


@contextmanager
def _relay(server: Sandbox) -> Iterator[str]:
    class Relay(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.replace("%C3%9Cn%C3%AF-1_a", "user_be52ade46f")
            response = httpx.get(
                server.base_url + path,
                headers={"X-API-Key": self.headers["X-API-Key"]},
                timeout=30,
            )
            body = (
                spoiled(path, response.content) if response.status_code == 200 else response.content
            )
            self.send_response(response.status_code)
            self.send_header("Content-Type", response.headers["content-type"])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    relay = ThreadingHTTPServer(("127.0.0.1", 0), Relay)
    thread = threading.Thread(target=relay.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{relay.server_port}"
    finally:
        relay.shutdown()
        relay.server_close()
        thread.join()


def identifying(study: Study) -> set[str]:
    """Give what names a person of a study: ids, names, addresses, ids of other platforms."""
    found: set[str] = set()
    for table in study.tables:
        frame = study.scan(table).collect()
        for name in frame.columns:
            if name in {
                *("participantId", "senderId", "participantName", "senderName"),
                *("email", "prolificPid", "ownerName"),
            }:
                found |= {one for one in frame[name].to_list() if one}
    found |= {one.removeprefix("prolific_") for one in set(found)}
    return found
