"""The port with the recordings: signed links, parts of files, checksums, its own errors."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sandbox_answers import client, fitting, place

from hyperstudy.sandbox import start
from hyperstudy.sandbox.checksums import google_hashes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hyperstudy.sandbox import Sandbox


@pytest.fixture(scope="module")
def plain() -> Iterator[httpx.Client]:
    with httpx.Client(verify=False) as without_key:
        yield without_key


@pytest.fixture(scope="module")
def recording(sandbox: Sandbox) -> dict[str, Any]:
    return next(row for row in sandbox.study.recordings if row.get("downloadPath"))


@pytest.fixture(scope="module")
def content(sandbox: Sandbox, recording: dict[str, Any]) -> bytes:
    return bytes(sandbox.study.media(recording["recordingId"]))


def link(api: httpx.Client, recording: dict[str, Any], **headers: str) -> str:
    answer = api.get(recording["downloadPath"], headers=headers)
    return str(fitting("get_recording_link", answer)["data"]["url"])


def test_the_path_in_a_row_leads_to_the_file(
    api: httpx.Client, plain: httpx.Client, recording: dict[str, Any], content: bytes
) -> None:
    answer = plain.get(link(api, recording))
    assert answer.status_code == 200
    assert answer.content == content
    assert len(content) == recording["fileSize"]
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["content-type"].partition("/")[0] in {"audio", "video"}
    hashes = dict(part.split("=", 1) for part in answer.headers["x-goog-hash"].split(","))
    assert base64.b64decode(hashes["md5"]) == hashlib.md5(content).digest()
    assert len(base64.b64decode(hashes["crc32c"])) == 4


def test_the_checksum_is_the_published_one() -> None:
    # RFC 3720, B.4
    published = base64.b64encode(0x8A9136AA.to_bytes(4, "big")).decode()
    assert google_hashes(bytes(32)).startswith(f"crc32c={published},md5=")


def test_older_rows_hold_a_link_of_their_own(
    api: httpx.Client, plain: httpx.Client, sandbox: Sandbox
) -> None:
    experiment = sandbox.study.experiment["id"]
    rows = api.get(f"/data/recordings/experiment/{experiment}").json()["data"]
    old = [row for row in rows if row.get("downloadUrl")]
    assert old
    for row in old:
        answer = plain.get(row["downloadUrl"])
        assert answer.status_code == 200
        assert answer.content == sandbox.study.media(row["recordingId"])


def test_the_links_of_older_rows_can_have_expired(
    api: httpx.Client, plain: httpx.Client, sandbox: Sandbox
) -> None:
    path = f"/data/recordings/experiment/{sandbox.study.experiment['id']}"
    rows = api.get(path, headers={"X-Sandbox-Fault": "expired-links"}).json()["data"]
    old = [row for row in rows if row.get("downloadUrl")]
    assert old
    for row in old:
        refused(plain.get(row["downloadUrl"]), 403, "ExpiredToken")


def test_the_head_alone(api: httpx.Client, plain: httpx.Client, recording: dict[str, Any]) -> None:
    answer = plain.head(link(api, recording))
    assert answer.headers["content-length"] == str(recording["fileSize"])
    assert answer.content == b""


@given(first=st.integers(0, 5000), length=st.integers(1, 5000))
def test_any_part_is_that_part(
    api: httpx.Client,
    plain: httpx.Client,
    recording: dict[str, Any],
    content: bytes,
    first: int,
    length: int,
) -> None:
    wanted = {"Range": f"bytes={first}-{first + length - 1}"}
    answer = plain.get(link(api, recording), headers=wanted)
    assert answer.status_code == 206
    assert answer.content == content[first : first + length]
    stop = min(first + length, len(content))
    assert answer.headers["content-range"] == f"bytes {first}-{stop - 1}/{len(content)}"


def test_the_rest_and_the_end(
    api: httpx.Client, plain: httpx.Client, recording: dict[str, Any], content: bytes
) -> None:
    url = link(api, recording)
    rest = plain.get(url, headers={"Range": "bytes=100-"})
    assert (rest.status_code, rest.content) == (206, content[100:])
    end = plain.get(url, headers={"Range": "bytes=-7"})
    assert (end.status_code, end.content) == (206, content[-7:])


@pytest.mark.parametrize(
    "wanted",
    ["bytes=0-1,5-6", "bytes=-", "bytes=9-3", "lines=1-2", f"bytes={'9' * 5000}-"],
    ids=lambda wanted: wanted[:12],
)
def test_what_is_not_one_part_is_the_whole(
    api: httpx.Client,
    plain: httpx.Client,
    recording: dict[str, Any],
    content: bytes,
    wanted: str,
) -> None:
    answer = plain.get(link(api, recording), headers={"Range": wanted})
    assert (answer.status_code, answer.content) == (200, content)


def test_a_part_beyond_the_end(
    api: httpx.Client, plain: httpx.Client, recording: dict[str, Any]
) -> None:
    size = recording["fileSize"]
    answer = plain.get(link(api, recording), headers={"Range": f"bytes={size}-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{size}"


def test_a_part_of_a_file_that_has_changed_is_the_whole(
    api: httpx.Client, plain: httpx.Client, recording: dict[str, Any], content: bytes
) -> None:
    url = link(api, recording)
    etag = plain.head(url).headers["etag"]
    same = plain.get(url, headers={"Range": "bytes=5-", "If-Range": etag})
    assert (same.status_code, same.content) == (206, content[5:])
    other = plain.get(url, headers={"Range": "bytes=5-", "If-Range": '"older"'})
    assert (other.status_code, other.content) == (200, content)


def refused(answer: httpx.Response, status: int, code: str) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/xml"
    assert f"<Code>{code}</Code>" in answer.text


def test_a_link_that_was_touched_is_refused(
    api: httpx.Client, plain: httpx.Client, recording: dict[str, Any]
) -> None:
    url = link(api, recording)
    refused(plain.get(url.partition("?")[0]), 403, "SignatureDoesNotMatch")
    longer = url.replace("X-Goog-Expires=900", "X-Goog-Expires=90000")
    assert longer != url
    refused(plain.get(longer), 403, "SignatureDoesNotMatch")
    path, _, query = url.partition("?")
    refused(plain.get(f"{path}x?{query}"), 403, "SignatureDoesNotMatch")
    refused(plain.post(url), 405, "MethodNotAllowed")


def test_a_link_expires(plain: httpx.Client) -> None:
    moment = datetime(2026, 5, 4, 10, tzinfo=UTC)
    with (
        start(rooms=1, now=lambda: moment, link_lifetime=60) as sandbox,
        client(sandbox.base_url, sandbox.api_key) as api,
    ):
        row = next(row for row in sandbox.study.recordings if row.get("downloadPath"))
        url = link(api, row)
        moment += timedelta(seconds=59)
        assert plain.get(url).status_code == 200
        moment += timedelta(seconds=1)
        refused(plain.get(url), 403, "ExpiredToken")
        assert plain.get(link(api, row)).status_code == 200


def test_a_link_lives_no_less_than_it_should(plain: httpx.Client) -> None:
    moment = datetime(2026, 5, 4, 10, microsecond=999_000, tzinfo=UTC)
    with (
        start(rooms=1, now=lambda: moment, link_lifetime=1) as sandbox,
        client(sandbox.base_url, sandbox.api_key) as api,
    ):
        row = next(row for row in sandbox.study.recordings if row.get("downloadPath"))
        url = link(api, row)
        moment += timedelta(seconds=0.999)
        assert plain.get(url).status_code == 200
        moment += timedelta(seconds=1)
        refused(plain.get(url), 403, "ExpiredToken")


def test_a_running_recording_has_no_file(api: httpx.Client, sandbox: Sandbox) -> None:
    running = next(row for row in sandbox.study.recordings if row["endTime"] is None)
    path = place("get_recording_link", roomId=running["roomId"], recordingId=running["recordingId"])
    fitting("get_recording_link", api.get(path), 404)


def test_the_storage_notes_whether_a_key_came_along(
    api: httpx.Client, plain: httpx.Client, recording: dict[str, Any], sandbox: Sandbox
) -> None:
    url = link(api, recording)
    before = len(sandbox.storage_requests)
    plain.head(url)
    plain.head(url, headers={"X-API-Key": "leaked"})
    first, second = sandbox.storage_requests[before:]
    assert (first.with_key, second.with_key) == (False, True)
    assert first.method == "HEAD"
    assert first.status == 200
